"""What is refused, and by which check; what passes, and what that establishes."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from orderdesk.signing.canonical import canonical_bytes, document_digest
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.proof import sign_document
from orderdesk.trust.directories import Trust
from orderdesk.trust.result import CheckName
from orderdesk.trust.verification import Arrival, verify
from tests.factories import (
    NOTICE_KINDS,
    Body,
    Person,
    Town,
    document,
    handover_body,
    meeting_body,
    notice_body,
    reply_body,
    report_body,
    review_body,
    seed_of,
    thread_urn,
)

STRANGER = SigningKey.from_seed(seed_of("fremmed"))
ISSUED = "2026-11-03T12:30:00Z"


def report(town: Town, order: Body, **changes: object) -> Body:
    """Sara Holt's report on October; `changes` of the envelope are made before it is signed."""
    body = report_body(order["body"], document_digest(order))
    signed = town.sign("report", body, "sara-holt", thread=order["thread"], issued=ISSUED, seen=[order])
    del signed["proof"]
    return sign_document({**signed, **changes}, town["sara-holt"].signing, ISSUED)


def refused_by(data: bytes, trust: Trust | None, now: datetime, arrival: Arrival | None = None) -> str:
    """The name of the check that refuses `data`; everything before it passed, nothing after it was made."""
    result = verify(data, trust, now=now, arrival=arrival)
    assert not result
    assert result.failure is not None
    assert result.failure.message
    place = [check.name for check in result.checks].index(result.failure.name)
    assert {check.status for check in result.checks[:place]} <= {"passed"}
    assert {check.status for check in result.checks[place + 1 :]} <= {"not_checked"}
    return result.failure.name


def desk(seen: set[str] | None = None, known: set[str] | None = None, person: str = "mette-krogh") -> Arrival:
    return Arrival(
        "lindholm-kommune",
        person,
        lambda digest: digest in (seen or set()),
        lambda digest: known is None or digest in known,
    )


