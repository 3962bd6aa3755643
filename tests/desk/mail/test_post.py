"""The post: offline, doubled, late, foreign and forged documents; nothing acknowledged is lost, nothing odd gets in."""

import shutil
from pathlib import Path

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import index, today
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.membership import organisation
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.exchange.carrier import Mailbox
from orderdesk.exchange.opening import open_carrier
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.proof import sign_document
from orderdesk.signing.sealing import seal


def send_order(pair: DeskPair) -> str:
    draft = orders.new_draft(pair.caseworker, order_body())
    return orders.send(pair.caseworker, draft.id).thread


def order_bytes(pair: DeskPair, thread: str) -> bytes:
    return pair.caseworker.archive.get(index.thread_of(pair.caseworker, thread).order)


def put(pair: DeskPair, data: bytes) -> None:
    """Seal `data` to the consultant and put it into the mailbox, as anybody with write access could."""
    keys = pair.caseworker.trust.sealing_keys("fjordvejen", "sara-holt", pair.clock())
    pair.caseworker.carrier.put(Mailbox("fjordvejen", "sara-holt"), seal(data, keys))


def test_without_the_exchange_the_order_waits_and_goes_when_it_is_back(pair: DeskPair, tmp_path: Path) -> None:
    away = tmp_path / "away"
    shutil.move(pair.exchange, away)
    thread = send_order(pair)
    found = post.sync(pair.caseworker, force=True)
    assert found.trouble
    assert [row.state for row in outbox.waiting(pair.caseworker)] == ["waiting"]
    shutil.move(away, pair.exchange)
    pair.clock.forward(hours=1)
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert outbox.waiting(pair.caseworker) == []


def test_pauses_between_tries_grow_and_a_person_need_not_wait(pair: DeskPair) -> None:
    thread = send_order(pair)
    row = outbox.waiting(pair.caseworker)[0]
    pair.caseworker.trust._organisations.pop("fjordvejen")
    pauses = []
    for _turn in range(4):
        outbox.flush(pair.caseworker, force=True)
        row = outbox.waiting(pair.caseworker)[0]
        pauses.append(row.next_try)
    assert row.attempts == 4
    assert row.trouble
    assert pauses == sorted(pauses)
    assert outbox.flush(pair.caseworker) == 0
    assert thread


