"""The line as the desk remembers it; pauses that belong to the line and not to the document; one receiver at a time."""

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from desk_pair import DeskPair
from factories import order_body
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.desk import index
from orderdesk.desk.mail import line, outbox, post
from orderdesk.desk.mail.receiving_alone import receiving_alone
from orderdesk.desk.ordering import orders
from orderdesk.errors import ExchangeUnavailable, NoRoom
from orderdesk.exchange.backoff import LONGEST_ASKED
from orderdesk.exchange.carrier import Envelope, Mailbox
from orderdesk.exchange.folder import FolderCarrier


def send_order(pair: DeskPair) -> str:
    return orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread


def test_a_desk_knows_when_it_was_last_in_touch_and_since_when_it_is_not(pair: DeskPair, tmp_path: Path) -> None:
    pair.clock.forward(hours=1)
    assert post.sync(pair.caseworker).standing == "in_touch"
    last = line.contact(pair.caseworker).last
    shutil.move(pair.exchange, tmp_path / "away")
    pair.clock.forward(minutes=30)
    assert post.sync(pair.caseworker).standing == "offline"
    since = line.contact(pair.caseworker).since
    pair.clock.forward(hours=9)
    assert post.sync(pair.caseworker).standing == "offline"
    pair.caseworker = pair.reopen(pair.caseworker)
    assert line.contact(pair.caseworker) == line.Contact(last, since)
    assert last < since
    shutil.move(tmp_path / "away", pair.exchange)
    assert post.sync(pair.caseworker).standing == "in_touch"
    assert line.contact(pair.caseworker) == line.Contact(pair.caseworker.instant(), "")


def test_rounds_that_go_well_do_not_write_each_time(pair: DeskPair) -> None:
    pair.clock.forward(minutes=11)
    post.sync(pair.caseworker)
    size = journal_size(pair)
    for _round in range(20):
        pair.clock.forward(minutes=0.4)
        post.sync(pair.caseworker)
    assert journal_size(pair) == size
    pair.clock.forward(minutes=11)
    post.sync(pair.caseworker)
    assert journal_size(pair) > size


def journal_size(pair: DeskPair) -> int:
    return sum(path.stat().st_size for path in pair.caseworker.folder.store.iterdir())


def test_what_waited_while_the_line_was_down_goes_as_soon_as_it_is_back(pair: DeskPair, tmp_path: Path) -> None:
    """A night without a network must not leave each document with a pause of hours of its own."""
    thread = send_order(pair)
    shutil.move(pair.exchange, tmp_path / "away")
    for _try in range(20):
        assert post.sync(pair.caseworker).trouble
        pair.clock.forward(minutes=2)
    assert [(row.state, row.next_try) for row in outbox.waiting(pair.caseworker)] == [("waiting", "")]
    shutil.move(tmp_path / "away", pair.exchange)
    assert post.sync(pair.caseworker).handed_over == 1
    post.sync(pair.consultant)
    assert index.thread_of(pair.consultant, thread).state == "delivered"


class Doors(FolderCarrier):
    """An exchange that turns putting away, as it is told."""

    def __init__(self, carrier: FolderCarrier, error: Exception | None = None) -> None:
        self.__dict__.update(carrier.__dict__)
        self.error = error
        self.asked = 0

    def put(self, mailbox: Mailbox, sealed: bytes) -> str:
        self.asked += 1
        if self.error:
            raise self.error
        return super().put(mailbox, sealed)


def at_doors(pair: DeskPair, error: Exception) -> Doors:
    doors = Doors(pair.caseworker.carrier, error)  # type: ignore[arg-type]
    pair.caseworker.carrier = doors
    return doors


def test_a_full_house_is_asked_once_a_round_and_each_document_has_its_pause(pair: DeskPair) -> None:
    for _order in range(4):
        send_order(pair)
    doors = at_doors(pair, NoRoom("Der er fuldt.", "", 40 * 60))
    assert outbox.flush(pair.caseworker) == 0
    assert doors.asked == 1
    rows = outbox.waiting(pair.caseworker)
    assert [row.trouble for row in rows] == ["Der er fuldt."] * 4
    assert outbox.next_try(pair.caseworker) == "2026-11-02T08:47:00Z"  # the pair's clock has gone on by seven minutes
    doors.error = None
    assert outbox.flush(pair.caseworker) == 0
    pair.clock.forward(minutes=41)
    assert outbox.flush(pair.caseworker) == 4
    assert outbox.next_try(pair.caseworker) == ""


def test_a_line_that_breaks_while_sending_ends_the_round_and_tells_for_how_long(pair: DeskPair) -> None:
    for _order in range(3):
        send_order(pair)
    doors = at_doors(pair, ExchangeUnavailable("Linjen er brudt.", "", 90))
    found = post.sync(pair.caseworker)
    assert (found.standing, found.retry_after, found.trouble) == ("offline", 90, "Linjen er brudt.")
    assert doors.asked == 1
    doors.error = None
    assert post.sync(pair.caseworker).handed_over == 3


@given(seed=st.integers(), attempts=st.integers(0, 10_000), asked=st.floats(-1e9, 1e12))
def test_the_pauses_of_a_document_are_bounded_and_never_none(seed: int, attempts: int, asked: float) -> None:
    pause = outbox.pause(attempts, asked, random.Random(seed).uniform)
    assert timedelta(seconds=15) <= pause <= timedelta(hours=6)
    assert pause >= timedelta(seconds=min(max(asked, 0), LONGEST_ASKED))


@given(seed=st.integers())
def test_the_pauses_of_a_document_grow(seed: int) -> None:
    pauses = [outbox.pause(attempts, draw=random.Random(seed).uniform) for attempts in range(9)]
    assert pauses == sorted(pauses)


def test_a_second_window_leaves_the_receiving_to_the_first_and_still_sends(
    pair: DeskPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderdesk.desk.mail.receiving_alone._PATIENCE", 0.0)
    thread = send_order(pair)
    post.sync(pair.caseworker)
    own = send_order(pair)
    with receiving_alone(pair.consultant) as first:
        assert first
        assert post.sync(pair.consultant).taken == ()
        with receiving_alone(pair.caseworker):
            assert post.sync(pair.caseworker).handed_over == 1
    assert len(post.sync(pair.consultant).taken) == 2
    for each in (thread, own):
        assert index.thread_of(pair.consultant, each).state == "delivered"


def test_while_a_large_backlog_is_taken_in_what_is_written_goes_out(
    pair: DeskPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "_SEND_EVERY", 5)
    for _order in range(12):
        send_order(pair)
    post.sync(pair.caseworker)
    waiting: list[int] = []

    def progress(_done: int, _of: int) -> bool:
        waiting.append(sum(1 for row in outbox.waiting(pair.consultant) if row.state == "waiting"))
        return True

    found = post.sync(pair.consultant, progress=progress)
    assert len(found.taken) == found.handed_over == 12
    assert max(waiting) <= 5


def test_a_round_that_is_cut_short_goes_on_where_it_was(pair: DeskPair) -> None:
    for _order in range(9):
        send_order(pair)
    post.sync(pair.caseworker)
    first = post.sync(pair.consultant, progress=lambda done, _of: done < 4)
    left: list[Envelope] = pair.consultant.carrier.waiting(pair.consultant.mailbox)
    assert (len(first.taken), len(left)) == (4, 5)
    second = post.sync(pair.consultant)
    assert (len(second.taken), second.doubled) == (5, 0)