class TestWhatPasses:
    @pytest.mark.parametrize("place", range(4))
    def test_every_kind_of_the_loop(self, place: int, loop: list[Body], trust: Trust, now: datetime) -> None:
        result = verify(canonical_bytes(loop[place]), trust, now=now)
        assert result, result.failure
        assert result.not_established == ("addressed", "replay", "previous")
        assert result.value == loop[place]
        assert result.digest == document_digest(loop[place])

    def test_every_kind_of_the_course(self, course: list[Body], trust: Trust, now: datetime) -> None:
        for one in course:
            result = verify(canonical_bytes(one), trust, now=now)
            assert result, (one["type"], one["body"].get("kind"), result.failure)
            assert result.document is not None
            assert result.document.type == one["type"]

    def test_the_names_are_all_there_in_order(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        for data in (canonical_bytes(loop[2]), b"{}"):
            checks = verify(data, trust, now=now).checks
            assert [check.name for check in checks] == [str(name) for name in CheckName]

    def test_a_pretty_printed_copy(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = json.dumps(loop[2], indent=2, ensure_ascii=False).encode()
        result = verify(data, trust, now=now)
        assert result
        assert result.parsed is not None
        assert not result.parsed.was_canonical
        assert result.digest == document_digest(loop[2])

    def test_without_a_directory_the_sender_is_not_established(self, loop: list[Body], now: datetime) -> None:
        result = verify(canonical_bytes(loop[2]), None, now=now)
        assert result
        assert {"directory", "member", "role", "period", "revocation"} <= set(result.not_established)
        assert "signature" in result.established

    def test_the_model_is_the_verified_value(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        result = verify(canonical_bytes(loop[0]), trust, now=now)
        assert result.document is not None
        assert result.document.sender.person == "mette-krogh"
        assert result.document is result.document

    def test_on_arrival_all_is_established(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        result = verify(canonical_bytes(loop[2]), trust, now=now, arrival=desk())
        assert result, result.failure
        assert result.not_established == ()


def without(name: str) -> Callable[[Body], None]:
    return lambda changed: changed.pop(name)


class TestTheDocument:
    @pytest.mark.parametrize(
        ("change", "check"),
        [
            pytest.param(without("proof"), "proof", id="unsigned"),
            pytest.param(lambda d: d.update(proof=[d["proof"], d["proof"]]), "proof", id="two proofs"),
            pytest.param(lambda d: d["proof"].update(extra="x"), "proof", id="a member too many in the proof"),
            pytest.param(lambda d: d["@context"].append("https://evil.example/v1"), "context", id="context appended"),
            pytest.param(
                lambda d: d["proof"]["@context"].append("https://evil.example/v1"), "context", id="in the proof too"
            ),
            pytest.param(lambda d: d["@context"].reverse(), "context", id="context turned round"),
            pytest.param(lambda d: d["proof"].update(verificationMethod="did:key:z6Mk#z6Mk"), "key", id="no such key"),
            pytest.param(
                lambda d: d["proof"].update(verificationMethod=STRANGER.method), "signature", id="another's key"
            ),
            pytest.param(lambda d: d["body"].update(version=2), "signature", id="changed after signing"),
            pytest.param(without("issued"), "signature", id="a member taken out"),
            pytest.param(lambda d: d["body"].update(hours=1.5), "profile", id="a float"),
            pytest.param(lambda d: d["body"].update(navn="A\u0301se"), "profile", id="not NFC"),
            pytest.param(lambda d: d["body"].update(navn="Åse\u202e"), "profile", id="direction override"),
        ],
    )
    def test_refused(
        self, change: Callable[[Body], None], check: str, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        changed = copy.deepcopy(loop[2])
        change(changed)
        assert refused_by(json.dumps(changed).encode(), trust, now) == check

    @pytest.mark.parametrize(
        ("data", "check"),
        [
            pytest.param(b"", "json", id="empty"),
            pytest.param(b"\xff\xfe\x00", "utf8", id="binary"),
            pytest.param(b"[]", "json", id="a list"),
            pytest.param(b'{"a":1,"a":1}', "json", id="doubled key"),
            pytest.param(b'{"a":NaN}', "json", id="NaN"),
            pytest.param(b"[" * 100_000, "profile", id="deep"),
            pytest.param(b'{"a":' * 40 + b"1" + b"}" * 40, "profile", id="a little too deep"),
            pytest.param(b'{"a":"' + b"a" * (256 * 1024) + b'"}', "size", id="large"),
            pytest.param(b'{"a":"' + b'\\"' * 130_000 + b'"}', "proof", id="256 KiB of escaped quotation marks"),
            pytest.param(b'{"a":"' + b"\\" * 262_000 + b'"}', "proof", id="256 KiB of backslashes"),
            pytest.param(b'{"a":"' + "æ".encode() * 131_000 + b'"}', "proof", id="256 KiB of æ"),
        ],
    )
    def test_bytes_that_are_no_document(self, data: bytes, check: str, trust: Trust, now: datetime) -> None:
        assert refused_by(data, trust, now) == check

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            pytest.param({"type": "orderdesk.report.v2"}, "$.type", id="a later version of the type"),
            pytest.param({"type": "orderdesk.receipt.v1"}, "$.body.document", id="another type's body"),
            pytest.param({"ekstra": "x"}, "$.ekstra", id="a member too many"),
            pytest.param({"seq": "3"}, "$.seq", id="text for a number"),
            pytest.param({"seq": True}, "$.seq", id="true for a number"),
            pytest.param({"issued": "2026-02-30T09:00:00Z"}, "$.issued", id="the 30th of February"),
            pytest.param({"issued": "2026-11-03T12:30:00+01:00"}, "$.issued", id="another form of time"),
            pytest.param({"sender": {"org": "fjordvejen"}}, "$.sender", id="a name that only the program uses"),
        ],
    )
    def test_well_signed_but_no_document_of_its_type(
        self, changes: Body, path: str, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        data = canonical_bytes(report(town, loop[0], **changes))
        assert refused_by(data, trust, now) == "schema"
        findings = verify(data, trust, now=now).findings
        assert path in [finding.path for finding in findings]
        assert all(finding.message for finding in findings)

    def test_places_leave_out_the_tags_of_variants(
        self, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        body = report_body(loop[0]["body"], document_digest(loop[0]))
        body["goals"][1]["attainment"] = 3
        del body["points"]["health"]["text"]
        signed = town.sign("report", body, "sara-holt", thread=loop[0]["thread"], issued=ISSUED)
        paths = {finding.path for finding in verify(canonical_bytes(signed), trust, now=now).findings}
        assert paths == {"$.body.goals[1].attainment", "$.body.points.health.text"}

    def test_findings_quote_nothing_and_are_capped(self, town: Town, loop: list[Body], now: datetime) -> None:
        many = {f"hemmelig{number}": "Rikke Sønderby" for number in range(500)}
        result = verify(canonical_bytes(report(town, loop[0], **many)), None, now=now)
        assert len(result.findings) == 50
        assert "Sønderby" not in "".join(finding.message for finding in result.findings)

    def test_issued_ten_minutes_ahead_is_a_clock_and_more_is_not(
        self, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        issued = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)
        data = canonical_bytes(loop[2])
        assert verify(data, trust, now=issued - timedelta(minutes=10))
        assert refused_by(data, trust, issued - timedelta(minutes=11)) == "issued"
        assert verify(data, trust, now=issued - timedelta(days=400), tolerate_future=True)

    def test_a_proof_older_than_its_document(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        unsigned = {name: value for name, value in loop[2].items() if name != "proof"}
        early = sign_document(unsigned, town["sara-holt"].signing, "2026-11-03T12:19:00Z")
        assert refused_by(canonical_bytes(early), trust, now) == "issued"
        nearly = sign_document(unsigned, town["sara-holt"].signing, "2026-11-03T12:21:00Z")
        assert verify(canonical_bytes(nearly), trust, now=now)


class TestTheSender:
    def sign(
        self, town: Town, order: Body, by: Person, role: str, key: SigningKey | None = None, **more: object
    ) -> bytes:
        body = report_body(order["body"], document_digest(order))
        given = {"thread": order["thread"], "to": [{"org": "lindholm-kommune"}], "issued": ISSUED, **more}
        return canonical_bytes(document("report", body, key or by.signing, sender=by.sender(role), **given))

    def test_wrong_key(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", key=STRANGER)
        assert refused_by(data, trust, now) == "member"

    def test_a_colleagues_key(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", key=town["ahmed-yildiz"].signing)
        assert refused_by(data, trust, now) == "member"

    def test_the_persons_key_for_another_use(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", key=town["sara-holt"].http)
        assert refused_by(data, trust, now) == "member"

    def test_nobody_of_that_name(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], Person.of("fjordvejen", "nina-vang", "Mentor", "consultant"), "consultant")
        assert refused_by(data, trust, now) == "member"

    def test_an_unknown_organisation(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], Person.of("skovbo", "nina-vang", "Mentor", "consultant"), "consultant")
        assert refused_by(data, trust, now) == "directory"

    def test_a_role_that_is_not_held(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], town["sara-holt"], "leader")
        assert refused_by(data, trust, now) == "role"

    def test_a_role_that_may_not(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        assert refused_by(self.sign(town, loop[0], town["karen-toft"], "leader"), trust, now) == "role"
        assert refused_by(self.sign(town, loop[0], town["mette-krogh"], "caseworker"), trust, now) == "role"

    @pytest.mark.parametrize(
        ("kind", "by"),
        [
            ("uphold", "sara-holt"),
            ("accept", "mette-krogh"),
            ("acknowledge", "mette-krogh"),
            ("object", "inger-dahl"),
        ],
    )
    def test_a_kind_of_reply_that_is_the_others(
        self, kind: str, by: str, town: Town, trust: Trust, now: datetime
    ) -> None:
        signed = town.sign("reply", reply_body(kind), by, thread=thread_urn("x"), issued=ISSUED)
        assert refused_by(canonical_bytes(signed), trust, now) == "role"

    @pytest.mark.parametrize(("own", "other", "by"), [("P", "C", "mette-krogh"), ("C", "P", "sara-holt")])
    def test_a_kind_of_notice_that_is_the_others(
        self, own: str, other: str, by: str, town: Town, trust: Trust, now: datetime
    ) -> None:
        kinds = set(NOTICE_KINDS[own]) - set(NOTICE_KINDS[other])
        assert kinds
        for kind in sorted(kinds):
            signed = town.sign("notice", notice_body(kind), by, thread=thread_urn("x"), issued=ISSUED)
            assert refused_by(canonical_bytes(signed), trust, now) == "role", kind

    @pytest.mark.parametrize(
        ("kind", "body", "by"),
        [
            ("handover", handover_body(thread_urn("x")), "karen-toft"),
            ("review", review_body("comments"), "sara-holt"),
            ("meeting", meeting_body("held"), "birthe-skov"),
            ("notice", notice_body("good_news"), "karen-toft"),
        ],
        ids=["handover", "comments", "meeting", "good-news"],
    )
    def test_a_role_that_writes_no_such_thing(
        self, kind: str, body: Body, by: str, town: Town, trust: Trust, now: datetime
    ) -> None:
        signed = town.sign(kind, body, by, thread=thread_urn("x"), issued=ISSUED)
        assert refused_by(canonical_bytes(signed), trust, now) == "role"

    def test_before_the_key_counted(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", issued="2026-01-05T08:59:59Z")
        assert refused_by(data, trust, now) == "period"

    def test_another_directory_under_a_known_number(
        self, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        reference = {"version": 1, "hash": "sha256-" + "0" * 64}
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", directory=reference)
        assert refused_by(data, trust, now) == "directory"
        data = self.sign(town, loop[0], town["sara-holt"], "consultant", directory={**reference, "version": 9})
        assert verify(data, trust, now=now)


class TestArrival:
    def test_for_another_organisation(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        assert refused_by(canonical_bytes(loop[0]), trust, now, desk()) == "addressed"

    def test_for_another_person(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        to = [{"org": "lindholm-kommune", "person": "jonas-bach"}]
        data = canonical_bytes(report(town, loop[0], to=to))
        assert refused_by(data, trust, now, desk()) == "addressed"
        assert verify(data, trust, now=now, arrival=desk(person="jonas-bach"))

    def test_for_nobody(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        assert refused_by(canonical_bytes(report(town, loop[0], to=[])), trust, now, desk()) == "addressed"

    def test_replayed(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        seen = {document_digest(loop[2])}
        assert refused_by(canonical_bytes(loop[2]), trust, now, desk(seen)) == "replay"

    def test_before_what_it_builds_on(self, loop: list[Body], trust: Trust, now: datetime) -> None:
        assert refused_by(canonical_bytes(loop[2]), trust, now, desk(known=set())) == "previous"
        assert verify(canonical_bytes(loop[2]), trust, now=now, arrival=desk(known=set(loop[2]["prev"])))

    def test_a_number_that_does_not_fit(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        assert refused_by(canonical_bytes(report(town, loop[0], prev=[])), trust, now, desk()) == "previous"
        assert refused_by(canonical_bytes(report(town, loop[0], seq=1)), trust, now, desk()) == "previous"
