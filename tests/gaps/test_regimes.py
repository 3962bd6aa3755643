"""Which rules hold: chosen by the day of decision, with the notice that every answer must give."""

from datetime import date, timedelta
from typing import Any

import pytest
from rule_packs import answer, answers, book, flex_case

from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.explanation import explanation_text
from orderdesk.gaps.machine_result import as_json, case_told
from orderdesk.gaps.regimes import regime_on, regimes

ASKED = {"kind": "evidence", "any_of": ["cv"]}
TEAM = [{"basis": "team"}]


def asked(as_of: str, *, applies: Any = (), **decision: Any) -> CaseAnswers:
    return check(flex_case(decision=decision), book(ASKED, applies=list(applies)), date.fromisoformat(as_of))


def test_they_follow_each_other_without_a_hole() -> None:
    for earlier, later in zip(regimes(), regimes()[1:], strict=False):
        assert earlier.last is not None
        assert earlier.last + timedelta(days=1) == later.first
    assert regimes()[-1].last is None


@pytest.mark.parametrize(
    ("planned", "regime"),
    [
        ("2024-12-31", "2022"), ("2025-01-01", "2025"), ("2026-01-31", "2025"), ("2026-02-01", "2026-02"),
        ("2026-06-30", "2026-02"), ("2026-07-01", "2026-07"), ("2027-01-01", "2027"),
    ],
)  # fmt: skip
def test_the_day_of_decision_chooses_and_not_the_day_of_the_question(planned: str, regime: str) -> None:
    assert asked("2024-06-01", planned=planned).regime.id == regime
    assert asked("2027-06-01", decided=planned).regime.id == regime


def test_before_the_oldest_rules_that_are_known_it_is_said() -> None:
    notice = regime_on(date(2020, 5, 5)).notice
    assert notice is not None
    assert "before the oldest rules" in notice.en
    assert regime_on(date(2023, 5, 5)).notice is None


class TestDayOfDecision:
    def test_planned(self) -> None:
        whole = asked("2025-10-01", planned="2026-03-01")
        assert (whole.decision, whole.planned) == (date(2026, 3, 1), True)

    def test_none_planned_is_reckoned_with_the_day_of_the_question_and_said(self) -> None:
        whole = asked("2026-03-01")
        assert (whole.decision, whole.planned, whole.regime.id) == (date(2026, 3, 1), False, "2026-02")
        assert whole.because is not None
        assert "No decision is planned" in whole.because.message

    def test_a_planned_day_that_passed_without_a_decision_is_no_day_to_decide_on(self) -> None:
        whole = asked("2026-03-01", planned="2026-01-15")
        assert (whole.decision, whole.regime.id) == (date(2026, 3, 1), "2026-02")
        assert whole.because is not None
        assert whole.because.message == (
            "Planned for 2026-01-15, and no decision found in the file; reckoned with 2026-03-01."
        )

    def test_a_decision_that_was_taken_is_held_against_the_file_of_its_day(self) -> None:
        paper = {"id": "E1", "kind": "cv", "received": "2026-01-20"}
        decided = flex_case(decision={"planned": "2026-03-01", "decided": "2026-01-15"}, evidence=[paper])
        whole = check(decided, book(ASKED), date(2026, 5, 1))
        assert (whole.decision, whole.regime.id) == (date(2026, 1, 15), "2025")
        assert whole.answers[0].kind == "missing"

    def test_as_of_a_day_before_it_was_taken_it_is_planned(self) -> None:
        assert asked("2026-01-10", planned="2026-03-01", decided="2026-01-15").decision == date(2026, 3, 1)
        assert asked("2026-01-10", decided="2026-01-15").decision == date(2026, 1, 15)


class TestBasis:
    def test_before_2026_it_is_the_team(self) -> None:
        assert asked("2025-10-01", applies=TEAM, planned="2026-01-31").answers[0].state == "open"
        assert asked("2025-10-01", applies=[{"basis": "total_description"}], planned="2026-01-31").answers == ()

    @pytest.mark.parametrize("planned", ["2026-02-01", "2026-07-01", "2027-01-01"])
    def test_where_the_municipality_has_not_told_its_day_it_cannot_be_told(self, planned: str) -> None:
        one = asked("2025-10-01", applies=TEAM, planned=planned).answers[0]
        assert one.state == "undetermined"
        assert one.because is not None
        assert "decision.change_over" in one.because.message

    @pytest.mark.parametrize(
        ("change_over", "team"), [("2026-07-01", True), ("2026-05-01", False), ("2026-05-02", True)]
    )
    def test_its_own_day_decides(self, change_over: str, team: bool) -> None:
        found = asked("2026-04-01", applies=TEAM, planned="2026-05-01", change_over=change_over).answers
        assert bool(found) is team

    def test_rules_that_do_not_ask_for_the_basis_answer_as_ever(self) -> None:
        assert asked("2025-10-01", planned="2026-05-01").answers[0].state == "open"


def test_the_notice_stands_in_every_answer_to_people_and_to_scripts() -> None:
    whole = asked("2026-04-01", planned="2026-05-01")
    told = as_json(case_told(whole))
    for number, one in enumerate(whole.answers):
        assert "a person must verify the rules" in explanation_text(one, whole)
        assert "a person must verify the rules" in told["answers"][number]["why"]["notice"]
    assert told["regime"]["verified"] is False


class TestValidity:
    @pytest.mark.parametrize(
        ("decided", "speaks"),
        [("2025-01-01", True), ("2024-12-31", False), ("2025-06-30", True), ("2025-07-01", False)],
    )
    def test_both_ends_are_included(self, decided: str, speaks: bool) -> None:
        valid = {"from": "2025-01-01", "to": "2025-06-30"}
        found = flex_case(
            decision={"decided": decided}, tracks=[{"track": "flex_job", "role": "main", "since": "2020-01-01"}]
        )
        assert bool(answers(ASKED, found, valid=valid)) is speaks

    def test_by_the_day_of_the_grant_where_the_rule_says_so(self) -> None:
        valid = {"to": "2026-01-31", "by": "granted"}
        granted = [{"id": "F1", "kind": "granted", "value": "2025-05-01"}]
        later = {"planned": "2026-05-01"}
        assert answer(ASKED, flex_case(decision=later, facts=granted), valid=valid).state == "open"
        assert answers(ASKED, flex_case(decision=later), valid=valid) == ()
