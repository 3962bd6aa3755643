"""A gap that a course is to close waits for the provider: said beside the gap, on the board, and in commands."""

from datetime import date, timedelta

from casework_desks import CPR, Keep, on, running
from desk_pair import DeskPair

from orderdesk.desk.casework import case_files, closing, gap_reading, shown
from orderdesk.desk.casework.board import board
from orderdesk.desk.casework.ordered import by_citizen, of_citizen
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.explanation import passages_as_text

CASE = "bodil-aeroe"
TRIAL = "fleksjob/FLX03"


def gap(desk: Desk, as_of: date | None = None) -> Answer:
    return next(one for one in gap_reading.answers(desk, CASE, as_of).answers if one.key == TRIAL)


def ordered(pair: DeskPair, desk: Desk) -> str:
    """The thread of a course that has been told to document the work trial."""
    thread = running(pair)
    orders.send(desk, closing.prepare(desk, CASE, TRIAL).key)
    pair.deliver()
    return thread


def test_documentation_that_was_ordered_is_awaited_from_the_provider_and_the_gap_stays_open(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    assert gap(desk).kind == "missing"
    thread = ordered(pair, desk)
    answer, whole = gap(desk), gap_reading.answers(desk, CASE)
    assert (answer.state, answer.kind) == ("open", "awaiting")
    assert answer.waiting is not None
    assert answer.waiting.entry == thread
    told = passages_as_text(shown.explanation(answer, whole, case_files.case_file(desk, CASE)))
    assert f"awaited from {answer.waiting.whom} until" in told
    assert "urn:" not in told
    row = next(iter(board(desk)))
    assert answer.waiting.whom in [one.whom for one in row.waiting]
    assert row.overdue == 0


def test_what_was_ordered_and_has_not_come_is_overdue_with_the_provider_to_ask(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    ordered(pair, desk)
    waiting = gap(desk).waiting
    assert waiting is not None
    assert waiting.due is not None
    late = waiting.due + timedelta(days=7)
    row = next(iter(board(desk, late)))
    assert row.overdue == 1
    assert row.next is not None
    assert "provider" in row.next.message or "provider" in row.next.sentence


def test_before_the_day_of_the_order_nothing_was_awaited(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    ordered(pair, desk)
    assert gap(desk, desk.today() - timedelta(days=30)).kind != "awaiting"


def test_an_order_that_has_ended_is_waited_for_no_longer(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    thread = ordered(pair, desk)
    assert TRIAL in of_citizen(desk, CPR, desk.today())
    on(desk, "2026-11-30")
    make(desk, thread, "enter_error", {"reason": "Forkert borger."})
    assert of_citizen(desk, CPR, desk.today()) == {}
    assert gap(desk).kind == "missing"


def test_a_case_without_a_number_takes_no_order_for_its_own(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    ordered(pair, desk)
    assert of_citizen(desk, "", desk.today()) == {}
    assert list(by_citizen(desk, desk.today())) == [CPR]
