"""Where in a pack's text a problem lies, and what was expected there, in words a lawyer reads."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic_core import ErrorDetails

from orderdesk.errors import InputRefused
from orderdesk.locale import N_
from orderdesk.signing.profile import MAX_DEPTH, check_profile

Sentence = tuple[str, Mapping[str, str]]

_HEADER: Final = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?", re.MULTILINE)
_SORTS: Final = ("bool", "int", "str")  # branches of one key that may hold several sorts of values
_KEY_LINE: Final = re.compile(r"^[ \t]*[\w\".-]+[ \t]*=", re.MULTILINE)
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
    "string_too_long": N_("This is too long: {limit} characters at most."),
    "too_long": N_("These are too many: {limit} at most."),
    "less_than_equal": N_("This must be {limit} at most."),
    "greater_than_equal": N_("This must be {limit} at least."),
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
    if kind == "union_tag_not_found" and context.get("discriminator") == "'kind'":
        return N_("This must say its kind."), {}
    if "expected" in context or "expected_tags" in context:
        return _WORDS["literal_error"], {"expected": str(context.get("expected_tags") or context.get("expected"))}
    limit = next((context[name] for name in ("max_length", "le", "ge") if name in context), "")
    return _WORDS.get(kind, N_("This is not as it must be.")), {"limit": str(limit)}


def place_in(value: Any, location: Sequence[str | int]) -> list[str | int]:
    """`location` without the names of the branches that pydantic puts into it: the steps that are in `value`, and the
    last one where it is a key that is not there."""
    place: list[str | int] = []
    here = value
    for number, step in enumerate(location):
        if isinstance(here, Mapping) and isinstance(step, str):
            if number < len(location) - 1 and _is_branch(step, location[number + 1], here):
                continue
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        place.append(step)
    return place


def _is_branch(step: str, following: str | int, here: Mapping[str, Any]) -> bool:
    """Whether the step is a branch's name. Branches are named after a key of theirs: then what follows is a key too, or
    the key holds nothing to go into."""
    return following in here or not (isinstance(here.get(step), dict | list) or following in _SORTS)


def too_deep(value: Any) -> bool:
    """Whether tables and lists lie more than MAX_DEPTH within each other."""
    level = [value]
    for _depth in range(MAX_DEPTH):
        inner = [
            part.values() if isinstance(part, Mapping) else part for part in level if isinstance(part, dict | list)
        ]
        level = [part for parts in inner for part in parts]
    return any(isinstance(part, dict | list) for part in level)


def unfit_texts(value: Any) -> Iterator[tuple[str | int, ...]]:
    """The places of texts that a screen cannot show: with controls, or with marks that turn the direction."""
    if not _is_fit(value):  # all at once first: text by text takes half of the time that reading a pack does
        yield from _unfit(value, ())


def _unfit(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str) and not _is_fit(value):
        yield place
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _unfit(member, (*place, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from _unfit(member, (*place, number))


def _is_fit(value: Any) -> bool:
    try:
        check_profile(value, json.dumps(value, ensure_ascii=False))
    except InputRefused:
        return False
    return True


def line_of_place(place: Sequence[str | int], text: str) -> int:
    """The line, from 1, of the deepest part of a place that stands in the text: its key within its table, or the
    table's header."""
    at, end, within = _block(place, _tables(text), len(text))
    for part in within:
        if isinstance(part, str) and (found := re.compile(rf"(?<!\w){re.escape(part)}\s*[=.]").search(text, at, end)):
            at = found.start()
            following = _KEY_LINE.search(text, found.end(), end)
            end = following.start() if following else end
    return text.count("\n", 0, at) + 1


def _tables(text: str) -> list[tuple[str, int]]:
    """The tables' headers with their places, in order."""
    return [(found[1].replace('"', "").replace(" ", ""), found.start() + len(found[0]) - len(found[0].lstrip()))
            for found in _HEADER.finditer(text)]  # fmt: skip


def _block(
    place: Sequence[str | int], starts: Sequence[tuple[str, int]], length: int
) -> tuple[int, int, Sequence[str | int]]:
    """Where the innermost table of a place begins and ends, and the place within it: [[rules]] no. 3, and in it
    [[rules.examples]] no. 1."""
    start, end, within = 0, length, place
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
        start, end, within = mine[index], min([*later, end]), place[number + 1 :]
    return start, end, within
