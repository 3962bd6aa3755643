"""Requests for documents by whoever should not have them, by nobody, again and again: nothing goes out, nobody learns
anything, nothing grows."""

import json
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from fault_desks import CASEWORKER, CONSULTANT, accept, partner_desk, put, send_order, settle, signed, standing
from handover_desks import make_town, running

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import holes, outbox, post, quarantine, sending_again
from orderdesk.desk.people import colleague_notes
from orderdesk.documents.receipt import NOT_HERE
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.parsing import parse
from orderdesk.signing.proof import sign_document

NOWHERE = "sha256-" + "0" * 64


def request(desk: Desk, thread: str, wanted: str, number: int = 0, **header: Any) -> bytes:
    """A genuine request by the owner of `desk`, whether an honest desk would make it or not."""
    body = {"document": wanted, "outcome": "transient", "check": NOT_HERE}
    header = {"seq": 2, "prev": [wanted], "id": f"urn:uuid:6f1d2c3a-0b4e-4c5d-8e7f-{number:012d}", **header}
    return signed(desk, "receipt", body, [CONSULTANT, CASEWORKER], thread, **header)


def bytes_of(desk: Desk) -> int:
    """What the desk's journal holds."""
    return (desk.folder.store / "journal").stat().st_size


def mailbox(pair: DeskPair, desk: Desk) -> list[Path]:
    own = desk.settings
    return list((pair.exchange / "mailboxes" / own.org / own.person).glob("*.sealed"))


@pytest.fixture
def thread(pair: DeskPair) -> str:
    found = send_order(pair)
    accept(pair, found)
    return found


def test_an_addressee_gets_it_again_and_settles_it_with_a_receipt(pair: DeskPair, thread: str) -> None:
    accepted = index.thread_of(pair.consultant, thread).accepted
    put(pair.consultant, request(pair.caseworker, thread, accepted))
    found = post.sync(pair.consultant, force=True)
    assert (len(found.taken), found.handed_over) == (1, 1)
    assert [row.digest for row in outbox.waiting(pair.consultant)] == [accepted]
    assert post.sync(pair.caseworker, force=True).doubled == 1
    settle(pair)
    assert outbox.waiting(pair.consultant) == outbox.waiting(pair.caseworker) == []


def test_a_stranger_is_told_neither_that_a_document_exists_nor_that_it_does_not(
    pair: DeskPair, thread: str, tmp_path: Path
) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    folded = index.thread_of(pair.caseworker, thread)
    before = standing(pair.caseworker, thread)
    documents = pair.caseworker.store.count(index.DOCUMENTS)
    answers = []
    for number, wanted in enumerate((folded.order, folded.accepted, NOWHERE)):
        for place in (thread, "urn:uuid:5f1d2c3a-0b4e-4c5d-8e7f-102938475601"):
            put(pair.caseworker, request(bo, place, wanted, number))
            answers.append(post.sync(pair.caseworker, force=True))
            pair.clock.forward(minutes=20)
    assert {(found.taken, found.refused, found.handed_over, found.doubled) for found in answers} == {((), (), 0, 0)}
    assert mailbox(pair, bo) == []
    assert mailbox(pair, pair.caseworker) == []
    assert outbox.waiting(pair.caseworker) == []
    assert quarantine.listing(pair.caseworker) == []
    assert (standing(pair.caseworker, thread), pair.caseworker.store.count(index.DOCUMENTS)) == (before, documents)
    assert [(one.org, one.digest) for one in sending_again.askers(pair.caseworker)] == [("udsigten", "")]
    bo.close()


def test_a_colleague_of_the_addressee_who_has_no_part_in_the_order_gets_nothing(pair: DeskPair, tmp_path: Path) -> None:
    town = running(make_town(tmp_path, pair))
    folded = index.thread_of(town.sara, town.thread)
    for wanted in (folded.order, folded.accepted, *folded.told):
        put(town.sara, request(town.lise, town.thread, wanted))
    assert post.sync(town.sara, force=True).handed_over == 0
    assert outbox.waiting(town.sara) == []
    assert sending_again.askers(town.sara) == []
    put(town.mette, request(town.bo, town.thread, folded.order))
    assert post.sync(town.mette, force=True).handed_over == 0
    town.close()


def test_what_is_in_no_order_and_what_is_in_another_is_not_given_out(
    pair: DeskPair, thread: str, tmp_path: Path
) -> None:
    town = make_town(tmp_path, pair)
    note = colleague_notes.share(
        town.mette, org="fjordvejen", person="sara-holt", text="Ring efter kl. 12.", good_at=()
    ).digest  # fmt: skip
    post.sync(town.mette, force=True)
    directory = pair.caseworker.trust.versions("lindholm-kommune")[-1].digest
    receipts = [d for d, row in pair.caseworker.store.rows(index.DOCUMENTS) if row["kind"] == "receipt" and row["out"]]
    other = send_order(pair)
    elsewhere = index.thread_of(pair.caseworker, other).order
    for number, wanted in enumerate((note, directory, *receipts, elsewhere)):
        put(pair.caseworker, request(pair.consultant, thread, wanted, number))
    found = post.sync(pair.caseworker, force=True)
    assert (found.taken, found.handed_over) == ((), 0)
    town.close()


