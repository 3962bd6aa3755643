"""The catalogue of checks, and what findings say."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from orderdesk.checks.catalogue import catalogue, explain, found, severity_of
from orderdesk.checks.context import OrderContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.order import check_order
from orderdesk.locale import use_language
from orderdesk.locale.days import in_words


@pytest.fixture
def danish() -> Iterator[Callable[[], None]]:
    """Goes over to Danish; English is back afterwards."""
    yield lambda: use_language("da")
    use_language("en")


def test_codes_are_there_once():
    codes = [check.code for check in catalogue()]
    assert len(codes) == len(set(codes))


def _cases():
    """The cases of all three test modules: each has a bad text that the check finds, and a good one that passes."""
    for kind in ("order", "report", "notice"):
        file = Path(__file__).with_name(f"test_{kind}_checks.py")
        spec = spec_from_file_location(f"cases_of_{kind}", file)
        module = module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        yield from module.CASES


def test_every_check_is_tested_in_danish_and_in_english():
    """Four texts a check: a bad and a good one in each language."""
    tested = Counter((case.code, case.language) for case in _cases() if case.bad != case.good or case.broken)
    lacking = [(check.code, language) for check in catalogue() for language in ("da", "en")
               if not tested[check.code, language]]  # fmt: skip
    assert not lacking
    assert {code for code, _language in tested} == {check.code for check in catalogue()}


@pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.code)
def test_a_check_says_why_and_what_to_do(check):
    assert check.severity == severity_of(check.code)
    assert not check.title.endswith(".")
    for sentence in (check.why, check.advice):
        assert sentence.endswith(".")
    assert not re.search(r"sanction|penalt|punish|deduct|must not be paid", f"{check.title} {check.why} {check.advice}")


def test_a_check_is_explained_by_its_code():
    assert explain(" ord03 ") is next(check for check in catalogue() if check.code == "ORD03")
    assert explain("ORD99") is None


def test_terms_are_words_of_ours_and_values_stand_as_they_are():
    finding = found("ORD06", "$.goals[0].due", "{what}: {day} is late.", {"what": "the goal's date"}, day="2026-01-01")
    assert finding == Finding(
        "ORD06", "block", "$.goals[0].due", "{what}: {day} is late.", {"day": "2026-01-01"}, {"what": "the goal's date"}
    )
    assert finding.message == finding.sentence == "The goal's date: 2026-01-01 is late."


def test_a_day_is_written_as_its_reader_writes_days(danish):
    finding = found("ORD34", "$.reporting.final_due", "It is {day}.", day=date(2026, 11, 3))
    assert finding.message == "It is 2026-11-03."
    assert finding.sentence == "It is 2026-11-03."
    assert finding.said(in_words) == "It is 3 Nov 2026."
    danish()
    assert finding.message == "It is 2026-11-03."
    assert finding.sentence == "It is 03.11.2026."
    assert finding.said(in_words) == "It is 3. nov 2026."


@pytest.mark.parametrize(
    ("body", "path", "english", "danish_words"),
    [
        ({"goals": [{}]}, "$.goals[0].due", "as 30 Nov 2026.", "30. nov 2026."),
        ({"course": {"start": "3/12"}}, "$.course.start", "as 30 Nov 2026.", "30. nov 2026."),
        ({"course": {"sessions": [{"start": "x"}]}}, "$.course.sessions[0].start", "as 09:30.", "formen 09:30."),
    ],
    ids=["a goal's day", "a day that is none", "a time of day"],
)
def test_sentences_ask_for_days_and_times_as_the_form_takes_them(body, path, english, danish_words, danish):
    context = OrderContext(date(2026, 11, 2))
    (finding,) = [one for one in check_order(body, context) if one.path == path and " as " in one.message]
    assert finding.said(in_words).endswith(english)
    danish()
    assert finding.said(in_words).endswith(danish_words)


def test_a_value_with_braces_is_only_text():
    assert (
        found("ORD22", "$.goals[0].text", "{words}: how much?", words="“{oops} {0}”").message
        == "“{oops} {0}”: how much?"
    )
