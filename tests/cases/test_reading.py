"""A case file is read whole or not at all; all that is wrong is told at once, with its line, in people's words."""

import json
from typing import Any

import pytest
from case_files import case_value, full_case
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.problems import MAX_PROBLEMS, BrokenCase
from orderdesk.cases.reading import MAX_CASE_BYTES, case_bytes, case_of, read_case
from orderdesk.errors import InputRefused
from orderdesk.locale import use_language


def broken(data: bytes | str | dict[str, Any]) -> BrokenCase:
    text = json.dumps(data, ensure_ascii=False, indent=1) if isinstance(data, dict) else data
    with pytest.raises(BrokenCase) as refused:
        read_case(text.encode() if isinstance(text, str) else text, "sag.json")
    return refused.value


def told(data: bytes | str | dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem.path, problem.expected) for problem in broken(data).problems]


def test_a_case_with_every_member_is_read_and_written_again() -> None:
    case = case_of(full_case())
    data = case_bytes(case)
    assert json.loads(data) == full_case()
    assert read_case(data, "sag.json") == case
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert '"name": "Søren Ærø Lund"'.encode() in data


def test_what_is_left_out_is_not_written() -> None:
    assert json.loads(case_bytes(case_of(case_value(summary=None, notes=[], decision={})))) == case_value()


def test_every_problem_has_its_line_and_place() -> None:
    text = """{
  "type": "orderdesk.case.v1",
  "case": "soeren-lund",
  "citizen": {"name": "Søren Lund"},
  "evidence": [
    {"id": "E1", "kind": "lae125", "received": "01-03-2026"},
    {"id": "E2", "kind": "",
     "modtaget": "2026-03-01",
     "role": "nabo"}
  ],
  "tracks": [{"track": "flex_job", "role": "main", "since": "2026-02-30"}]
}
"""
    error = broken(text)
    assert [(problem.line, problem.path, problem.expected) for problem in error.problems] == [
        (4, "$.citizen.cpr", "This must be given."),
        (6, "$.evidence[0].received", "Write a day as 2026-03-01."),
        (7, "$.evidence[1].kind", "This must not be empty."),
        (8, "$.evidence[1].modtaget", "This is not known here."),
        (9, "$.evidence[1].role",
         "Choose one of: gp, specialist, clinic, hospital, health_coordinator, provider, employer, caseworker, "
         "citizen, other."),
        (11, "$.tracks[0].since", "There is no such day in the calendar."),
    ]  # fmt: skip
    assert isinstance(error, InputRefused)
    assert error.check == "case"
    assert error.message == "sag.json cannot be read in 6 places. The first: Line 4, $.citizen.cpr: This must be given."