def forged(pair: DeskPair, thread: str, wanted: str) -> list[bytes]:
    genuine = request(pair.caseworker, thread, wanted)
    changed = json.loads(genuine)
    changed["body"]["document"] = NOWHERE
    bare = {name: value for name, value in json.loads(genuine).items() if name != "proof"}
    return [
        canonical_bytes(changed),
        canonical_bytes(bare),
        canonical_bytes(sign_document(bare, SigningKey.generate(), bare["issued"])),
        canonical_bytes(sign_document(bare, pair.consultant.keys.current("signing").signing(), bare["issued"])),
    ]


def test_a_forged_request_is_refused_by_name_and_sends_nothing(pair: DeskPair, thread: str) -> None:
    accepted = index.thread_of(pair.consultant, thread).accepted
    for data in forged(pair, thread, accepted):
        put(pair.consultant, data)
    found = post.sync(pair.consultant, force=True)
    assert sorted(found.refused) == ["member", "member", "proof", "signature"]
    assert (found.taken, found.handed_over, outbox.waiting(pair.consultant)) == ((), 0, [])


def test_a_relay_that_delivers_a_request_again_gets_nothing_sent_again(pair: DeskPair, thread: str) -> None:
    accepted = index.thread_of(pair.consultant, thread).accepted
    asked = request(pair.caseworker, thread, accepted)
    put(pair.consultant, asked)
    settle(pair)
    for _turn in range(3):
        pair.clock.forward(hours=2)
        put(pair.consultant, asked)
        found = post.sync(pair.consultant, force=True)
        assert (found.doubled, found.handed_over) == (1, 0)
    assert outbox.waiting(pair.consultant) == []


def test_thousands_of_requests_send_one_document_and_leave_nothing_behind(
    pair: DeskPair, thread: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)
    desk, accepted = pair.consultant, index.thread_of(pair.consultant, thread).accepted
    before, documents = standing(desk, thread), desk.store.count(index.DOCUMENTS)
    assert post.receive(desk, request(pair.caseworker, thread, accepted))[0] == "taken"
    size = bytes_of(desk)
    for number in range(1, 2_000):
        assert post.receive(desk, request(pair.caseworker, thread, accepted, number))[0] == "passed"
    assert bytes_of(desk) == size
    assert (standing(desk, thread), desk.store.count(index.DOCUMENTS)) == (before, documents + 1)
    assert [row.digest for row in outbox.waiting(desk)] == [accepted]


def test_a_desk_that_asks_and_acknowledges_without_end_gets_one_copy_in_ten_minutes(
    pair: DeskPair, thread: str
) -> None:
    desk, accepted = pair.consultant, index.thread_of(pair.consultant, thread).accepted
    sent = 0
    for number in range(60):
        pair.clock.forward(minutes=1)
        post.receive(desk, request(pair.caseworker, thread, accepted, number))
        sent += outbox.flush(desk)
        outbox.received(desk, accepted, *CASEWORKER)
        sending_again.settled(desk, accepted, *CASEWORKER)
    assert sent == 6


def test_a_desk_that_asks_for_one_document_without_end_gets_it_ten_times_and_somebody_hears_of_it(
    pair: DeskPair, thread: str
) -> None:
    desk, accepted = pair.consultant, index.thread_of(pair.consultant, thread).accepted
    sent = 0
    for number in range(40):
        pair.clock.forward(hours=1)
        post.receive(desk, request(pair.caseworker, thread, accepted, number))
        sent += outbox.flush(desk)
    assert sent == 10
    assert [(one.person, one.digest) for one in sending_again.askers(desk)] == [("mette-krogh", accepted)]


def test_what_somebody_names_out_of_thin_air_is_asked_of_nobody_else_and_at_a_bounded_rate(
    pair: DeskPair, thread: str
) -> None:
    """A party can name digests that never were; the requests go to them alone, and come to an end."""
    folded = index.thread_of(pair.consultant, thread)
    for turn in range(5):
        names = [f"sha256-{turn:032x}{number:032x}" for number in range(20)]
        body = {"kind": "good_news", "text": f"Rikke kom til tiden. {turn}"}
        put(pair.caseworker, signed(pair.consultant, "notice", body, [CASEWORKER], thread, seq=folded.seq + 2 + turn,
                                    prev=names, id=f"urn:uuid:6f1d2c3a-0b4e-4c5d-8e7f-{turn:012d}"))  # fmt: skip
    assert len(post.sync(pair.caseworker, force=True).taken) == 5
    asked = []
    for _turn in range(22 * 4):
        pair.clock.forward(hours=6)
        asked.append(post.sync(pair.caseworker).asked)
    assert max(asked) == 50
    assert sum(asked) == 100 * 4
    assert {hole.state for hole in holes.of_thread(pair.caseworker, thread)} == {"given_up"}
    assert {hole.of for hole in holes.of_thread(pair.caseworker, thread)} == {(CONSULTANT,)}


def test_a_document_nobody_asked_for_does_not_come_in_because_it_is_missing(pair: DeskPair, tmp_path: Path) -> None:
    """Lise reads nothing of Mette's order, although Sara's desk, taken over by somebody, sends her all of it."""
    town = running(make_town(tmp_path, pair))
    for digest in town.documents(town.sara):
        put(town.lise, town.sara.archive.get(digest))
    assert post.sync(town.lise, force=True).taken == ()
    assert town.documents(town.lise) == set()
    assert {
        parse(quarantine.content(town.lise, one.name)).value["thread"] for one in quarantine.listing(town.lise)
    } == {town.thread}
    town.close()
