"""Reading a draft: a plain value that may be half filled, or of any other shape. Nothing here raises."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DEEPEST = 32  # the profile's limit for documents


def part(value: Any, *names: str) -> Mapping[str, Any]:
    """The mapping that `names` lead to within `value`; an empty one where there is none."""
    found = member(value, *names)
    return found if isinstance(found, Mapping) else {}


def member(value: Any, *names: str) -> Any:
    """What `names` lead to within `value`, or None."""
    for name in names:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def entries(value: Any, *names: str) -> list[Any]:
    """The list that `names` lead to within `value`; an empty one where there is none."""
    found = member(value, *names)
    return list(found) if isinstance(found, list | tuple) else []


def items(value: Any, *names: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries of a list with their places; an entry that is no mapping counts as an empty one."""
    for place, entry in enumerate(entries(value, *names)):
        yield place, entry if isinstance(entry, Mapping) else {}


def prose(value: Any, *names: str) -> str:
    """The text that `names` lead to, in NFC and without blanks around it; empty where there is no text."""
    found = member(value, *names)
    return unicodedata.normalize("NFC", found).strip() if isinstance(found, str) else ""


def day(value: Any, *names: str) -> date | None:
    """The day that `names` lead to, written YYYY-MM-DD; None where there is none that exists."""
    found = member(value, *names)
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, date):
        return found
    if not isinstance(found, str) or not _DAY.match(found):
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        return None


def whole(value: Any, *names: str) -> int | None:
    """The whole number that `names` lead to; None where there is none (yes and no are no numbers)."""
    found = member(value, *names)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def without_empty(value: Any, depth: int = 0) -> Any:
    """`value` without the members that say nothing: null, blank text, and mappings that hold nothing else.

    A form keeps a place for every field; a document holds the filled ones alone. Lists keep all their entries, so that
    a place names the same entry before and after. What lies deeper than a document may is left as it is.
    """
    if depth > _DEEPEST:
        return value
    if isinstance(value, Mapping):
        kept = {name: without_empty(inner, depth + 1) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if not _says_nothing(inner)}
    if isinstance(value, list | tuple):
        return [without_empty(entry, depth + 1) for entry in value]
    return value


def _says_nothing(value: Any) -> bool:
    return value is None or value == {} or (isinstance(value, str) and not value.strip())