@pytest.mark.parametrize(
    ("members", "path", "expected"),
    [
        ({"type": "orderdesk.case.v2"}, "$.type", "Choose one of: orderdesk.case.v1."),
        ({"case": "Søren"}, "$.case", "Write a short name as rikke-holm: small letters a to z, digits and hyphens."),
        ({"opened": 20260301}, "$.opened", "Write this as text, in quotation marks."),
        ({"summary": "x" * 8001}, "$.summary", "Shorten this to 8000 characters."),
        ({"summary": "to\tord"}, "$.summary",
         "This text holds a character that cannot be shown: a tab, another control or a mark of direction."),
        ({"summary": "Ma\u030anen"}, "$.summary",
         "This text holds letters that are put together of parts: save it as Unicode NFC."),
        ({"evidence": {}}, "$.evidence", "Write a list, in [ and ]."),
        ({"evidence": ["E1"]}, "$.evidence[0]", "Write an object, in { and }."),
        ({"evidence": [{"id": "e1", "kind": "cv"}]}, "$.evidence[0].id",
         "Write an id as E3: a capital letter, then at most seven capital letters and digits."),
        ({"evidence": [{"id": "E1", "kind": "cv", "thread": "tråd"}]}, "$.evidence[0].thread",
         "Write a thread as urn:uuid: and the UUID in small letters."),
        ({"evidence": [{"id": "E1", "kind": "cv", "document": "abc"}]}, "$.evidence[0].document",
         "Write a hash as sha256- and 64 hexadecimal digits."),
        ({"citizen": {"name": "Søren", "cpr": "6501841234"}}, "$.citizen.cpr", "Write a CPR number as 010203-1234."),
        ({"facts": [{"id": "F1", "kind": "employed", "value": 1.5}]}, "$.facts[0].value",
         "Write true, false, a whole number or a text."),
        ({"facts": [{"id": "F1", "kind": "employed", "value": ""}]}, "$.facts[0].value", "This must not be empty."),
        ({"facts": [{"id": "F1", "kind": "employed", "value": 10**60}]}, "$.facts[0].value",
         "This must be 1000000000 or less."),
        ({"measures": [{"id": "M1", "kind": "mentor", "weekly_minutes": 12.5}]}, "$.measures[0].weekly_minutes",
         "Write a whole number."),
        ({"measures": [{"id": "M1", "kind": "mentor", "weekly_minutes": -1}]}, "$.measures[0].weekly_minutes",
         "This must be 0 or more."),
        ({"measures": [{"id": "M1", "kind": "mentor", "own_workplace": "ja"}]}, "$.measures[0].own_workplace",
         "Write true or false."),
        ({"measures": [{"id": "M1", "kind": "kajak"}]}, "$.measures[0].kind",
         "Choose one of: clarification, mentor, work_placement, training, upskilling, work_trial, wage_subsidy, "
         "guidance, health_course, other, treatment, retention, education, employment."),
        ({"notes": [None] * 501}, "$.notes", "Keep at most 500 of these."),
        ({"søjle\u202e1": 1}, '$["s?jle?1"]', "This is not known here."),
        ({"Angst siden 2019": 1}, '$["..."]', "This is not known here."),
    ],
)  # fmt: skip
def test_what_was_expected_is_said_in_plain_words(members: dict[str, Any], path: str, expected: str) -> None:
    assert (path, expected) in told(case_value(**members))


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        (b"\xef\xbb\xbf{}", 1, "The file begins with a byte order mark: save it as UTF-8 without one."),
        (b"{\n\n" + "ø".encode("latin-1"), 3, "This is not UTF-8 text: save the file as UTF-8."),
        (b'{"a": 1,\n}', 2, "This is not JSON: look at column 1."),
        (b"", 1, "This is not JSON: look at column 1."),
        (b"\n[]", 1, "A case file is one object, in { and }."),
        (b" " * (MAX_CASE_BYTES + 1), 0, "The file is larger than 4 MiB."),
        (b'{"a":\n' * 32 + b"1" + b"}" * 32, 1, "This must be given."),
        (b'{"a":\n' * 33 + b"1" + b"}" * 33, 33, "Objects and lists lie more than 32 within each other."),
        (b"[" * 100_000, 1, "Objects and lists lie more than 32 within each other."),
    ],
)
def test_a_text_that_is_no_case_file(data: bytes, line: int, expected: str) -> None:
    first = broken(data).problems[0]
    assert (first.line, first.expected) == (line, expected)


def test_the_largest_file_is_read() -> None:
    data = case_bytes(case_of(case_value()))
    assert read_case(data.ljust(MAX_CASE_BYTES, b"\n"), "sag.json") == case_of(case_value())


def test_doubled_names_and_odd_numbers_are_told_with_the_rest() -> None:
    text = '{"type": "orderdesk.case.v1",\n"case": "a",\n"case": "b",\n"number": NaN,\n"opened": "i går"}'
    problems = [(problem.line, problem.path, problem.expected) for problem in broken(text).problems]
    assert problems == [
        (1, "$.citizen", "This must be given."),
        (3, "$.case", "This is named twice in the same object."),
        (4, "$.number", "This is no number that JSON knows."),
        (5, "$.opened", "Write a day as 2026-03-01."),
    ]


