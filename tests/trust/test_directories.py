"""Directories follow one another, vouch for each other, and end; forged, older and doubled ones are refused."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from orderdesk.errors import InputRefused
from orderdesk.signing.canonical import canonical_bytes, document_digest
from orderdesk.signing.keys import SigningKey
from orderdesk.trust.directories import Trust
from orderdesk.trust.files import documents_in
from orderdesk.trust.organisation import offline_fingerprint
from orderdesk.trust.result import Verification
from orderdesk.trust.verification import Arrival, verify
from tests.factories import Body, Organisation, Town, document, seed_of, thread_urn

STRANGER = SigningKey.from_seed(seed_of("fremmed"))
OFFLINE = SigningKey.from_seed(seed_of("nøgle i pengeskab"))
KOMMUNE, FJORDVEJEN = "lindholm-kommune", "fjordvejen"
REPORT = 2


def following(
    organisation: Organisation,
    before: Body,
    key: SigningKey | None = None,
    issued: str = "2026-11-20T09:00:00Z",
    **changes: Any,
) -> Body:
    """The version after `before`; `changes` are members of the body, but for `prev` and `seq`."""
    version = before["body"]["version"] + 1
    envelope = {name: changes.pop(name) for name in ("prev", "seq", "sender") if name in changes}
    body = {**copy.deepcopy(before["body"]), "version": version, **changes}
    administrator = organisation.administrator
    return document(
        "directory",
        body,
        key or administrator.signing,
        **{
            "thread": thread_urn(f"directory/{organisation.id}"),
            "sender": administrator.sender("administrator"),
            "to": [],
            "seq": body["version"],
            "prev": [document_digest(before)],
            "issued": issued,
            **envelope,
        },
    )


def add(trust: Trust, directory: Body, now: datetime) -> Verification:
    return trust.add(canonical_bytes(directory), now)


def revoked(did: str, reason: str, at: str = "2026-11-10T00:00:00Z") -> list[Body]:
    return [{"key": did, "at": at, "reason": reason}]


class TestTheFirst:
    def test_the_pinned_key_signs_it(self, town: Town, now: datetime) -> None:
        trust = Trust.pinned(KOMMUNE, STRANGER.did)
        assert add(trust, town.municipality.directory, now).failure.name == "directory"  # type: ignore[union-attr]
        assert trust.organisations() == []

    def test_it_brings_the_partners_it_carries(self, trust: Trust) -> None:
        assert trust.organisations() == [KOMMUNE, FJORDVEJEN]
        assert trust.member(FJORDVEJEN, "sara-holt") is not None
        assert trust.member(FJORDVEJEN, "mette-krogh") is None

    def test_partners_vouch_for_nobody(self, town: Town, now: datetime) -> None:
        trust = Trust.pinned(FJORDVEJEN, town.provider.root)
        assert add(trust, town.provider.directory, now)
        assert add(trust, town.municipality.directory, now)
        third = following(town.provider, town.provider.directory, org="skovbo", version=1, seq=1, prev=[])
        assert not add(trust, third, now)

    def test_a_vouched_root_that_does_not_match(self, town: Town, now: datetime) -> None:
        forged = copy.deepcopy(town.municipality.directory["body"]["partners"])
        forged[0]["root"] = STRANGER.did
        body = {"version": 1, "seq": 1, "prev": [], "partners": forged}
        directory = following(town.municipality, town.municipality.directory, **body)
        trust = Trust.pinned(KOMMUNE, town.municipality.root)
        assert not add(trust, directory, now)
        assert trust.organisations() == []
        del forged[0]["directory"]
        assert add(trust, following(town.municipality, town.municipality.directory, **body), now)
        assert not add(trust, town.provider.directory, now)

    def test_a_directory_carried_under_anothers_name(self, town: Town, now: datetime) -> None:
        partners = copy.deepcopy(town.municipality.directory["body"]["partners"])
        partners[0]["org"] = "skovbo"
        directory = following(
            town.municipality, town.municipality.directory, version=1, seq=1, prev=[], partners=partners
        )
        assert not add(Trust.pinned(KOMMUNE, town.municipality.root), directory, now)

    @pytest.mark.parametrize(
        "changes", [{"seq": 3}, {"sender": {"org": FJORDVEJEN, "person": "karen-toft", "role": "administrator"}}]
    )
    def test_it_contradicts_its_envelope(self, changes: Body, trust: Trust, town: Town, now: datetime) -> None:
        assert not add(trust, following(town.municipality, town.municipality.directory, **changes), now)

    def test_no_directory_at_all(self, trust: Trust, loop: list[Body], now: datetime) -> None:
        assert not add(trust, loop[REPORT], now)


class TestTheNext:
    def test_it_follows_and_the_history_is_kept(self, trust: Trust, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory)
        assert add(trust, second, now)
        assert [version.body.version for version in trust.versions(KOMMUNE)] == [1, 2]
        assert add(trust, second, now)
        assert add(trust, town.municipality.directory, now)
        assert len(trust.versions(KOMMUNE)) == 2

    def test_rollback(self, trust: Trust, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory, version=5)
        assert add(trust, second, now)
        older = following(town.municipality, town.municipality.directory, version=3)
        assert not add(trust, older, now)

    def test_a_second_one_with_the_same_number(self, trust: Trust, town: Town, now: datetime) -> None:
        assert add(trust, following(town.municipality, town.municipality.directory), now)
        other = following(town.municipality, town.municipality.directory, name="Lindholm By")
        result = add(trust, other, now)
        assert result.failure is not None
        assert result.failure.name == "directory"
        assert trust.organisation(KOMMUNE).name == "Lindholm Kommune"  # type: ignore[union-attr]

    def test_a_forged_administrator(self, trust: Trust, town: Town, now: datetime) -> None:
        forged = following(town.municipality, town.municipality.directory, STRANGER, administrators=[STRANGER.did])
        assert not add(trust, forged, now)
        member = following(town.municipality, town.municipality.directory, town["mette-krogh"].signing)
        assert not add(trust, member, now)
        assert len(trust.versions(KOMMUNE)) == 1

    def test_a_link_is_missing(self, trust: Trust, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory)
        third = following(town.municipality, second)
        assert not add(trust, third, now)
        assert add(trust, second, now)
        assert add(trust, third, now)

    def test_administrators_change_hands(self, trust: Trust, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory, administrators=[STRANGER.did])
        assert add(trust, second, now)
        assert not add(trust, following(town.municipality, second), now)
        assert add(trust, following(town.municipality, second, STRANGER), now)

    def test_the_key_kept_offline_helps_when_the_others_are_lost(self, trust: Trust, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory, offline=offline_fingerprint(OFFLINE.did))
        assert add(trust, second, now)
        assert add(trust, following(town.municipality, second, OFFLINE, administrators=[OFFLINE.did]), now)

    def test_a_revoked_administrator(self, trust: Trust, town: Town, now: datetime) -> None:
        revocations = revoked(town.municipality.root, "compromised")
        second = following(town.municipality, town.municipality.directory, revocations=revocations)
        assert add(trust, second, now)
        result = add(trust, following(town.municipality, second), now)
        assert result.failure is not None
        assert result.failure.name == "revocation"


class TestTime:
    def test_an_expired_directory(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        second = following(town.provider, town.provider.directory, expires="2026-11-01T00:00:00Z")
        assert add(trust, second, now)
        late = verify(canonical_bytes(loop[REPORT]), trust, now=now)
        assert late.failure is not None
        assert (late.failure.name, late.failure.advice != "") == ("directory", True)
        assert verify(canonical_bytes(loop[1]), trust, now=now)  # the accept of September

    def test_a_new_version_ends_the_freeze(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        second = following(town.provider, town.provider.directory, expires="2026-11-01T00:00:00Z")
        third = following(town.provider, second, expires="2027-11-01T00:00:00Z")
        assert add(trust, second, now)
        assert add(trust, third, now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)

    @pytest.mark.parametrize("reason", ["lost", "compromised", "left", "replaced"])
    def test_revoked_before_it_was_issued(
        self, reason: str, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        revocations = revoked(town["sara-holt"].signing.did, reason, "2026-11-03T12:30:00Z")
        assert add(trust, following(town.provider, town.provider.directory, revocations=revocations), now)
        result = verify(canonical_bytes(loop[REPORT]), trust, now=now)
        assert result.failure is not None
        assert result.failure.name == "revocation"

    @pytest.mark.parametrize(("reason", "arrives"), [("lost", False), ("compromised", False), ("left", True)])
    def test_revoked_after_the_date_it_claims(
        self, reason: str, arrives: bool, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        revocations = revoked(town["sara-holt"].signing.did, reason, "2026-11-10T00:00:00Z")
        assert add(trust, following(town.provider, town.provider.directory, revocations=revocations), now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)
        here = Arrival(KOMMUNE, "mette-krogh", lambda _digest: False, lambda _digest: True)
        assert bool(verify(canonical_bytes(loop[REPORT]), trust, now=now, arrival=here)) == arrives

    def test_a_later_version_does_not_take_a_revocation_back(
        self, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        revocations = revoked(town["sara-holt"].signing.did, "lost", "2026-11-01T00:00:00Z")
        second = following(town.provider, town.provider.directory, revocations=revocations)
        assert add(trust, second, now)
        assert add(trust, following(town.provider, second, revocations=[]), now)
        assert not verify(canonical_bytes(loop[REPORT]), trust, now=now)

    def test_who_has_left_signed_while_there(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        members = [m for m in town.provider.directory["body"]["members"] if m["person"] != "sara-holt"]
        assert add(trust, following(town.provider, town.provider.directory, members=members), now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)
        late = town.sign(
            "report", loop[REPORT]["body"], "sara-holt", thread=thread_urn("x"), issued="2026-11-25T08:00:00Z"
        )
        assert verify(canonical_bytes(late), trust, now=now).failure.name == "member"  # type: ignore[union-attr]

    def test_a_key_that_was_rotated(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        body = copy.deepcopy(town.provider.directory["body"])
        keys = next(m for m in body["members"] if m["person"] == "sara-holt")["keys"]
        keys[0]["until"] = "2026-11-05T00:00:00Z"
        keys.append({"id": STRANGER.did, "use": "signing", "since": "2026-11-05T00:00:00Z"})
        assert add(trust, following(town.provider, town.provider.directory, members=body["members"]), now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)
        at = datetime(2026, 11, 6, tzinfo=UTC)
        assert trust.key(FJORDVEJEN, "sara-holt", town["sara-holt"].signing.did, at) is None
        assert trust.key(FJORDVEJEN, "sara-holt", STRANGER.did, at) is not None

    def test_years_of_three_digits_are_not_later_than_ours(
        self, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        body = copy.deepcopy(town.provider.directory["body"])
        key = next(m for m in body["members"] if m["person"] == "sara-holt")["keys"][0]
        key["since"], key["until"] = "0001-01-01T00:00:00Z", "0999-01-01T00:00:00Z"
        partners = copy.deepcopy(town.municipality.directory["body"]["partners"])
        first = following(town.provider, town.provider.directory, version=1, seq=1, prev=[], members=body["members"])
        partners[0]["directory"] = first
        municipality = following(
            town.municipality, town.municipality.directory, version=1, seq=1, prev=[], partners=partners
        )
        alone = Trust.pinned(KOMMUNE, town.municipality.root)
        assert add(alone, municipality, now)
        body = {name: value for name, value in loop[REPORT].items() if name not in ("proof", "directory")}
        from orderdesk.signing.proof import sign_document

        signed = sign_document(body, town["sara-holt"].signing, body["issued"])
        assert verify(canonical_bytes(signed), alone, now=now).failure.name == "period"  # type: ignore[union-attr]


class TestPartners:
    def test_who_is_no_longer_a_partner(self, town: Town, loop: list[Body], trust: Trust, now: datetime) -> None:
        ended = following(town.municipality, town.municipality.directory, issued="2026-11-01T00:00:00Z", partners=[])
        assert add(trust, ended, now)
        assert verify(canonical_bytes(loop[1]), trust, now=now)
        assert not verify(canonical_bytes(loop[REPORT]), trust, now=now)
        again = following(town.municipality, ended, partners=town.municipality.directory["body"]["partners"])
        assert add(trust, again, now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)

    def test_a_partner_with_a_new_root_starts_over(
        self, town: Town, loop: list[Body], trust: Trust, now: datetime
    ) -> None:
        partners = copy.deepcopy(town.municipality.directory["body"]["partners"])
        partners[0]["root"] = STRANGER.did
        del partners[0]["directory"]
        without = following(town.municipality, town.municipality.directory, partners=[])
        assert add(trust, without, now)
        assert add(trust, following(town.municipality, without, partners=partners), now)
        assert trust.organisations() == [KOMMUNE]
        assert not verify(canonical_bytes(loop[REPORT]), trust, now=now)

    def test_post_is_sealed_to_who_handles_it(self, town: Town, trust: Trust, now: datetime) -> None:
        assert trust.sealing_keys(FJORDVEJEN, "sara-holt", now) == [town["sara-holt"].sealing.did]
        people = ("sara-holt", "ahmed-yildiz", "karen-toft")
        assert trust.sealing_keys(FJORDVEJEN, None, now) == [town[person].sealing.did for person in people]
        assert town["birthe-skov"].sealing.did not in trust.sealing_keys(KOMMUNE, None, now)
        assert trust.sealing_keys("skovbo", None, now) == []


class TestFiles:
    def test_one_document(self, town: Town, loop: list[Body], now: datetime) -> None:
        pretty = json.dumps(town.municipality.directory, indent=2).encode()
        trust = Trust.from_files(documents_in(pretty), now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)

    def test_a_list_of_versions_in_any_order(self, town: Town, now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory)
        data = json.dumps([second, town.provider.directory, town.municipality.directory]).encode()
        assert len(Trust.from_files(documents_in(data), now).versions(KOMMUNE)) == 2

    def test_a_later_version_alone(self, town: Town, loop: list[Body], now: datetime) -> None:
        second = following(town.municipality, town.municipality.directory)
        trust = Trust.from_files([canonical_bytes(second)], now)
        assert verify(canonical_bytes(loop[REPORT]), trust, now=now)

    def test_one_that_nobody_vouches_for(self, town: Town, now: datetime) -> None:
        other = following(
            town.municipality, town.municipality.directory, org="skovbo", version=1, seq=1, prev=[], partners=[]
        )
        with pytest.raises(InputRefused) as refused:
            Trust.from_files([canonical_bytes(town.municipality.directory), canonical_bytes(other)], now)
        assert refused.value.check == "directory"

    @pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[1]", b"[", b"\xff"])
    def test_what_is_no_directory(self, data: bytes, now: datetime) -> None:
        with pytest.raises(InputRefused):
            Trust.from_files(documents_in(data), now)
