"""A health problem named again and again: what counts as something on it, and what was passed over."""

from datetime import date
from typing import Any

import pytest

from orderdesk.cases.case_file import CASE_TYPE, CaseFile
from orderdesk.gaps.checker import sight_of
from orderdesk.gaps.kinds import unacted
from orderdesk.gaps.outcome import Outcome
from orderdesk.gaps.requirements import HealthActedOn

TWICE = [
    {"id": "C1", "day": "2025-05-05", "health": "Hun har angst og sover ved siden af telefonen."},
    {"id": "C2", "day": "2025-08-05", "health": "Angsten er der stadig, hun tør ikke tage bussen."},
]


def looked(as_of: str = "2025-10-01", **members: Any) -> Outcome:
    case = CaseFile.model_validate({
        "type": CASE_TYPE, "case": "angst", "citizen": {"name": "Bodil Eksempel", "cpr": "710575-1234"},
        "conversations": TWICE, **members,
    })  # fmt: skip
    asked = HealthActedOn(kind="health_acted_on")
    (outcome,) = unacted.look(asked, sight_of(case, date.fromisoformat(as_of)))
    return outcome


def aside(outcome: Outcome) -> set[str]:
    return {one.entry for one in outcome.considered}


def paper(**members: Any) -> list[dict[str, Any]]:
    return [{"id": "E1", "kind": "lae135", **members}]


def request(**members: Any) -> list[dict[str, Any]]:
    return [{"id": "R1", "form": "lae135", "about": ["angst"], **members}]


def test_nothing_on_it_is_a_gap_that_quotes_both_days() -> None:
    outcome = looked()
    assert (outcome.kind, outcome.about) == ("unacted", "anxiety")
    assert [one.entry for one in outcome.used] == ["C1", "C2"]


def test_before_the_second_day_there_is_no_gap() -> None:
    assert looked(as_of="2025-08-04").kind is None
    assert looked(as_of="2025-08-05").kind == "unacted"


@pytest.mark.parametrize("members", [
    {"about": ["anxiety"]},
    {"about": ["angst"], "information_date": "2015-01-01"},
    {"information_date": "2025-06-01", "states": {"diagnosis": "Angst, uspecificeret."}},
    {"information_date": "2025-06-01", "states": {"diagnosis": "Ingen tegn på angst."}},
    {"information_date": "2025-05-05", "states": {"diagnosis": "Har ikke angst."}},
], ids=["undated", "old", "names it", "finds none, later", "finds none, on the day"])  # fmt: skip
def test_a_doctors_paper_that_says_something_of_it_counts(members: dict[str, Any]) -> None:
    assert looked(evidence=paper(**members)).kind is None


@pytest.mark.parametrize("members", [
    {"information_date": "2025-05-04", "states": {"diagnosis": "Har ikke angst."}},
    {"states": {"diagnosis": "Har ikke angst."}},
    {"kind": "progress_report", "information_date": "2025-06-01", "states": {"functioning": "Har angst i bussen."}},
], ids=["a no from before", "a no without a day", "a report of a course"])  # fmt: skip
def test_what_is_no_answer_to_it_does_not_count_and_is_shown(members: dict[str, Any]) -> None:
    outcome = looked(evidence=paper(**members))
    assert (outcome.kind, aside(outcome)) == ("unacted", {"E1"})


def test_a_paper_on_the_mothers_anxiety_does_not_bear_on_it() -> None:
    outcome = looked(evidence=paper(information_date="2025-06-01", states={"diagnosis": "Hendes mor har angst."}))
    assert (outcome.kind, aside(outcome)) == ("unacted", set())


@pytest.mark.parametrize(
    "members",
    [{"requested": "2025-09-01"}, {"requested": "2025-06-01", "received": "2025-07-01"}],
    ids=["open", "answered"],
)
def test_a_request_on_its_way_or_answered_counts(members: dict[str, Any]) -> None:
    assert looked(requests=request(**members)).kind is None


def test_a_request_that_asks_about_it_in_its_questions_counts() -> None:
    asks = [{"id": "R1", "form": "lae135", "questions": ["Er angsten behandlet?"], "requested": "2025-09-01"}]
    assert looked(requests=asks).kind is None


@pytest.mark.parametrize("members", [
    {"requested": "2025-09-01", "declined": "2025-09-10"}, {"requested": "2025-09-01", "withdrawn": "2025-09-10"},
], ids=["declined", "withdrawn"])  # fmt: skip
def test_a_request_that_brought_nothing_does_not_count_and_is_shown(members: dict[str, Any]) -> None:
    outcome = looked(requests=request(**members))
    assert (outcome.kind, aside(outcome)) == ("unacted", {"R1"})
    assert "brought nothing" in outcome.what.message
    assert looked(as_of="2025-09-09", requests=request(**members)).kind is None


def test_a_prepared_request_makes_it_awaited() -> None:
    outcome = looked(requests=request(to="Lægerne Torvet"))
    assert outcome.kind == "awaiting"
    assert outcome.waiting is not None
    assert (outcome.waiting.entry, outcome.waiting.whom) == ("R1", "Lægerne Torvet")


def test_a_recorded_treatment_without_a_paper_is_shown() -> None:
    event = {"id": "H1", "day": "2025-06-01", "kind": "treatment_begun", "about": ["angst"]}
    outcome = looked(health_events=[event])
    assert (outcome.kind, aside(outcome)) == ("unacted", {"H1"})


def test_a_declined_treatment_is_neither_here_nor_there() -> None:
    fact = {"id": "F1", "kind": "declined_treatment", "value": True, "source": "Borgeren"}
    assert looked(facts=[fact]) == looked()
    assert looked(facts=[fact], evidence=paper(about=["anxiety"])).kind is None


def test_denied_and_of_others_is_shown_as_passed_over() -> None:
    told = [
        {"id": "C1", "day": "2025-05-05", "health": "Hun har ikke angst."},
        {"id": "C2", "day": "2025-08-05", "health": "Hendes mor har angst."},
    ]
    outcome = looked(conversations=told)
    assert (outcome.kind, aside(outcome)) == (None, {"C1", "C2"})
