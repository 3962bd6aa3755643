"""The checks of an absence notice, and of a notice's form, with a good and a bad text in Danish and in English."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from orderdesk.checks.notice import check_absence
from orderdesk.checks.shape import shape_findings
from orderdesk.documents.notice import AbsenceNotice

GOOD = {
    "da": {
        "kind": "absence", "day": "2026-11-20", "session": "planned",
        "absence": {"reason": "unknown", "notified": False, "attempts": 2, "text": "Bodil tog ikke telefonen kl. 9 og 13."},
        "plan": "Vi ringer igen i morgen og går forbi hende på fredag.",
    },
    "en": {
        "kind": "absence", "day": "2026-11-20", "session": "planned",
        "absence": {"reason": "unknown", "notified": False, "attempts": 2, "text": "Bodil did not answer at 9 and at 13."},
        "plan": "We will ring again tomorrow and call at her home on Friday.",
    },
}  # fmt: skip
TEXT, PLAN = "$.absence.text", "$.plan"


@dataclass(frozen=True)
class Case:
    """`bad` makes the check speak at `path`, `good` does not; both change the good notice in `language`."""

    code: str
    language: str
    path: str
    bad: Any
    good: Any = field(default=None)
    broken: Any = None

    def __str__(self) -> str:
        return f"{self.code}-{self.language}-{self.path}"


CASES = [
    Case("ABS20", "da", PLAN, "Vi foreslår, at der sendes partshøring om træk i ydelsen.", "Vi ringer igen i morgen."),
    Case("ABS20", "da", TEXT, "Udeblev uden gyldig grund.", "Kom ikke; telefonen var slukket."),
    Case("ABS20", "da", PLAN, "I bør overveje en sanktion.", "I må gerne ringe, hvis I ved, hvor hun er."),
    Case("ABS20", "en", PLAN, "We propose a sanction.", "We will ring again tomorrow."),
    Case("ABS20", "en", TEXT, "Stayed away without good cause.", "Did not come; the telephone was off."),
    Case("ABS21", "da", TEXT, "Bodil gider ikke, og hun kommer med dårlige undskyldninger.",
         "Bodil sagde, at bussen ikke kom."),
    Case("ABS21", "en", TEXT, "Bodil is lazy and full of excuses.", "Bodil said that the bus did not come."),
    Case("SHAPE", "da", "$.day", "i går", "2026-11-20"),
    Case("SHAPE", "en", "$.day", "yesterday", "2026-11-20"),
]  # fmt: skip


def _found(case: Case, value: Any) -> set[tuple[str, str]]:
    body = {**GOOD[case.language], "absence": dict(GOOD[case.language]["absence"])}
    place = body["absence"] if case.path == TEXT else body
    place[case.path.rpartition(".")[2]] = value
    return {(one.code, one.path) for one in (*check_absence(body), *shape_findings(body, AbsenceNotice))}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bad_text_is_found(case):
    assert (case.code, case.path) in _found(case, case.bad)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_good_text_passes(case):
    assert case.code not in {code for code, _path in _found(case, case.good)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_good_notice_is_silent(language):
    assert check_absence(GOOD[language]) == []
    assert shape_findings(GOOD[language], AbsenceNotice) == []


@pytest.mark.parametrize(
    "body", [{}, {"absence": None}, {"absence": {"text": 3}, "plan": ["sanktion"]}, [], None], ids=str
)
def test_odd_bodies_are_checked(body):
    assert check_absence(body) == []


def test_an_absence_notice_is_advised_and_never_held_back():
    body = {**GOOD["da"], "plan": "Partshøring og sanktion."}
    (found,) = check_absence(body)
    assert found.severity == "advise"
    assert found.message == (
        "“Partshøring”, “sanktion”: tell what happened and what you do now. What follows is not for this notice."
    )
