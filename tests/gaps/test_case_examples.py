"""The invented case files of examples/cases: each answer that was reasoned beside a case is the one that is given, and
nothing required is open that nobody has reasoned about."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.citizen_age import born_of
from orderdesk.cases.reading import case_bytes, case_of, read_case, value_of
from orderdesk.cases.soundness import flaws
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.checker import check
from orderdesk.gaps.reading import own_book

CASES = Path(__file__).parents[2] / "examples" / "cases"
TODAY = date(2026, 11, 22)
NAMES = sorted(path.stem for path in CASES.glob("*.json"))


@dataclass(frozen=True)
class Question:
    """A question put to a case, with what is expected of it."""

    case: str
    told: dict[str, Any]

    @property
    def expected(self) -> list[dict[str, Any]]:
        return list(self.told.get("expect", []))

    def answers(self) -> dict[str, Answer]:
        return _answers(self.case, self.told["as_of"], tuple(sorted(self.told.get("decision", {}).items())))

    def __str__(self) -> str:
        return f"{self.case}: {self.told['name']}"


@cache
def bytes_of(name: str) -> bytes:
    return (CASES / f"{name}.json").read_bytes()


@cache
def case(name: str) -> CaseFile:
    return read_case(bytes_of(name), f"{name}.json")


@cache
def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.expected.toml").read_text(encoding="utf-8"))


@cache
def _answers(name: str, as_of: date, decision: tuple[tuple[str, date], ...]) -> dict[str, Answer]:
    value = value_of(case(name))
    value["decision"] = value.get("decision", {}) | {member: day.isoformat() for member, day in decision}
    return {one.key: one for one in check(case_of(value), own_book(), as_of).answers}


QUESTIONS = [Question(name, told) for name in NAMES for told in expected(name)["question"]]


def each_expected() -> Iterator[Any]:
    for question in QUESTIONS:
        for wanted in question.expected:
            yield pytest.param(question, wanted, id=f"{question}, {wanted['key']}")


def test_every_case_has_its_expected_answers_and_none_is_without_a_case() -> None:
    assert len(NAMES) >= 14
    assert [path.name.removesuffix(".expected.toml") for path in sorted(CASES.glob("*.toml"))] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_read_under_its_own_name_and_written_as_it_stands(name: str) -> None:
    assert case(name).case == name
    assert case_bytes(case(name)) == bytes_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_citizen_has_a_day_of_birth_and_a_cpr_number_that_cannot_exist(name: str) -> None:
    assert 61 <= int(case(name).citizen.cpr[:2]) <= 91
    born = born_of(case(name).citizen)
    assert born is not None
    assert born < TODAY


def test_no_two_cases_are_of_the_same_citizen() -> None:
    assert len({case(name).citizen.cpr for name in NAMES}) == len(NAMES)


def test_many_cases_are_those_of_the_citizens_whose_orders_the_demo_plays() -> None:
    orders = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (CASES.parent / "orders").glob("*.json")
    }
    shared = [name for name in NAMES if name in orders]
    assert len(shared) >= 8
    for name in shared:
        citizen, order = case(name).citizen, orders[name]
        assert (citizen.name, citizen.cpr) == (order["citizen"]["name"], order["citizen"]["cpr"])
        assert (case(name).number, case(name).caseworker) == (
            order["case_number"],
            order["placer"]["caseworker"]["name"],
        )


@pytest.mark.parametrize("name", NAMES)
def test_a_case_adds_up_but_for_what_its_story_is_about(name: str) -> None:
    assert sorted({one.code for one in flaws(case(name), TODAY)}) == expected(name)["flaws"]


@pytest.mark.parametrize(("question", "wanted"), each_expected())
def test_the_answer_is_the_one_that_was_reasoned(question: Question, wanted: dict[str, Any]) -> None:
    answers = question.answers()
    assert wanted["key"] in answers, "the rule gives no answer"
    found = answers[wanted["key"]]
    assert (found.state, found.kind if "kind" in wanted else None) == (wanted["state"], wanted.get("kind"))
    if "considered" in wanted:
        assert sorted({one.entry for one in found.considered}) == wanted["considered"]
    if "counted" in wanted:
        assert list(found.counted) == wanted["counted"]
    if "next" in wanted:
        assert found.waiting is not None
        assert found.waiting.next == wanted["next"]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_nothing_required_is_open_that_nobody_has_reasoned_about(question: Question) -> None:
    open_now = {key for key, one in question.answers().items() if one.is_open and one.severity == "required"}
    reasoned = {wanted["key"] for wanted in question.expected}
    assert sorted(open_now - reasoned) == sorted(question.told["also_open"])


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_what_must_not_be_asked_is_not_open(question: Question) -> None:
    open_now = {key for key, one in question.answers().items() if one.is_open}
    assert [rule for rule in question.told["never"] if rule in open_now or rule in map(_rule, open_now)] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_every_rule_that_is_named_exists(question: Question) -> None:
    named = {_rule(key) for key in (*question.told["never"], *question.told["also_open"])}
    assert named <= {rule.key for rule in own_book().rules}


def _rule(key: str) -> str:
    return key.partition(":")[0]


@pytest.mark.parametrize("question", [one for one in QUESTIONS if "never_about" in one.told], ids=str)
def test_what_must_not_count_against_a_citizen_is_in_no_open_answer(question: Question) -> None:
    still_open = [one for one in question.answers().values() if one.is_open]
    weighed = {part.entry for one in still_open for part in one.used}
    weighed |= {part.entry for one in still_open for part in one.considered}
    assert weighed.isdisjoint(question.told["never_about"])


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_fails_on_a_case(name: str) -> None:
    told = [one.because.message for one in _answers(name, TODAY, ()).values() if one.because is not None]
    assert [one for one in told if "could not be held" in one] == []