def test_no_more_than_twenty_are_told_and_all_are_counted() -> None:
    error = broken(case_value(evidence=[{"id": f"E{number}"} for number in range(30)]))
    assert len(error.problems) == MAX_PROBLEMS == 20
    assert error.count == 30


def test_a_value_has_places_and_no_lines() -> None:
    with pytest.raises(BrokenCase) as refused:
        case_of(case_value(opened="i går"))
    assert [(problem.line, problem.path) for problem in refused.value.problems] == [(0, "$.opened")]
    assert refused.value.message == "The case cannot be read. $.opened: Write a day as 2026-03-01."


def test_people_read_it_in_danish_and_machines_in_english() -> None:
    use_language("da")
    problem = broken(case_value(opened="i går")).problems[0]
    assert problem.sentence == "Linje 8, $.opened: Skriv en dag som 2026-03-01."
    assert problem.expected == "Write a day as 2026-03-01."


def test_no_message_holds_what_stands_in_the_file() -> None:
    value = case_value(opened="Søren sover dårligt", facts=[{"id": "F1", "kind": 7, "value": "Søren"}])
    error = broken(value)
    assert "Søren" not in str(error) + "".join(problem.sentence for problem in error.problems)


def read_or_refused(data: bytes) -> CaseFile | BrokenCase:
    try:
        return read_case(data, "sag.json")
    except BrokenCase as error:
        return error


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["E1", "2026-03-01"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "kind", "day", "value"]) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CaseFile.model_fields)), JSON))
def test_a_value_of_any_shape_is_refused_or_read(members: dict[str, Any]) -> None:
    value = {**case_value(), **members}
    case = read_or_refused(json.dumps(value).encode())
    if isinstance(case, BrokenCase):
        assert case.problems
        assert all(problem.line and problem.path for problem in case.problems)
    else:
        assert read_case(case_bytes(case), "sag.json") == case


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text('{}[]",:\\1 \nNaE1\ud800', max_size=80).map(lambda t: t.encode("utf-8", "replace"))
)
def test_any_bytes_are_refused(data: bytes) -> None:
    assert broken(data).problems


@settings(deadline=None)
@given(st.data())
def test_a_good_file_with_some_bytes_changed_is_refused_or_read(data: st.DataObject) -> None:
    good = bytearray(case_bytes(case_of(full_case())))
    for _ in range(data.draw(st.integers(1, 3))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.sampled_from(list(b'{}[]",:0aE\\\n\xff')))
    case = read_or_refused(bytes(good))
    assert isinstance(case, CaseFile) or 0 < len(case.problems) <= MAX_PROBLEMS


WORDS = st.text('abcæøåÆØÅ é.,\n"\\{}', min_size=1, max_size=20)
LINES = st.text('abcæøåÆØÅ é"\\', min_size=1, max_size=20)
DAYS = st.dates().map(lambda day: day.isoformat())
EVIDENCE = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[A-Z][A-Z0-9]{0,7}", fullmatch=True),
        "kind": st.sampled_from(sorted(EVIDENCE_KINDS)) | LINES,
    },
    optional={
        "title": LINES,
        "about": st.lists(LINES, max_size=3),
        "received": st.none() | DAYS,
        "read": DAYS,
        "states": st.fixed_dictionaries({}, optional={"diagnosis": WORDS, "lasting": st.sampled_from(["lasting"])}),
    },
)
FACTS = st.fixed_dictionaries(
    {"id": st.just("F1"), "kind": LINES, "value": st.booleans() | st.integers(-(10**9), 10**9) | LINES},
    optional={"day": DAYS, "text": WORDS},
)


@settings(deadline=None)
@given(st.lists(EVIDENCE, max_size=4), st.lists(FACTS, max_size=3), st.none() | WORDS)
def test_what_is_written_is_read_again(evidence: list[Any], facts: list[Any], summary: str | None) -> None:
    case = case_of(case_value(evidence=evidence, facts=facts, summary=summary))
    again = read_case(case_bytes(case), "sag.json")
    assert again == case
    assert case_bytes(again) == case_bytes(case)
