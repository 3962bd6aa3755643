"""Documents that do not come: noticed, asked for, sent again, and asked for no more; over the folder."""

from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair
from fault_desks import CASEWORKER, CONSULTANT, accept, put, send_order, settle, standing
from handover_desks import handing, make_town, running

from orderdesk.desk import drafts, index, keeping
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import asking_again, holes, outbox, post
from orderdesk.desk.membership import organisation
from orderdesk.desk.moves.making import make
from orderdesk.desk.opening import open_desk, save_keys
from orderdesk.desk.ordering import orders
from orderdesk.desk.storage.backup import restore_backup
from orderdesk.documents.receipt import NOT_HERE
from orderdesk.errors import ExchangeUnavailable, NotFound
from orderdesk.signing.parsing import parse
from orderdesk.signing.sealing import recipients_of, unseal

STARTED = {"first_offered": "2026-11-02", "first_attended": "2026-11-02"}


def lose(pair: DeskPair, reader: tuple[str, str]) -> int:
    """Take everything that waits for somebody out of the exchange, for good; how much it was."""
    waiting = list((pair.exchange / "mailboxes" / reader[0] / reader[1]).glob("*.sealed"))
    for path in waiting:
        path.unlink()
    return len(waiting)


def lose_a_notice(pair: DeskPair, thread: str) -> str:
    """The consultant tells of the start, which is lost on the way, and of good news, which come. What was lost."""
    make(pair.consultant, thread, "start", STARTED)
    lost = index.thread_of(pair.consultant, thread).heads[0]
    post.sync(pair.consultant, force=True)
    assert lose(pair, CASEWORKER) == 1
    make(pair.consultant, thread, "good_news", {"text": "Rikke kom til tiden hele ugen."})
    pair.clock.forward(minutes=1)
    post.sync(pair.consultant, force=True)
    post.sync(pair.caseworker, force=True)
    return lost


@pytest.fixture
def thread(pair: DeskPair) -> str:
    found = send_order(pair)
    accept(pair, found)
    return found


def test_a_hole_is_named_as_far_as_it_can_be_known(pair: DeskPair, thread: str) -> None:
    accepted = index.thread_of(pair.caseworker, thread).accepted
    lost = lose_a_notice(pair, thread)
    [hole] = holes.of_thread(pair.caseworker, thread)
    assert (hole.digest, hole.state, hole.kind, hole.citizen) == (lost, "late", "", "Rikke Sønderby")
    assert [(one.kind, one.person) for one in hole.named_by] == [("notice", "sara-holt")]
    assert hole.before is not None
    assert hole.before.digest == accepted
    assert hole.of == (CONSULTANT,)
    assert hole.before.seq < hole.number < hole.named_by[0].seq


def test_a_document_that_is_only_late_is_not_asked_for(pair: DeskPair, thread: str) -> None:
    lose_a_notice(pair, thread)
    pair.clock.forward(hours=23)
    assert post.sync(pair.caseworker).asked == 0
    assert outbox.waiting(pair.caseworker) == []


def test_a_hole_is_asked_for_once_closes_and_is_forgotten(pair: DeskPair, thread: str) -> None:
    lost = lose_a_notice(pair, thread)
    pair.clock.forward(hours=25)
    assert post.sync(pair.caseworker).asked == 1
    [hole] = holes.of_thread(pair.caseworker, thread)
    assert (hole.state, hole.asked) == ("asked", 1)
    assert post.sync(pair.caseworker).asked == 0
    settle(pair)
    assert holes.of_thread(pair.caseworker, thread) == []
    assert list(pair.caseworker.store.rows(holes.HOLES)) == []
    assert index.thread_of(pair.caseworker, thread).state == "active"
    assert standing(pair.caseworker, thread)[:-4] == standing(pair.consultant, thread)[:-4]
    assert (pair.caseworker.store.get(index.DOCUMENTS, lost) or {})["out"] is False
    assert outbox.waiting(pair.caseworker) == outbox.waiting(pair.consultant) == []