def test_a_doubled_document_is_taken_once_and_acknowledged_again(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.deliver()
    put(pair, order_bytes(pair, thread))
    found = post.sync(pair.consultant, force=True)
    assert (found.doubled, found.taken, found.refused) == (1, (), ())
    assert found.handed_over == 1  # its receipt, once more
    assert len(index.entries_of(pair.consultant, thread)) == 2


def test_documents_that_come_in_reverse_lead_to_the_same_state(pair: DeskPair) -> None:
    thread = send_order(pair)
    first = order_bytes(pair, thread)
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["course"]["weekly_minutes"] += 60
    from orderdesk.desk import drafts

    drafts.save(pair.caseworker, draft.id, draft.body)
    pair.clock.forward(minutes=1)
    orders.send(pair.caseworker, draft.id)
    second = order_bytes(pair, thread)
    put(pair, second)
    post.sync(pair.consultant, force=True)
    early = index.thread_of(pair.consultant, thread)
    assert early.missing
    put(pair, first)
    post.sync(pair.consultant, force=True)
    healed = index.thread_of(pair.consultant, thread)
    assert (healed.version, healed.missing, healed.refused) == (2, (), ())


def test_what_is_for_somebody_else_goes_to_quarantine_and_the_sender_is_told(pair: DeskPair) -> None:
    thread = send_order(pair)
    order = dict(index.document(pair.caseworker, index.thread_of(pair.caseworker, thread).order))
    order.pop("proof")
    order["to"] = [{"org": "udsigten"}]
    data = canonical_bytes(sign_document(order, pair.caseworker.keys.current("signing").signing(), order["issued"]))
    put(pair, data)
    found = post.sync(pair.consultant, force=True)
    assert found.refused == ("addressed",)
    assert quarantine.content(pair.consultant, quarantine.listing(pair.consultant)[0].name) == data
    post.sync(pair.consultant, force=True)
    post.sync(pair.caseworker, force=True)
    assert today.today(pair.consultant)[0].code == "quarantine"


@pytest.mark.parametrize("damage", ["signature", "stranger", "junk", "sealed for another"])
def test_what_cannot_be_believed_is_kept_apart_with_the_check_that_failed(pair: DeskPair, damage: str) -> None:
    thread = send_order(pair)
    order = dict(index.document(pair.caseworker, index.thread_of(pair.caseworker, thread).order))
    expected = {"signature": "signature", "stranger": "member", "junk": "json", "sealed for another": "sealing"}[damage]
    match damage:
        case "signature":
            put(pair, canonical_bytes({**order, "seq": 1, "issued": "2026-11-02T07:00:00Z"}))
        case "stranger":
            order.pop("proof")
            put(pair, canonical_bytes(sign_document(order, SigningKey.generate(), order["issued"])))
        case "junk":
            put(pair, b'{"type": ')
        case _:
            sealed = seal(b"{}", [pair.caseworker.keys.current("sealing").did])
            pair.caseworker.carrier.put(Mailbox("fjordvejen", "sara-holt"), sealed)
    found = post.sync(pair.consultant, force=True)
    assert found.refused == (expected,)
    kept = quarantine.listing(pair.consultant)
    assert [row.check for row in kept] == [expected]
    assert kept[0].message
    assert "Rikke" not in kept[0].message
    assert post.sync(pair.consultant, force=True).refused == ()
    assert index.thread_of(pair.consultant, thread).order == ""


def test_a_document_from_a_clock_that_is_ahead_waits_and_is_taken_in_time(pair: DeskPair) -> None:
    pair.clock.forward(hours=3)
    thread = send_order(pair)
    post.sync(pair.caseworker, force=True)
    pair.clock.forward(hours=-3)
    found = post.sync(pair.consultant, force=True)
    assert (found.early, found.taken, found.refused) == (1, (), ())
    assert quarantine.listing(pair.consultant) == []
    pair.clock.forward(hours=3)
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"


def test_a_document_signed_with_a_key_whose_directory_is_late_waits_for_it(pair: DeskPair, tmp_path: Path) -> None:
    held_back = tmp_path / "held back"
    known = set((pair.exchange / "directories" / "lindholm-kommune").iterdir())
    pair.clock.forward(minutes=5)
    organisation.rotate(pair.caseworker)
    pair.clock.forward(minutes=5)
    thread = send_order(pair)
    post.sync(pair.caseworker, force=True)
    held_back.mkdir()
    for path in set((pair.exchange / "directories" / "lindholm-kommune").iterdir()) - known:
        shutil.move(path, held_back / path.name)
    assert post.sync(pair.consultant, force=True).early == 1
    for path in held_back.iterdir():
        shutil.move(path, pair.exchange / "directories" / "lindholm-kommune" / path.name)
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"


def test_a_stopped_round_keeps_what_it_took_and_the_rest_waits(pair: DeskPair) -> None:
    threads = [send_order(pair) for _turn in range(3)]
    post.sync(pair.caseworker, force=True)
    found = post.sync(pair.consultant, force=True, progress=lambda done, _of: done < 1)
    assert len(found.taken) == 1
    assert len(post.sync(pair.consultant, force=True).taken) == 2
    assert {index.thread_of(pair.consultant, thread).state for thread in threads} == {"delivered"}


def test_a_desk_moves_to_another_exchange_without_loss(pair: DeskPair, tmp_path: Path) -> None:
    from orderdesk.desk.opening import change_settings

    thread = send_order(pair)
    new = tmp_path / "stick"
    new.mkdir()
    for desk in (pair.caseworker, pair.consultant):
        change_settings(desk, exchange=f"folder:{new}")
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    carrier = open_carrier(f"folder:{new}", tmp_path)
    assert carrier.waiting(Mailbox("fjordvejen", "sara-holt")) == []
    assert len(carrier.directories()) == 4  # two versions of each organisation's, put up anew


def test_what_came_before_its_predecessor_is_not_said_to_be_impossible(pair: DeskPair) -> None:
    """The start may come in the same round as the acceptance, and before it: in its place it is possible."""
    thread = send_order(pair)
    pair.deliver()
    first = {"day": "2026-11-02", "time": "12:00", "place": "Havnegade 3"}
    accepted = replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02").digest
    started = make(pair.consultant, thread, "start", {"first_offered": "2026-11-02"}).digest
    for digest in (started, accepted):
        assert post.receive(pair.caseworker, pair.consultant.archive.get(digest)) == ("taken", digest)
    pair.deliver()
    receipts = [row["sub"] for _d, row in pair.consultant.store.rows(index.DOCUMENTS) if row["about"] == started]
    assert receipts == ["ok"]
    assert "turned_away" not in [item.code for item in today.today(pair.consultant)]
