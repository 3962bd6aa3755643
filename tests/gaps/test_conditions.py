"""When a rule applies and when a case is exempt: yes, no, or that the file does not tell."""

from datetime import date
from typing import Any

import pytest
from case_files import case
from pydantic import TypeAdapter
from rule_packs import AS_OF, answer, answers, flex_case, found_in, words

from orderdesk.gaps.checker import sight_of
from orderdesk.gaps.conditions import Condition
from orderdesk.gaps.judging import Verdict, judge

CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)
ASKED = {"kind": "evidence", "any_of": ["cv"]}
CV = {"id": "E1", "kind": "cv", "received": "2025-01-01"}
YES, NO, UNTOLD = {"fact": "employed", "is": True}, {"fact": "employed", "is": False}, {"fact": "retention", "is": True}
EMPLOYED = [{"id": "F1", "kind": "employed", "value": True}]


def judged(condition: dict[str, Any], as_of: date = AS_OF, **members: Any) -> Verdict:
    return judge(CONDITION.validate_python(condition), sight_of(flex_case(**members), as_of))


def holds(condition: dict[str, Any], **members: Any) -> bool | None:
    return judged(condition, **members).holds


class TestFacts:
    def test_yes_no_and_untold(self) -> None:
        assert holds(YES, facts=EMPLOYED) is True
        assert holds(NO, facts=EMPLOYED) is False
        assert holds(YES) is None

    def test_what_is_taken_for_granted_is_said(self) -> None:
        verdict = judged({**YES, "assume": False})
        assert verdict.holds is False
        assert verdict.used[0].what.message == "Employed: the file does not tell, taken as no"

    def test_a_number_is_no_yes_and_a_text_is_no_answer(self) -> None:
        assert holds(YES, facts=[{"id": "F1", "kind": "employed", "value": 1}]) is None
        verdict = judged(YES, facts=[{"id": "F1", "kind": "employed", "value": "ja"}])
        assert verdict.holds is None
        assert verdict.unclear is not None
        assert "F1" in verdict.unclear.message

    def test_two_of_a_day_that_disagree_cannot_be_told(self) -> None:
        both = [*EMPLOYED, {"id": "F2", "kind": "employed", "value": False}]
        assert holds(YES, facts=both) is None
        assert holds({**YES, "assume": True}, facts=both) is None

    def test_where_reasons_are_asked_a_bare_yes_cannot_be_told_and_a_bare_no_is_a_no(self) -> None:
        asked = {**YES, "reasoned": True}
        verdict = judged(asked, facts=EMPLOYED)
        assert verdict.holds is None
        assert verdict.unclear is not None
        assert verdict.unclear.message == "Employed: noted without its reasons (F1)."
        assert holds(asked, facts=[{**EMPLOYED[0], "text": "  "}]) is None
        assert holds(asked, facts=[{**EMPLOYED[0], "text": "Ansat siden 2019."}]) is True
        assert holds(asked, facts=[{**EMPLOYED[0], "value": False}]) is False

    @pytest.mark.parametrize(("day", "expected"), [("2025-06-30", False), ("2025-07-01", True)])
    def test_a_day_lies_on_or_after(self, day: str, expected: bool) -> None:
        facts = [{"id": "F1", "kind": "granted", "value": day}]
        assert holds({"fact_day": "granted", "from": "2025-07-01"}, facts=facts) is expected
        assert holds({"fact_day": "granted", "before": "2025-07-01"}, facts=facts) is not expected

    def test_what_is_no_day_cannot_be_told(self) -> None:
        facts = [{"id": "F1", "kind": "granted", "value": "engang i 2024"}]
        assert holds({"fact_day": "granted", "before": "2025-07-01"}, facts=facts) is None


class TestAge:
    UNDER_40 = {"age": "under", "years": 40}

    @pytest.mark.parametrize(("born", "expected"), [("1985-10-02", True), ("1985-10-01", False)])
    def test_the_day_of_birth_counts_on_the_day_of_decision(self, born: str, expected: bool) -> None:
        citizen = {"name": "Søren Ærø Lund", "cpr": "650184-1234", "born": born}
        assert holds(self.UNDER_40, citizen=citizen) is expected
        assert holds({"age": "at_least", "years": 40}, citizen=citizen) is not expected
        assert holds(self.UNDER_40, citizen=citizen, decision={"planned": "2025-10-02"}) is False

    def test_without_a_day_of_birth_it_cannot_be_told(self) -> None:
        assert holds(self.UNDER_40, citizen={"name": "Søren", "cpr": "990184-1234"}) is None