def test_a_request_tells_no_more_than_what_its_reader_wrote_and_stands_in_no_thread(
    pair: DeskPair, thread: str
) -> None:
    lost = lose_a_notice(pair, thread)
    pair.deliver()
    before = standing(pair.consultant, thread)
    asking_again.ask_now(pair.caseworker, lost)
    [row] = outbox.waiting(pair.caseworker)
    request = index.document(pair.caseworker, row.digest)
    assert request["body"] == {"document": lost, "outcome": "transient", "check": NOT_HERE}
    assert request["prev"] == [holes.of_thread(pair.caseworker, thread)[0].named_by[0].digest]
    post.sync(pair.caseworker, force=True)
    post.sync(pair.consultant, force=True)
    assert standing(pair.consultant, thread) == before
    for desk in (pair.caseworker, pair.consultant):
        assert row.digest not in (desk.store.get(index.THREADS, thread) or {})["documents"]


def test_asking_has_growing_pauses_and_an_end(pair: DeskPair, thread: str) -> None:
    lost = lose_a_notice(pair, thread)
    asked = []
    for _hour in range(24 * 25):
        pair.clock.forward(hours=1)
        if post.sync(pair.caseworker).asked:
            asked.append(pair.clock.moment)
            lose(pair, CONSULTANT)
    hours = [round((later - earlier).total_seconds() / 3600) for earlier, later in pairwise(asked)]
    assert hours == [48, 96, 168]
    [hole] = holes.of_thread(pair.caseworker, thread)
    assert (hole.state, hole.asked, hole.next_time) == ("given_up", 4, "")
    asking_again.ask_now(pair.caseworker, lost)
    assert holes.of_thread(pair.caseworker, thread)[0].state == "asked"
    settle(pair)
    assert holes.of_thread(pair.caseworker, thread) == []


def test_while_the_line_is_down_asking_is_not_counted_and_does_not_pile_up(pair: DeskPair, thread: str) -> None:
    lose_a_notice(pair, thread)
    pair.clock.forward(days=2)
    away = pair.exchange.rename(pair.exchange.with_name("væk"))
    desk = pair.caseworker
    for _day in range(9):
        asking_again.look(desk)
        with suppress(ExchangeUnavailable):
            outbox.flush(desk)
        pair.clock.forward(days=1)
    assert [row.state for row in outbox.waiting(desk)] == ["waiting"]
    assert holes.of_thread(desk, thread)[0].asked == 1
    away.rename(pair.exchange)
    settle(pair)
    assert holes.of_thread(desk, thread) == []


def test_what_comes_late_after_all_takes_back_a_request_that_has_not_gone(pair: DeskPair, thread: str) -> None:
    lost = lose_a_notice(pair, thread)
    asking_again.ask_now(pair.caseworker, lost)
    put(pair.caseworker, pair.consultant.archive.get(lost))
    asking_again.look(pair.caseworker)
    assert [row.state for row in outbox.waiting(pair.caseworker)] == ["waiting"]
    assert post.sync(pair.caseworker, force=True).taken == (lost,)
    assert pair.caseworker.store.get(holes.HOLES, lost) is None
    assert post.sync(pair.consultant, force=True).taken != ()  # the receipt for it, and no request
    assert sent_again(pair.consultant, lost) is None


def sent_again(desk: Desk, digest: str) -> outbox.Waiting | None:
    return next((row for row in outbox.waiting(desk) if row.digest == digest), None)


def test_nothing_that_is_not_missing_can_be_asked_for(pair: DeskPair, thread: str) -> None:
    with pytest.raises(NotFound):
        asking_again.ask_now(pair.caseworker, index.thread_of(pair.caseworker, thread).order)


def test_a_desk_restored_from_its_backup_gets_back_what_it_sent_and_what_it_had(
    pair: DeskPair, thread: str, tmp_path: Path
) -> None:
    """The caseworker's machine is lost, and with it a day: an amendment that went out and a notice that came in."""
    keeping.back_up(pair.caseworker, tmp_path / "desk.zip", lambda *_: None, lambda: False)
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["course"]["weekly_minutes"] += 30
    drafts.save(pair.caseworker, draft.id, draft.body)
    amended = orders.send(pair.caseworker, draft.id).digest
    pair.deliver()
    make(pair.consultant, thread, "start", STARTED)
    pair.deliver()
    pair.caseworker.close()
    restore_backup(tmp_path / "desk.zip", tmp_path / "ny")
    pair.caseworker = open_desk(tmp_path / "ny", PASSPHRASE, clock=pair.clock)
    make(pair.consultant, thread, "good_news", {"text": "Rikke kom til tiden."})
    for _day in range(6):
        pair.deliver()
        pair.clock.forward(days=1)
    assert index.thread_of(pair.caseworker, thread).missing == ()
    assert (pair.caseworker.store.get(index.DOCUMENTS, amended) or {})["out"] is True
    assert standing(pair.caseworker, thread)[:4] == standing(pair.consultant, thread)[:4]
    assert outbox.waiting(pair.caseworker) == outbox.waiting(pair.consultant) == []


