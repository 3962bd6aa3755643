"""The lines of Today that come of case files: doctors to chase, papers to read, decisions that come near."""

from typing import Any

import pytest
from casework_desks import on
from desk_pair import DeskPair

from orderdesk.cases.reading import case_of
from orderdesk.desk.casework import case_files, medical_requests
from orderdesk.desk.casework.board import board
from orderdesk.desk.clocks import set_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs import medical
from orderdesk.desk.needs.line import Item
from orderdesk.desk.put_aside import put_aside
from orderdesk.desk.today import today

CASE = "bodil-aeroe"
ASKED = {"id": "R1", "form": "lae135", "to": "Læge Ravn", "requested": "2026-10-01", "questions": ["Hvad kan hun?"]}


@pytest.fixture
def desk(pair: DeskPair) -> Desk:
    return pair.caseworker


def keep(desk: Desk, **members: Any) -> None:
    value = {
        "type": "orderdesk.case.v1", "case": CASE, "citizen": {"name": "Bodil Ærø", "cpr": "710575-1234"},
        "tracks": [{"track": "early_retirement_pension", "role": "main", "since": "2026-01-05"}], **members,
    }  # fmt: skip
    case_files.put(desk, case_of(value))


def lines(desk: Desk, day: str) -> dict[str, Item]:
    on(desk, day)
    return {item.code: item for item in medical.lines(desk)}


def test_a_reminder_is_due_on_the_day_after_the_time_to_answer(desk: Desk) -> None:
    keep(desk, requests=[ASKED])  # 30 days end on Saturday 31 October, so on Monday 2 November
    assert lines(desk, "2026-11-02") == {}
    item = lines(desk, "2026-11-03")["medical_reminder"]
    assert (item.opens, item.key, item.about, item.who) == ("case", CASE, "R1", "Bodil Ærø")
    assert (item.until, item.late, item.detail) == ("2026-11-03", False, "LÆ 135, Læge Ravn")
    assert lines(desk, "2026-11-04")["medical_reminder"].late


def test_after_three_reminders_it_is_time_to_ring(desk: Desk) -> None:
    keep(desk, requests=[ASKED | {"reminders": ["2026-11-03", "2026-11-10", "2026-11-17"]}])
    assert lines(desk, "2026-11-23") == {}
    assert set(lines(desk, "2026-11-24")) == {"medical_call"}
    medical_requests.called(desk, CASE, "R1", "Kommer i næste uge.")
    assert lines(desk, "2026-11-30") == {}
    assert set(lines(desk, "2026-12-01")) == {"medical_stuck"}


def test_what_came_is_to_be_read_and_then_acted_on(desk: Desk) -> None:
    paper = {"id": "E1", "kind": "lae135", "received": "2026-11-02"}
    keep(desk, evidence=[paper])
    item = lines(desk, "2026-11-02")["medical_answer"]
    assert (item.until, item.late, item.about, item.detail) == ("2026-11-09", False, "E1", "LÆ 135")
    assert lines(desk, "2026-11-10")["medical_answer"].late
    case_files.delete(desk, CASE, seen=1)
    keep(desk, evidence=[paper | {"read": "2026-11-03"}])
    assert set(lines(desk, "2026-11-10")) == {"medical_act"}
    case_files.delete(desk, CASE, seen=1)
    keep(desk, evidence=[paper | {"read": "2026-11-03", "acted_on": "2026-11-04"}])
    assert lines(desk, "2026-11-10") == {}


def test_a_doctor_who_declined_stands_until_something_else_is_asked_or_put_aside(desk: Desk) -> None:
    declined = ASKED | {"about": ["anxiety"], "declined": "2026-10-08"}
    keep(desk, requests=[declined])
    item = lines(desk, "2026-11-02")["medical_declined"]
    put_aside(desk, item.mark)
    assert lines(desk, "2026-11-02") == {}
    case_files.delete(desk, CASE, seen=1)
    again = {"id": "R2", "form": "lae155", "about": ["anxiety"], "requested": "2026-10-12"}
    keep(desk, requests=[declined | {"id": "R3"}, again])
    assert lines(desk, "2026-11-02") == {}


def test_a_pension_is_decided_within_three_months_and_told_a_fortnight_before(desk: Desk) -> None:
    keep(desk, decision={"begun": "2026-09-01"})
    assert "pension_decision" not in lines(desk, "2026-11-16")
    item = lines(desk, "2026-11-17")["pension_decision"]
    assert (item.until, item.late) == ("2026-12-01", False)
    assert lines(desk, "2026-12-02")["pension_decision"].late
    set_clock(desk, "pension_decision", 4)
    assert "pension_decision" not in lines(desk, "2026-12-02")


def test_what_is_required_and_open_stands_there_before_the_decision(desk: Desk) -> None:
    keep(desk, tracks=[{"track": "flex_job", "role": "main", "since": "2026-01-05"}],
         decision={"planned": "2026-12-15"})  # fmt: skip
    assert lines(desk, "2026-11-16") == {}
    item = lines(desk, "2026-11-17")["gaps_decision"]
    assert "FLX03" in item.detail
    assert (item.until, item.late) == ("2026-12-15", False)
    assert set(lines(desk, "2026-12-16")) == {"decision_passed"}


def test_what_has_been_decided_needs_nobody(desk: Desk) -> None:
    keep(desk, decision={"begun": "2026-06-01", "planned": "2026-10-15", "decided": "2026-10-14"})
    assert lines(desk, "2026-12-02") == {}


def test_the_lines_stand_on_today_and_never_at_a_provider(pair: DeskPair, desk: Desk) -> None:
    keep(desk, requests=[ASKED])
    on(desk, "2026-11-04")
    assert [item.code for item in today(desk)] == ["medical_reminder"]
    assert list(medical.lines(pair.consultant)) == []


def test_a_row_of_an_earlier_shape_is_made_anew(desk: Desk) -> None:
    keep(desk, requests=[ASKED])
    row = desk.store.get(case_files.CASES, CASE) or {}
    desk.store.put(case_files.CASES, CASE, {**row, "shape": 0, "requests": []})
    assert set(lines(desk, "2026-11-04")) == {"medical_reminder"}


def test_a_case_that_a_newer_program_wrote_does_not_take_today_down(desk: Desk) -> None:
    keep(desk, requests=[ASKED])
    row = desk.store.get(case_files.FILES, CASE) or {}
    desk.store.put(case_files.FILES, CASE, {**row, "file": {**row["file"], "nyt": 1}})
    listed = desk.store.get(case_files.CASES, CASE) or {}
    desk.store.put(case_files.CASES, CASE, {"shape": 99, "citizen": listed["citizen"], "revision": 1, "nyt": []})
    assert lines(desk, "2026-11-04") == {}
    assert [(one.case, one.citizen) for one in case_files.listing(desk)] == [(CASE, "Bodil Ærø")]
    assert [one.undetermined for one in board(desk)] == [1]
