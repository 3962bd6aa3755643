"""Whatever anybody leaves in a mailbox: a named check, a sentence, kept as it came, the sender told, nothing moved."""

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body
from fault_desks import CASEWORKER, CONSULTANT, accept, partner_desk, put, send_order, settle, signed, standing

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.ordering import orders
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.proof import sign_document
from orderdesk.signing.sealing import seal

Body = dict[str, Any]
FRESH = "urn:uuid:5f1d2c3a-0b4e-4c5d-8e7f-102938475601"


def order(pair: DeskPair, **header: Any) -> bytes:
    """A genuine order that no desk has sent."""
    return signed(pair.caseworker, "order", order_body(), [CONSULTANT], FRESH, **header)


def with_text(pair: DeskPair, text: str) -> bytes:
    """A genuine order with `text` put where a word stood, unsigned: what is looked for is found before the proof."""
    return order(pair).replace(b"Jobcenter Lindholm, Aktivitetsparate", text.encode("utf-8", "surrogatepass"))


def deep(pair: DeskPair) -> bytes:
    return b'{"body":' + b"[" * 5000 + b"]" * 5000 + b"}"


def signed_anew(data: bytes, key: SigningKey, **changes: Any) -> bytes:
    document = json.loads(data)
    document.pop("proof")
    document |= changes
    return canonical_bytes(sign_document(document, key, document["issued"]))


def own_key(desk: Desk) -> SigningKey:
    return desk.keys.current("signing").signing()


def small_order_key(pair: DeskPair) -> bytes:
    """The proof names the point of order one, under which anybody can sign."""
    document = json.loads(order(pair))
    weak = "did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP"
    document["proof"]["verificationMethod"] = f"{weak}#{weak.removeprefix('did:key:')}"
    return canonical_bytes(document)