def test_whoever_took_the_case_over_gets_what_was_sent_to_the_colleague(pair: DeskPair, tmp_path: Path) -> None:
    """A notice to Mette crosses the change of caseworker and is lost; she is on holiday, and Sara sends it to Jonas."""
    town = running(make_town(tmp_path, pair))
    make(town.sara, town.thread, "warn", {"about": "health_worse", "text": "Rikke sover dårligt."})
    lost = index.thread_of(town.sara, town.thread).heads[0]
    post.sync(town.sara, force=True)
    assert lose(pair, CASEWORKER) == 1
    make(town.mette, town.thread, "change_caseworker", handing(until=""))
    for desk in (town.mette, town.jonas, town.sara):
        pair.clock.forward(seconds=30)
        post.sync(desk, force=True)
    make(town.sara, town.thread, "good_news", {"text": "Rikke har fundet en praktikplads."})
    for _day in range(3):
        for desk in (town.sara, town.jonas):
            post.sync(desk, force=True)
        pair.clock.forward(days=1)
    assert lost in town.documents(town.jonas)
    assert index.thread_of(town.jonas, town.thread).missing == ()
    assert sent_again(town.sara, lost) is None or sent_again(town.sara, lost).person == "mette-krogh"  # type: ignore[union-attr]
    town.close()


def test_what_a_handover_names_and_the_road_lost_is_asked_of_whoever_gave_it(pair: DeskPair, tmp_path: Path) -> None:
    town = running(make_town(tmp_path, pair))
    make(town.mette, town.thread, "change_caseworker", handing())
    post.sync(town.mette, force=True)
    box = pair.exchange / "mailboxes" / "lindholm-kommune" / "jonas-bach"
    kinds = Counter[str]()
    for path in box.glob("*.sealed"):
        kind = parse(unseal(path.read_bytes(), town.jonas.keys.openers())).value["type"].split(".")[1]
        kinds[kind] += 1
        if kind in ("order", "receipt", "reply"):
            path.unlink()
    assert kinds["handover"] == kinds["order"] == 1
    for _day in range(4):
        town.deliver(1)
        pair.clock.forward(days=1)
    town.deliver()
    assert town.documents(town.jonas) == town.documents(town.mette)
    assert all(outbox.waiting(desk) == [] for desk in town.desks)
    town.close()


def test_a_substitute_who_reads_the_answers_to_a_colleagues_order_misses_nothing(
    pair: DeskPair, tmp_path: Path
) -> None:
    town = running(make_town(tmp_path, pair))
    assert index.thread_of(town.jonas, town.thread).missing != ()
    assert list(holes.holes(town.jonas)) == []
    town.close()


def test_what_is_sent_again_is_not_sealed_to_a_key_that_the_asker_has_lost(pair: DeskPair, thread: str) -> None:
    old = pair.caseworker.keys.current("sealing").did
    organisation.rotate(pair.caseworker, "lost")
    new = pair.caseworker.keys.current("sealing").did
    pair.deliver()
    lost = lose_a_notice(pair, thread)
    asking_again.ask_now(pair.caseworker, lost)
    post.sync(pair.caseworker, force=True)
    post.sync(pair.consultant, force=True)
    [path] = (pair.exchange / "mailboxes" / CASEWORKER[0] / CASEWORKER[1]).glob("*.sealed")
    sealed_to = recipients_of(path.read_bytes())
    assert new in sealed_to
    assert old not in sealed_to
    settle(pair)
    assert holes.of_thread(pair.caseworker, thread) == []


def test_a_desk_whose_keys_do_not_count_asks_nobody_and_goes_on(pair: DeskPair, thread: str) -> None:
    lose_a_notice(pair, thread)
    pair.clock.forward(days=2)
    at = pair.caseworker.instant()
    save_keys(pair.caseworker, pair.caseworker.keys.rotated(at, ("signing",)))
    found = post.sync(pair.caseworker)
    assert (found.asked, found.trouble) == (0, "")
    assert holes.of_thread(pair.caseworker, thread)[0].asked == 0
