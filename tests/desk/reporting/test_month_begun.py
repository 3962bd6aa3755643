"""What a new month's report begins with, and what is carried on from month to month."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.desk import drafts, index
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import adjustments, month_begun, reports
from orderdesk.desk.reporting.course_reading import read_course
from orderdesk.desk.reporting.reading import read
from orderdesk.desk.reporting.report_basis import against
from orderdesk.desk.reporting.short_notices import ShortNotice

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
PLAN = {"course": {"sessions": [{"weekday": 2, "start": "10:00", "minutes": 120}, {"weekday": 4, "minutes": 60}]}}
ABSENCE = {"reason": "illness", "notified": True, "attempts": 1, "text": "Feber"}
TRIAL = {
    "employer": "Netto, Havnegade", "tasks": "Varepåfyldning", "start": "2026-11-09", "planned_minutes": 480,
    "present_minutes": 420, "effective_minutes": 300, "accommodations": ["Siddende arbejde"], "prospects": "Timer",
    "weeks": [{"start": "2026-11-09", "planned_minutes": 480, "present_minutes": 400}],
}  # fmt: skip
CHAIR = {"day": "2026-11-10", "kind": "tasks", "before": "Stående", "after": "Siddende", "reason": "Ondt i ryggen"}


def absence(day: str, *, told: str = "", session: str = "planned", **body: Any) -> ShortNotice:
    return ShortNotice("x", "absence", told or day, day, {"day": day, "session": session, "absence": ABSENCE, **body})


def test_an_absence_that_was_told_is_in_the_grid_with_the_day_it_was_told() -> None:
    rows = month_begun.sessions(PLAN, NOVEMBER, [absence("2026-11-10", told="2026-11-10", time="10:00")])
    (row,) = [row for row in rows if row.get("outcome")]
    assert row == {
        "day": "2026-11-10", "time": "10:00", "kind": "planned", "planned_minutes": 120, "outcome": "absent",
        "absence": {**ABSENCE, "reported": "2026-11-10"},
    }  # fmt: skip
    assert len(rows) == 8


def test_an_hour_that_was_told_a_little_otherwise_is_the_same_session() -> None:
    rows = month_begun.sessions(PLAN, NOVEMBER, [absence("2026-11-10", time="10:15")])
    assert [row["time"] for row in rows if row.get("outcome")] == ["10:00"]


def test_an_absence_outside_the_plan_is_a_row_of_its_own_in_its_place() -> None:
    rows = month_begun.sessions(PLAN, NOVEMBER, [absence("2026-11-11", session="home_visit", time="09:00")])
    assert len(rows) == 9
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    (row,) = [row for row in rows if row.get("outcome")]
    assert (row["kind"], row["planned_minutes"], row["time"]) == ("home_visit", 0, "09:00")


def test_of_two_notices_of_one_session_the_later_counts() -> None:
    later = {"reason": "treatment", "notified": True, "attempts": 2}
    told = [absence("2026-11-10", told="2026-11-12", absence=later), absence("2026-11-10")]
    (row,) = [row for row in month_begun.sessions(PLAN, NOVEMBER, told) if row.get("outcome")]
    assert row["absence"] == {**later, "reported": "2026-11-12"}


def test_a_trial_that_goes_on_keeps_its_facts_and_gets_the_weeks_of_the_new_period() -> None:
    found = month_begun.work_trial([{"work_trial": TRIAL}], DECEMBER)
    assert found is not None
    assert {"present_minutes", "effective_minutes", "prospects"}.isdisjoint(found), "they are judged anew"
    assert (found["start"], found["tasks"], found["accommodations"]) == (
        "2026-11-09",
        TRIAL["tasks"],
        ["Siddende arbejde"],
    )
    assert found["weeks"] == [
        {"start": f"2026-12-{day:02}", "planned_minutes": 480} for day in (7, 14, 21, 28)
    ]  # fmt: skip


def test_a_trial_that_has_ended_is_told_once_and_again_in_the_final_report() -> None:
    ended = {**TRIAL, "end": "2026-12-18", "ended_because": "Butikken lukker",
             "weeks": [{"start": "2026-12-07", "planned_minutes": 480, "present_minutes": 300}]}  # fmt: skip
    told = [{"work_trial": TRIAL}, {"work_trial": ended}, {}]
    assert month_begun.work_trial(told, DECEMBER) is None
    final = month_begun.work_trial(told, (date(2027, 1, 1), date(2027, 1, 31)), final=True)
    assert final is not None
    assert [week["start"] for week in final["weeks"]] == ["2026-11-09", "2026-12-07"]
    assert final["ended_because"] == "Butikken lukker"


def test_the_final_report_of_a_trial_that_goes_on_holds_all_its_weeks() -> None:
    final = month_begun.work_trial([{"work_trial": TRIAL}], DECEMBER, final=True)
    assert final is not None
    assert [week["start"] for week in final["weeks"]][:2] == ["2026-11-09", "2026-12-07"]


@pytest.mark.parametrize(
    ("trial", "monday"),
    [
        ({"weeks": [{"start": "2026-12-07"}, {"start": "odd"}, None]}, "2026-12-14"),
        ({"start": "2026-12-09"}, "2026-12-07"),
        ({}, "2026-11-30"),
    ],
    ids=["after the last", "the trial's first", "the period's first"],
)
def test_the_next_week_begins_on_its_monday(trial: dict[str, Any], monday: str) -> None:
    row = month_begun.next_week({**trial, "planned_minutes": 480}, {"start": "2026-12-01"})
    assert row == {"start": monday, "planned_minutes": 480}


# On two desks


@pytest.fixture
def thread(pair: DeskPair) -> str:
    """An accepted order that tells of an adjustment already tried. The clock stands at 4 November 2026."""
    tried = {**CHAIR, "day": "2026-09-01", "after": "Halv dag", "kind": "hours", "effect": "Færre smerter"}
    draft = orders.new_draft(pair.caseworker, {**order_body(), "adjustments": [tried]})
    found = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    first = {"day": "2026-11-03", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, found, first_meeting=first, start="2026-11-01")
    pair.deliver()
    pair.clock.forward(days=2)
    return found


def send_report(pair: DeskPair, thread: str, month: str = "2026-11", **changes: Any) -> str:
    """A report on a month, sent a day after it, and arrived; its digest."""
    pair.clock.moment = datetime.fromisoformat(f"{month}-28T08:00:00+00:00") + timedelta(days=5)
    draft = reports.new_draft(pair.consultant, thread)
    folded = index.thread_of(pair.consultant, thread)
    filled = report_body(index.body(pair.consultant, folded.order), folded.order, month)
    drafts.save(pair.consultant, draft.id, {**draft.body, **filled, **changes})
    digest = reports.send(pair.consultant, draft.id).digest
    pair.deliver()
    return digest


def test_the_grid_of_a_desk_holds_what_was_told(pair: DeskPair, thread: str) -> None:
    make(pair.consultant, thread, "tell_absence", {"day": "2026-11-03", "session": "planned", "absence": ABSENCE})
    warning = {"about": "health_worse", "text": "Rikke sover ikke."}
    make(pair.consultant, thread, "warn", warning)
    pair.deliver()
    pair.clock.forward(days=30)
    draft = reports.new_draft(pair.consultant, thread)
    (row,) = [row for row in draft.body["sessions"] if row.get("outcome")]
    assert (row["day"], row["absence"]["reported"]) == ("2026-11-03", "2026-11-04")
    told = against(pair.consultant, draft).told
    assert [(one.kind, one.day) for one in told] == [("absence", "2026-11-03"), ("warning", "2026-11-04")]


def test_adjustments_are_one_list_of_the_whole_course(pair: DeskPair, thread: str) -> None:
    first = send_report(pair, thread, adjustments=[CHAIR])
    draft = reports.new_draft(pair.consultant, thread)
    assert draft.body["adjustments"] == [CHAIR], "its effect can be written now; the order's has one"
    drafts.discard(pair.consultant, draft.id)
    second = send_report(pair, thread, "2026-12", adjustments=[{**CHAIR, "effect": "To timer mere"}])
    for desk in (pair.caseworker, pair.consultant):
        rows = adjustments.tried(desk, thread)
        assert [(row.day, row.effect) for row in rows] == [
            ("2026-09-01", "Færre smerter"), ("2026-11-10", "To timer mere"),
        ]  # fmt: skip
        assert [said.kind for said in rows[0].said_in] == ["order"]
        assert [said.digest for said in rows[1].said_in] == [first, second]
        assert read_course(desk, thread).tried == rows
    assert reports.new_draft(pair.consultant, thread).body["adjustments"] == []


def test_a_work_trial_goes_on_in_the_next_draft(pair: DeskPair, thread: str) -> None:
    send_report(pair, thread, work_trial=TRIAL)
    draft = reports.new_draft(pair.consultant, thread)
    assert draft.body["work_trial"]["employer"] == "Netto, Havnegade"
    assert draft.body["work_trial"]["weeks"][0]["start"] == "2026-12-07"


def test_the_reader_sees_what_was_told_beside_its_month(pair: DeskPair, thread: str) -> None:
    make(pair.consultant, thread, "good_news", {"text": "Rikke tog bussen selv."})
    pair.deliver()
    november = send_report(pair, thread)
    make(pair.consultant, thread, "good_news", {"text": "Rikke ringede selv til lægen."})
    december = send_report(pair, thread, "2026-12")
    assert [one.body["text"] for one in read(pair.caseworker, november).told] == ["Rikke tog bussen selv."]
    later = read(pair.caseworker, december)
    assert [one.body["text"] for one in later.told] == ["Rikke ringede selv til lægen."]
    assert [one.body["text"] for one in later.told_before] == ["Rikke tog bussen selv."]
    assert index.body(pair.caseworker, december)["period"]["start"] == "2026-12-01"
