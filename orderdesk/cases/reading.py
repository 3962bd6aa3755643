"""Reading a case file, and writing one: plain JSON that people and programs can edit, read whole or not at all."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.places import Steps, doubled, lines_of, path_text, spots
from orderdesk.cases.problems import BrokenCase, Problem, objections_of, problem
from orderdesk.errors import InputRefused
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.signing.profile import MAX_DEPTH, check_profile

MAX_CASE_BYTES: Final = 4 * 1024 * 1024
"""The largest case file. The papers themselves lie beside it."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_MAX_DIGITS: Final = 18  # enough to be too large for every number here; int() of a million digits takes minutes
_NO_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})

_TOO_LARGE = N_("The file is larger than {limit} MiB.")
_MARKED = N_("The file begins with a byte order mark: save it as UTF-8 without one.")
_NOT_UTF8 = N_("This is not UTF-8 text: save the file as UTF-8.")
_NOT_JSON = N_("This is not JSON: look at column {column}.")
_TOO_DEEP = N_("Objects and lists lie more than {limit} within each other.")
_NO_OBJECT = N_("A case file is one object, in {{ and }}.")
_TWICE = N_("This is named twice in the same object.")
_NO_NUMBER = N_("This is no number that JSON knows.")
_NOT_SHOWN = N_("This text holds a character that cannot be shown: a tab, another control or a mark of direction.")
_NOT_COMPOSED = N_("This text holds letters that are put together of parts: save it as Unicode NFC.")


def read_case(data: bytes, shown: str) -> CaseFile:
    """The case file in `data`; `shown` is its name in sentences. Raises BrokenCase with all that is wrong."""
    text = _text_in(data, shown)
    value, is_odd = _value_in(text, shown)
    if not isinstance(value, dict):
        raise BrokenCase(shown, [problem(1, "$", _NO_OBJECT)])
    case, objections = _model_of(value)
    if case is not None and not is_odd:
        return case
    if _is_deep(value):
        raise BrokenCase(shown, [_too_deep(text)])
    if is_odd:
        objections = {**objections, **_oddities(text)}
    lines = lines_of(text, objections)
    problems = [Problem(lines[steps], path_text(steps), what) for steps, what in objections.items()]
    raise BrokenCase(shown, sorted(problems, key=lambda found: found.line))


def case_of(value: Mapping[str, Any], shown: str = "") -> CaseFile:
    """The case file in a value as JSON has them: days are text. Raises BrokenCase; its problems have no line."""
    case, objections = _model_of(dict(value))
    if case is None:
        raise BrokenCase(shown, [Problem(0, path_text(steps), what) for steps, what in objections.items()])
    return case


def value_of(case: CaseFile) -> dict[str, Any]:
    """`case` as JSON has it, without what is left out or as it is when left out."""
    return case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def case_bytes(case: CaseFile) -> bytes:
    """`case` as a file: UTF-8, two spaces, "\\n", in the order of the schema. `read_case` gives the same case again."""
    return (json.dumps(value_of(case), ensure_ascii=False, indent=2) + "\n").encode()


def _text_in(data: bytes, shown: str) -> str:
    if len(data) > MAX_CASE_BYTES:
        raise BrokenCase(shown, [problem(0, "", _TOO_LARGE, limit=MAX_CASE_BYTES // 1024**2)])
    if data.startswith(_BYTE_ORDER_MARK):
        raise BrokenCase(shown, [problem(1, "", _MARKED)])
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BrokenCase(shown, [problem(data.count(b"\n", 0, error.start) + 1, "", _NOT_UTF8)]) from None


def _value_in(text: str, shown: str) -> tuple[Any, bool]:
    """What the text holds, and whether it has doubled names or NaN, which the caller must look for."""
    odd = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) != len(pairs):
            odd.append(_TWICE)
        return value

    def no_number(_name: str) -> None:
        odd.append(_NO_NUMBER)

    try:
        value = json.loads(
            text,
            object_pairs_hook=members,
            parse_constant=no_number,
            parse_int=lambda digits: int(digits[:_MAX_DIGITS]),
        )
    except json.JSONDecodeError as error:
        raise BrokenCase(shown, [problem(error.lineno, "", _NOT_JSON, column=error.colno)]) from None
    except RecursionError:
        raise BrokenCase(shown, [_too_deep(text)]) from None
    return value, bool(odd)


def _is_deep(value: Any) -> bool:
    """Whether objects and lists lie more than MAX_DEPTH within each other."""
    level = [value]
    for _depth in range(MAX_DEPTH):
        inner = [part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list)]
        level = [part for parts in inner for part in parts]
    return any(isinstance(part, dict | list) for part in level)


def _too_deep(text: str) -> Problem:
    deep = (spot.offset for spot in spots(text) if spot.token in ("{", "[") and len(spot.steps) >= MAX_DEPTH)
    return problem(text.count("\n", 0, next(deep, 0)) + 1, "", _TOO_DEEP, limit=MAX_DEPTH)


def _oddities(text: str) -> dict[Steps, Said]:
    no_numbers = {spot.steps: said(_NO_NUMBER) for spot in spots(text) if spot.token in _NO_NUMBERS}
    return no_numbers | {steps: said(_TWICE) for steps in doubled(text)}


def _model_of(value: dict[str, Any]) -> tuple[CaseFile | None, dict[Steps, Said]]:
    """The case in `value`, or what keeps it from being one, by place."""
    case, objections = None, {}
    try:
        case = CaseFile.model_validate(value)
    except ValidationError as error:
        objections = objections_of(error, value)
    try:
        check_profile(value, json.dumps(value, ensure_ascii=False))
    except (InputRefused, RecursionError):
        objections = _unfit_texts(value) | objections
    return (None if objections else case), objections


def _unfit_texts(value: Any) -> dict[Steps, Said]:
    """The texts that could not stand in a document either: what is written here goes into orders and onto screens.
    Deeper than any case file goes it does not look."""
    return {steps: what for steps, text in _texts(value, ()) if (what := unfit(text))}


def unfit(text: str) -> Said | None:
    """Why a text of a case file cannot stand as it is; None where it can."""
    try:
        check_profile(text, json.dumps(text, ensure_ascii=False))
    except InputRefused:
        return Said(_NOT_SHOWN if unicodedata.is_normalized("NFC", text) else _NOT_COMPOSED)
    return None


def _texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, dict | list) and len(steps) < MAX_DEPTH:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*steps, step))
