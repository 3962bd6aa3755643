"""Where in a pack's text a problem lies, and what was expected there, in words a lawyer reads."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic_core import ErrorDetails

from orderdesk.locale import N_

Sentence = tuple[str, Mapping[str, str]]

_HEADER: Final = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?", re.MULTILINE)
_WORDS: Final[Mapping[str, str]] = {
    "missing": N_("This must be there."),
    "extra_forbidden": N_("No such key is known here."),
    "string_type": N_("This must be a text."),
    "int_type": N_("This must be a whole number."),
    "bool_type": N_("This must be true or false."),
    "list_type": N_("This must be a list."),
    "dict_type": N_("This must be a table."),
    "model_type": N_("This must be a table."),
    "model_attributes_type": N_("This must be a table."),
    "string_too_short": N_("This must not be empty."),
    "too_short": N_("This must not be empty."),
    "string_pattern_mismatch": N_("This is not written as it must be (a day as 2026-03-01, an id as FLX03)."),
    "date_from_datetime_parsing": N_("There is no such day."),
    "date_parsing": N_("There is no such day."),
    "union_tag_not_found": N_("This is none of the conditions that are known."),
    "union_tag_invalid": N_("This is none of the kinds that are known: {expected}."),
    "literal_error": N_("This must be one of: {expected}."),
}


def expected(error: ErrorDetails) -> Sentence:
    """What was expected, as a sentence (English msgid) and its values."""
    kind = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    if kind == "union_tag_not_found" and "kind" in str(context.get("discriminator", "")):
        return N_("This must say its kind."), {}
    if "expected" in context or "expected_tags" in context:
        return _WORDS["literal_error"], {"expected": str(context.get("expected_tags") or context.get("expected"))}
    return _WORDS.get(kind, N_("This is not as it must be.")), {}


def line_of_place(place: Sequence[str | int], text: str) -> int:
    """The line, from 1, of the deepest part of a place that stands in the text: its key within its table, or the
    table's header."""
    starts = _tables(text)
    start, end = _block(place, starts, len(text))
    for part in reversed([part for part in place if isinstance(part, str)]):
        if found := re.compile(rf"(?<![\w.]){re.escape(part)}\s*[=.]").search(text, start, end):
            return text.count("\n", 0, found.start()) + 1
    return text.count("\n", 0, start) + 1


def _tables(text: str) -> list[tuple[str, int]]:
    """The tables' headers with their places, in order."""
    return [(found[1].replace('"', "").replace(" ", ""), found.start() + len(found[0]) - len(found[0].lstrip()))
            for found in _HEADER.finditer(text)]  # fmt: skip


def _block(place: Sequence[str | int], starts: Sequence[tuple[str, int]], length: int) -> tuple[int, int]:
    """Where the innermost table of a place begins and ends: [[rules]] no. 3, and in it [[rules.examples]] no. 1."""
    start, end = 0, length
    name = ""
    for number, part in enumerate(place):
        if isinstance(part, int):
            continue
        name = f"{name}.{part}" if name else part
        index = place[number + 1] if number + 1 < len(place) and isinstance(place[number + 1], int) else 0
        mine = [at for title, at in starts if title == name and start <= at < end]
        if not isinstance(index, int) or index >= len(mine):
            break
        depth = name.count(".")
        later = [at for title, at in starts if at > mine[index] and title.count(".") <= depth]
        start, end = mine[index], min([*later, end])
    return start, end
