"""A paper that came is read and acted on: on days that can be, and not by putting it off."""

from datetime import date

import pytest
from casework_desks import Keep

from orderdesk.desk import rebuilding
from orderdesk.desk.casework import case_files, evidence_steps
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotPossible

CASE = "bodil-aeroe"
PAPER = {"id": "E1", "kind": "lae125", "received": "2026-11-10"}


def test_who_acts_on_a_paper_has_read_it(desk: Desk, keep: Keep) -> None:
    keep(evidence=[PAPER])
    evidence_steps.act_on(desk, CASE, "E1", "Bestilte speciallægeattest.")
    paper = case_files.case_file(desk, CASE).evidence[0]
    assert (paper.read, paper.acted_on, paper.action) == (
        date(2026, 11, 20), date(2026, 11, 20), "Bestilte speciallægeattest.",
    )  # fmt: skip


def test_the_day_of_reading_stays_when_somebody_acts_later(desk: Desk, keep: Keep) -> None:
    keep(evidence=[PAPER])
    evidence_steps.mark_read(desk, CASE, "E1", date(2026, 11, 12))
    evidence_steps.act_on(desk, CASE, "E1", "Ringede til borgeren.")
    assert case_files.case_file(desk, CASE).evidence[0].read == date(2026, 11, 12)


@pytest.mark.parametrize("action", ["", "  ", "Tages op næste gang.", "Drøftes ved næste samtale"])
def test_what_only_puts_it_off_is_no_action(desk: Desk, keep: Keep, action: str) -> None:
    keep(evidence=[PAPER])
    with pytest.raises(NotPossible):
        evidence_steps.act_on(desk, CASE, "E1", action)
    assert case_files.case_file(desk, CASE).evidence[0].acted_on is None


@pytest.mark.parametrize("day", [date(2026, 11, 9), date(2026, 11, 21)])
def test_a_day_before_it_came_and_a_day_ahead_are_refused(desk: Desk, keep: Keep, day: date) -> None:
    keep(evidence=[PAPER])
    with pytest.raises(NotPossible):
        evidence_steps.mark_read(desk, CASE, "E1", day)


def test_a_rebuild_makes_the_rows_of_the_lists_anew(desk: Desk, keep: Keep) -> None:
    keep(evidence=[PAPER])
    before = case_files.row(desk, CASE)
    desk.store.delete(case_files.CASES, CASE)
    rebuilding.rebuild(desk, rebuilding.condition(desk, lambda _done: None))
    assert case_files.row(desk, CASE) == before
