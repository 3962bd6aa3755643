"""A report while it is written: nothing typed is lost, and only what was chosen is sent."""

from typing import Any

import pytest

from orderdesk.desk.reporting import report_form
from orderdesk.errors import NotPossible

GOAL = {
    "goal": "M1", "on_track": True, "next_step": {"text": "Ringe"},
    "done": "Gik til lægen", "changed": "Tør igen", "attainment": 0, "observation": "Så det", "change": "progress",
    "reason": "Syg", "cause": "citizen_absent", "off_track_because": "Ventetid",
}  # fmt: skip


def test_a_goal_worked_on_leaves_out_why_it_was_not() -> None:
    body = {"goals": [{"status": "worked_on", **GOAL}]}
    (goal,) = report_form.chosen(body)["goals"]
    assert {"reason", "cause", "off_track_because"}.isdisjoint(goal)
    assert goal["observation"] == "Så det"
    assert body["goals"][0]["reason"] == "Syg", "the draft itself keeps both"


def test_a_goal_not_worked_on_leaves_out_what_was_done() -> None:
    (goal,) = report_form.chosen({"goals": [{"status": "not_worked_on", **GOAL}]})["goals"]
    assert set(goal) == {"status", "goal", "on_track", "next_step", "reason", "cause"}


def test_why_a_date_will_not_hold_goes_only_with_a_date_that_will_not() -> None:
    body = {"goals": [{"status": "worked_on", **GOAL, "on_track": False}]}
    assert report_form.chosen(body)["goals"][0]["off_track_because"] == "Ventetid"


@pytest.mark.parametrize(
    ("part", "status", "kept"),
    [
        ({"answer": "Trapper", "reason": "Venter", "expected": "2026-12-01"}, "answered", {"answer"}),
        ({"answer": "Trapper", "reason": "Venter", "expected": "2026-12-01"}, "not_yet", {"reason", "expected"}),
    ],
)
def test_a_question(part: dict[str, Any], status: str, kept: set[str]) -> None:
    (question,) = report_form.chosen({"questions": [{"status": status, **part}]})["questions"]
    assert set(question) - {"status"} == kept


def test_points_and_the_citizens_view() -> None:
    view = {"quote": "Jeg er træt", "agrees": "agrees", "disagreement": "Timerne", "reason": "Syg", "attempts": 2}
    body = {
        "points": {"health": {"status": "not_relevant", "text": "Fin", "change": "unchanged", "reason": "Ikke nu"}},
        "citizen_view": {"status": "given", **view},
    }
    found = report_form.chosen(body)
    assert found["points"]["health"] == {"status": "not_relevant", "reason": "Ikke nu"}
    assert found["citizen_view"] == {"status": "given", "quote": "Jeg er træt", "agrees": "agrees"}
    body["citizen_view"]["agrees"] = "partly"
    assert report_form.chosen(body)["citizen_view"]["disagreement"] == "Timerne"


def test_what_we_cancel_carries_no_absence() -> None:
    row = {"day": "2026-11-03", "planned_minutes": 120, "attended_minutes": 60, "absence": {"reason": "illness"}}
    (session,) = report_form.chosen({"sessions": [{**row, "outcome": "cancelled_by_provider"}]})["sessions"]
    assert set(session) == {"day", "planned_minutes", "outcome"}


def test_an_outcome_belongs_to_a_final_report() -> None:
    assert "outcome" not in report_form.chosen({"kind": "monthly", "outcome": {"text": "x"}})
    assert "outcome" in report_form.chosen({"kind": "final", "outcome": {"text": "x"}})


@pytest.mark.parametrize("odd", [{}, {"goals": "x"}, {"goals": [None, 3]}, {"points": []}, {"citizen_view": None}])
def test_bodies_of_any_shape_pass_through(odd: dict[str, Any]) -> None:
    assert report_form.chosen(odd) == odd
    assert report_form.belongs(odd, ("goals", 0, "done"))


def test_belongs_follows_the_choice() -> None:
    body = {"goals": [{"status": "not_worked_on"}], "sessions": [{"outcome": "absent"}], "kind": "monthly"}
    assert not report_form.belongs(body, ("goals", 0, "done"))
    assert report_form.belongs(body, ("goals", 0, "next_step", "text"))
    assert report_form.belongs(body, ("sessions", 0, "absence", "reason"))
    assert not report_form.belongs(body, ("sessions", 0, "moved", "to"))
    assert not report_form.belongs(body, ("outcome", "text"))


def test_who_came_came_for_as_long_as_was_planned_until_said_otherwise() -> None:
    planned = {"day": "2026-11-03", "kind": "planned", "planned_minutes": 120}
    assert report_form.recorded(planned, "attended")["attended_minutes"] == 120
    assert report_form.recorded({**planned, "attended_minutes": 90}, "attended")["attended_minutes"] == 90
    assert "attended_minutes" not in report_form.recorded(planned, "absent")


def test_the_rest_came_and_what_was_said_stays() -> None:
    rows = [{"outcome": "absent"}, {"planned_minutes": 60}, {"outcome": "moved"}]
    assert [row["outcome"] for row in report_form.rest_attended(rows)] == ["absent", "attended", "moved"]


def test_a_moved_session_stands_again_once_in_its_place() -> None:
    moved = {"day": "2026-11-03", "time": "10:00", "planned_minutes": 120, "place": "Havnegade 12", "outcome": "moved",
             "moved": {"to": "2026-11-04", "to_time": "13:00"}}  # fmt: skip
    later = {"day": "2026-11-05", "time": "10:00", "outcome": "attended"}
    rows = report_form.standing_again([moved, later], 0)
    assert rows[1] == {
        "day": "2026-11-04", "time": "13:00", "kind": "planned", "planned_minutes": 120, "place": "Havnegade 12",
    }  # fmt: skip
    with pytest.raises(NotPossible, match="already"):
        report_form.standing_again(rows, 0)
    with pytest.raises(NotPossible, match="new day"):
        report_form.standing_again([{"outcome": "moved"}], 0)


def test_sums_count_what_can_be_read() -> None:
    rows = [
        {"kind": "planned", "planned_minutes": 120, "outcome": "attended", "attended_minutes": "halvanden"},
        {"kind": "planned", "planned_minutes": 120, "outcome": "cancelled_by_provider"},
        {"kind": "phone", "planned_minutes": 0, "outcome": "attended", "attended_minutes": 15},
        "odd",
    ]
    sums = report_form.totals(rows)
    assert (sums["planned"], sums["attended"], sums["attended_minutes"], sums["provider_cancelled"]) == (1, 1, 15, 1)
    assert report_form.totals("nothing")["planned"] == 0
