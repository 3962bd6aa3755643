"""A case as of a day: nothing that came, was said or was done later; a later day than all is no filter."""

from datetime import date, timedelta
from typing import Any

from case_files import case, full_case
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.cases.reading import case_of
from orderdesk.gaps.known import Known

FULL = case_of(full_case())
LAST = date(2027, 2, 1)


def known(on: str, **members: Any) -> Known:
    return Known(case(**members), date.fromisoformat(on))


def test_evidence_counts_from_the_day_it_came_and_not_from_its_own() -> None:
    paper = {"id": "E1", "kind": "lae125", "information_date": "2026-01-02", "received": "2026-01-20"}
    assert not known("2026-01-19", evidence=[paper]).evidence
    assert [one.id for one in known("2026-01-20", evidence=[paper]).evidence] == ["E1"]


def test_what_was_done_with_a_paper_later_is_not_done_yet() -> None:
    paper = {
        "id": "E1", "kind": "lae125", "information_date": "2026-01-02", "received": "2026-01-05", "read": "2026-01-08",
        "acted_on": "2026-01-12", "action": "Ringede til lægen.",
    }  # fmt: skip
    (unread,) = known("2026-01-07", evidence=[paper]).evidence
    (read,) = known("2026-01-11", evidence=[paper]).evidence
    (acted,) = known("2026-01-12", evidence=[paper]).evidence
    assert (unread.read, unread.acted_on, unread.action) == (None, None, None)
    assert (read.read, read.acted_on, read.action) == (date(2026, 1, 8), None, None)
    assert acted.action == "Ringede til lægen."


def test_a_request_is_open_until_the_day_on_which_the_answer_came() -> None:
    asked = {
        "id": "R1", "form": "lae265", "requested": "2026-01-02", "citizen_contacted": "2026-01-03",
        "consultation": "2026-01-10",
        "reminders": ["2026-02-02", "2026-02-09"], "calls": [{"day": "2026-02-12"}], "received": "2026-02-13",
        "evidence": ["E1"],
    }  # fmt: skip
    (before,) = known("2026-02-05", requests=[asked]).requests
    (after,) = known("2026-02-13", requests=[asked]).requests
    assert before.is_open
    assert before.reminders == [date(2026, 2, 2)]
    assert (before.calls, before.evidence) == ([], [])
    assert not after.is_open
    assert not known("2026-01-01", requests=[asked]).requests


def test_a_doctor_who_declined_later_has_not_declined_yet() -> None:
    asked = {
        "id": "R1",
        "form": "lae135",
        "requested": "2026-01-02",
        "declined": "2026-01-20",
        "declined_because": "Tid.",
    }
    (before,) = known("2026-01-19", requests=[asked]).requests
    assert (before.declined, before.declined_because) == (None, None)


def test_a_trial_that_ended_later_is_under_way_with_its_weeks_until_then() -> None:
    trial = FULL.trials[0]
    (seen,) = Known(FULL, date(2026, 4, 20)).trials
    assert (seen.end, seen.ended_because, seen.conclusion, seen.concluded_by) == (None, None, None, None)
    assert len(seen.weeks) == 1
    assert not seen.adjustments
    (whole,) = Known(FULL, LAST).trials
    assert whole is trial


def test_a_measure_that_ended_later_has_no_result_yet() -> None:
    (seen,) = Known(FULL, date(2026, 6, 1)).measures
    assert (seen.end, seen.result, seen.ended_because) == (None, None, None)


def test_tracks_are_those_of_the_day_the_last_day_included() -> None:
    assert [one.track for one in Known(FULL, date(2026, 2, 28)).tracks] == ["ordinary_hours"]
    assert len(Known(FULL, date(2026, 3, 1)).tracks) == 3
    assert [one.track for one in Known(FULL, date(2026, 3, 2)).tracks] == ["flex_job", "early_retirement_pension"]


def test_the_latest_fact_that_is_known_holds_until_its_last_day() -> None:
    facts = [
        {"id": "F1", "kind": "employed", "value": True, "day": "2025-01-01"},
        {"id": "F2", "kind": "employed", "value": False, "day": "2026-01-01", "until": "2026-06-30"},
    ]
    told = [known(on, facts=facts).fact("employed") for on in ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")]
    assert [one.id for one in told if one] == ["F1", "F2", "F2", "F1"]
    assert known("2026-05-01", facts=facts).fact("employed", date(2026, 7, 1)).id == "F1"  # type: ignore[union-attr]


def test_facts_of_one_day_that_disagree_are_no_fact() -> None:
    facts = [
        {"id": "F1", "kind": "employed", "value": True, "day": "2025-01-01"},
        {"id": "F2", "kind": "employed", "value": False, "day": "2025-01-01"},
    ]
    assert known("2026-01-01", facts=facts).fact("employed") is None
    assert {one.id for one in known("2026-01-01", facts=facts).facts("employed")} == {"F1", "F2"}


@given(st.integers(min_value=0, max_value=4000))
def test_a_day_later_than_everything_is_no_filter(days: int) -> None:
    seen = Known(FULL, LAST + timedelta(days=days))
    assert [*seen.evidence] == FULL.evidence
    assert [*seen.conversations] == FULL.conversations
    assert [*seen.requests] == FULL.requests
    assert [*seen.measures] == FULL.measures
    assert [*seen.trials] == FULL.trials
    assert [*seen.sections] == FULL.sections
    assert [*seen.events] == FULL.health_events
    assert [*seen.tracks_ever] == FULL.tracks