class TestTracksFilesAndTrials:
    def test_now_or_ever(self) -> None:
        left = {"track": "ordinary_hours", "role": "main", "since": "2024-01-01", "until": "2024-12-31"}
        flex = {"track": "flex_job", "role": "main", "since": "2025-01-01"}
        assert holds({"track": ["ordinary_hours"]}, tracks=[left, flex]) is False
        assert holds({"track": ["ordinary_hours"], "when": "ever"}, tracks=[left, flex]) is True

    def test_how_many_are_on_file_or_were_tried(self) -> None:
        assert holds({"on_file": ["cv"]}, evidence=[CV]) is True
        assert holds({"on_file": ["cv"], "least": 2}, evidence=[CV]) is False
        trial = [{"id": "T1", "start": "2025-01-01"}]
        assert holds({"tried": ["trial"]}, trials=trial) is True
        assert holds({"tried": ["mentor"]}, trials=trial) is False


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"any": [YES, UNTOLD]}, True), ({"any": [NO, UNTOLD]}, None), ({"any": [NO, NO]}, False),
        ({"all": [YES, UNTOLD]}, None), ({"all": [NO, UNTOLD]}, False), ({"all": [UNTOLD, NO]}, False),
        ({"all": [YES, YES]}, True), ({"not": YES}, False), ({"not": NO}, True), ({"not": UNTOLD}, None),
        ({"not": {"any": [UNTOLD, YES]}}, False),
    ],
)  # fmt: skip
def test_three_values_together(condition: dict[str, Any], expected: bool | None) -> None:
    assert holds(condition, facts=EMPLOYED) is expected


class TestAppliesAndExempt:
    def exempt(self, *conditions: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"when": [one], "because": words(f"Reason {number}")} for number, one in enumerate(conditions)]

    def test_a_rule_that_does_not_apply_says_nothing(self) -> None:
        assert answers(ASKED, flex_case(facts=EMPLOYED), applies=[NO]) == ()

    def test_a_rule_of_which_nobody_can_tell_says_so_and_why(self) -> None:
        one = answer(ASKED, flex_case(), applies=[YES])
        assert one.state == "undetermined"
        assert one.because is not None
        assert one.because.message == "The file does not tell: Employed."

    def test_an_exemption_is_named(self) -> None:
        one = answer(ASKED, flex_case(facts=EMPLOYED), exempt=self.exempt(NO, YES))
        assert found_in(one) == ("not_applicable", "not_applicable")
        assert one.because is not None
        assert one.because.message == "Reason 1"

    def test_one_exemption_that_holds_is_enough_whatever_another_cannot_tell(self) -> None:
        one = answer(ASKED, flex_case(facts=EMPLOYED), exempt=self.exempt(UNTOLD, YES))
        assert one.state == "not_applicable"

    def test_while_an_exemption_cannot_be_told_what_is_met_is_met_and_the_rest_is_not_known(self) -> None:
        unmet = answer(ASKED, flex_case(), exempt=self.exempt(UNTOLD))
        assert unmet.state == "undetermined"
        assert unmet.what.message.startswith("Not found in the file")
        assert answer(ASKED, flex_case(evidence=[CV]), exempt=self.exempt(UNTOLD)).state == "closed"


class TestTracks:
    def test_a_case_without_a_track_is_asked_what_every_case_is_asked(self) -> None:
        assert answers(ASKED, case()) == ()

    def test_a_plan_b_is_asked_too_and_told_apart(self) -> None:
        tracks = [
            {"track": "ordinary_hours", "role": "main", "since": "2025-01-01"},
            {"track": "flex_job", "role": "plan_b", "since": "2025-01-01"},
        ]
        one = answer(ASKED, flex_case(tracks=tracks))
        assert one.only_plan_b
        assert not answer(ASKED, flex_case()).only_plan_b


def test_what_the_condition_and_the_requirement_rest_on_is_said_once() -> None:
    granted = {"id": "F1", "kind": "granted", "value": "2025-03-03"}
    late = {"id": "M1", "kind": "mentor", "name": "Mentor Ærø", "start": "2025-10-06"}
    found = answer(
        {"kind": "measures", "begun_within_months": 6}, flex_case(facts=[granted], measures=[late]),
        applies=[{"fact_day": "granted", "from": "2022-01-01"}], as_of=date(2025, 11, 1),
    )  # fmt: skip
    assert [(one.entry, one.what.message) for one in found.used] == [
        ("F1", "The course was granted on: 2025-03-03"), ("M1", "Mentor Ærø, from 2025-10-06"),
    ]  # fmt: skip