HOSTILE: dict[str, tuple[Callable[[DeskPair], bytes], set[str]]] = {
    "nothing but noise": (lambda _pair: bytes(range(256)) * 40, {"utf8"}),
    "empty": (lambda _pair: b"", {"json"}),
    "a list": (lambda _pair: b"[1,2,3]", {"json"}),
    "half a document": (lambda pair: order(pair)[:2000], {"json"}),
    "two documents": (lambda pair: order(pair) * 2, {"json"}),
    "not a number": (lambda _pair: b'{"body":NaN}', {"json"}),
    "a fraction": (lambda pair: order(pair).replace(b'"weekly_minutes":240', b'"weekly_minutes":240.5'), {"profile"}),
    "a huge number": (lambda _pair: b'{"n":' + b"9" * 100_000 + b"}", {"profile", "json"}),
    "too deep": (deep, {"profile", "json"}),
    "doubled keys": (lambda pair: order(pair)[:-1] + b',"seq":2}', {"json"}),
    "right to left": (lambda pair: with_text(pair, "Job\u202ecenter"), {"profile"}),
    "a control character": (lambda pair: with_text(pair, "Job\\u0007center"), {"profile"}),
    "half a character": (lambda pair: with_text(pair, "Job\\ud800center"), {"profile", "json"}),
    "a lone surrogate in bytes": (lambda pair: with_text(pair, "Job\ud800center"), {"utf8"}),
    "decomposed letters": (lambda pair: with_text(pair, "A\u030arhus"), {"profile"}),
    "a name in Cyrillic": (lambda pair: order(pair).replace(b'"seq"', '"ѕeq"'.encode()), {"profile"}),
    "unsigned": (
        lambda pair: canonical_bytes({k: v for k, v in json.loads(order(pair)).items() if k != "proof"}), {"proof"}),
    "two proofs": (
        lambda pair: canonical_bytes((d := json.loads(order(pair))) | {"proof": [d["proof"]] * 2}), {"proof"}),
    "another context": (
        lambda pair: canonical_bytes((d := json.loads(order(pair))) | {"@context": [*d["@context"], "https://x.example"]}),
        {"context"}),
    "a weak key": (small_order_key, {"key", "signature", "proof"}),
    "changed after signing": (lambda pair: order(pair).replace(b'"weekly_minutes":240', b'"weekly_minutes":241'),
                              {"signature"}),
    "another's key": (lambda pair: signed_anew(order(pair), own_key(pair.consultant)), {"member"}),
    "a stranger's key": (lambda pair: signed_anew(order(pair), SigningKey.generate()), {"member"}),
    "the key for sealing a directory": (
        lambda pair: signed_anew(order(pair), pair.caseworker.keys.current("administration").signing()), {"member"}),
    "an organisation nobody knows": (
        lambda pair: signed_anew(order(pair), own_key(pair.caseworker),
                                 **{"from": {"org": "bakkeby-kommune", "person": "x", "role": "caseworker"}}),
        {"directory"}),
    "a role not held": (
        lambda pair: signed_anew(order(pair), own_key(pair.caseworker),
                                 **{"from": {"org": CASEWORKER[0], "person": CASEWORKER[1], "role": "leader"}}),
        {"role"}),
    "an unknown type": (
        lambda pair: signed_anew(order(pair), own_key(pair.caseworker), type="orderdesk.invoice.v1"), {"schema"}),
    "a later version of the type": (
        lambda pair: signed_anew(order(pair), own_key(pair.caseworker), type="orderdesk.order.v2"), {"schema"}),
    "a member too many": (
        lambda pair: signed_anew(order(pair), own_key(pair.caseworker), urgent=True), {"schema"}),
    "an impossible day": (
        lambda pair: signed(pair.caseworker, "order", order_body(course=order_body()["course"] | {"end": "2027-02-30"}),
                            [CONSULTANT], FRESH), {"schema"}),
    "addressed to another": (
        lambda pair: signed(pair.caseworker, "order", order_body(), [("fjordvejen", "anne-lind")], FRESH),
        {"addressed"}),
    "addressed to nobody": (lambda pair: signed(pair.caseworker, "order", order_body(), [], FRESH), {"addressed"}),
    "a first number that builds on something": (
        lambda pair: order(pair, prev=["sha256-" + "0" * 64]), {"previous"}),
    "a consultant's order": (
        lambda pair: signed(pair.consultant, "order", order_body(), [CONSULTANT], FRESH), {"role"}),
    "another directory under a known version": (
        lambda pair: order(pair, directory={"version": 1, "hash": "sha256-" + "0" * 64}), {"directory"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_kept_apart_with_a_sentence_and_moves_nothing(pair: DeskPair, name: str) -> None:
    make, expected = HOSTILE[name]
    thread = send_order(pair)
    before = standing(pair.consultant, thread)
    documents = pair.consultant.store.count(index.DOCUMENTS)
    data = make(pair)
    put(pair.consultant, data)
    [check] = post.sync(pair.consultant, force=True).refused
    assert check in expected
    [kept] = quarantine.listing(pair.consultant)
    assert quarantine.content(pair.consultant, kept.name) == data
    assert kept.check == check
    assert kept.message.endswith(".")
    assert "Traceback" not in kept.message
    assert not any(word in kept.message for word in ("Rikke", "Sønderby", "710385"))
    assert standing(pair.consultant, thread) == before
    assert index.thread_of(pair.consultant, FRESH).order == ""
    told = pair.consultant.store.count(index.DOCUMENTS) - documents  # a receipt, where the sender is who they say
    assert told == (check in ("addressed", "previous"))
    assert post.sync(pair.consultant, force=True).refused == ()


def test_a_caseworkers_report_and_a_consultants_review_are_nobodys_to_send(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    order_digest = index.thread_of(pair.caseworker, thread).order
    before = standing(pair.consultant, thread)
    body = report_body(index.body(pair.caseworker, order_digest), order_digest)
    put(pair.consultant, signed(pair.caseworker, "report", body, [CONSULTANT], thread, seq=9, prev=[order_digest]))
    review = {"kind": "read", "report": order_digest}
    put(pair.caseworker, signed(pair.consultant, "review", review, [CASEWORKER], thread, seq=9, prev=[order_digest]))
    assert post.sync(pair.consultant, force=True).refused == ("role",)
    assert post.sync(pair.caseworker, force=True).refused == ("role",)
    assert standing(pair.consultant, thread) == before


def test_a_providers_key_in_a_municipalitys_name_is_refused(pair: DeskPair, tmp_path: Path) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    thread = send_order(pair)
    digest = index.thread_of(pair.caseworker, thread).order
    before = standing(pair.caseworker, thread)
    body = {"kind": "decline", "order": digest, "version": 1, "code": "other", "text": "Nej."}
    forged = {"from": {"org": CONSULTANT[0], "person": CONSULTANT[1], "role": "consultant"}}
    put(pair.caseworker, signed(bo, "reply", body, [CASEWORKER], thread, seq=2, prev=[digest], **forged))
    assert post.sync(pair.caseworker, force=True).refused == ("member",)
    assert standing(pair.caseworker, thread) == before
    bo.close()


def test_the_sender_of_a_genuine_document_that_is_not_taken_is_told_which_check_failed(pair: DeskPair) -> None:
    put(pair.consultant, signed(pair.caseworker, "order", order_body(), [("fjordvejen", "anne-lind")], FRESH))
    settle(pair)
    receipts = [index.document(pair.caseworker, digest) for digest, row in pair.caseworker.store.rows(index.DOCUMENTS)
                if row["kind"] == "receipt" and row["sub"] == "fatal"]  # fmt: skip
    assert [receipt["body"]["check"] for receipt in receipts] == ["addressed"]
    assert receipts[0]["body"]["text"]


def test_a_document_replayed_into_its_own_thread_and_signed_into_another(pair: DeskPair) -> None:
    thread, other = send_order(pair), send_order(pair)
    accept(pair, thread)
    accepted = pair.caseworker.archive.get(index.thread_of(pair.caseworker, thread).accepted)
    before = standing(pair.caseworker, thread), standing(pair.caseworker, other)
    put(pair.caseworker, accepted)
    put(pair.caseworker, accepted.replace(thread.encode(), other.encode()))
    found = post.sync(pair.caseworker, force=True)
    assert (found.doubled, found.refused, found.taken) == (1, ("signature",), ())
    assert (standing(pair.caseworker, thread), standing(pair.caseworker, other)) == before


def test_an_envelope_sent_back_to_its_sender_is_nothing_new(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    thread = orders.send(pair.caseworker, draft.id).thread
    post.sync(pair.caseworker, force=True)
    before = standing(pair.caseworker, thread)
    theirs, mine = (pair.exchange / "mailboxes" / org / person for org, person in (CONSULTANT, CASEWORKER))
    mine.mkdir(parents=True, exist_ok=True)
    for path in theirs.glob("*.sealed"):
        shutil.copy(path, mine / path.name)
    found = post.sync(pair.caseworker, force=True)
    assert (found.doubled, found.refused, found.taken) == (1, (), ())
    assert quarantine.listing(pair.caseworker) == []
    assert standing(pair.caseworker, thread) == before
    assert len(outbox.waiting(pair.caseworker)) == 1  # the order itself, and no receipt to oneself


def test_what_is_no_envelope_at_all_is_put_aside(pair: DeskPair) -> None:
    box = pair.exchange / "mailboxes" / "fjordvejen" / "sara-holt"
    thread = send_order(pair)
    before = standing(pair.consultant, thread)
    carrier, mailbox = pair.consultant.carrier, Mailbox(*CONSULTANT)
    good = json.loads(seal(b"{}", [pair.consultant.keys.current("sealing").did]))
    for junk in (
        b"x", b"{" * 100_000, b'{"protected":"' + base64.urlsafe_b64encode(b"{}") + b'"}', b"\xff" * 4096,
        json.dumps(good | {"recipients": good["recipients"] * 400}).encode(),
        json.dumps(good | {"ciphertext": "A" * 400_000}).encode(),
    ):  # fmt: skip
        carrier.put(mailbox, junk)
    assert set(post.sync(pair.consultant, force=True).refused) == {"sealing"}
    assert {kept.check for kept in quarantine.listing(pair.consultant)} == {"sealing"}
    assert len(list((box / "refused").glob("*.reason"))) == 6
    assert standing(pair.consultant, thread) == before
    (box / ("0" * 64 + ".sealed")).write_bytes(b"x" * 600_000)
    (box / "lønseddel.sealed").write_bytes(b"x")
    (box / ("1" * 64 + ".sealed")).mkdir()
    assert post.sync(pair.consultant, force=True).refused in ((), ("sealed-size",))


def junk_round(pair: DeskPair, count: int, start: int) -> None:
    """A round of the post with so many junk files in the mailbox."""
    for number in range(count):
        pair.consultant.carrier.put(Mailbox(*CONSULTANT), b"junk %d" % (start + number))
    assert len(post.sync(pair.consultant, force=True).refused) == count


def test_a_thousand_junk_files_cost_in_proportion_and_hold_nothing_up(pair: DeskPair, monkeypatch: Any) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)  # the disk's part is counted by the file, not timed
    journal = pair.consultant.folder.store / "journal"
    begun = journal.stat().st_size
    junk_round(pair, 100, 0)
    hundred = journal.stat().st_size - begun
    junk_round(pair, 900, 100)
    assert journal.stat().st_size - begun < 15 * hundred
    thread = send_order(pair)
    assert index.thread_of(pair.consultant, thread).state == "delivered"


def test_a_flood_of_genuine_documents_from_a_stranger_costs_in_proportion(pair: DeskPair, tmp_path: Path) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    thread = send_order(pair)
    digest = index.thread_of(pair.caseworker, thread).order
    journal = pair.caseworker.folder.store / "journal"
    sizes = []
    for turn in range(2):
        begun = journal.stat().st_size
        for number in range(60):
            body = {"kind": "ask", "order": digest, "version": 1, "path": "$", "question": f"Spørgsmål {turn} {number}"}
            put(pair.caseworker, signed(bo, "reply", body, [CASEWORKER], thread, seq=2, prev=[digest]))
        assert len(post.sync(pair.caseworker, force=True).refused) == 60
        sizes.append(journal.stat().st_size - begun)
    assert sizes[1] < 1.5 * sizes[0]
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == []
    bo.close()
