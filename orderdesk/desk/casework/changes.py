"""Which entries of a case file differ between two of its states, by id: for windows that work on one case at once."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

Value = Mapping[str, Any]

LISTS: Final[Mapping[str, str]] = {
    "facts": "F", "evidence": "E", "health_events": "H", "requests": "R", "conversations": "C", "measures": "M",
    "trials": "T",
}  # fmt: skip
"""The lists of a case file whose entries have an id, with the letter that a new id begins with."""


def changed_entries(before: Value, after: Value) -> Iterator[str]:
    """The ids of entries, and the names of other members, that are new, gone or different."""
    for name in (*LISTS, "sections"):
        old, new = (_by_id(name, value.get(name) or ()) for value in (before, after))
        yield from (entry for entry in {*old, *new} if old.get(entry) != new.get(entry))
    for name in {*before, *after} - {*LISTS, "sections"}:
        if before.get(name) != after.get(name):
            yield name


def _by_id(name: str, entries: Any) -> dict[str, Any]:
    member = "section" if name == "sections" else "id"
    return {f"sections.{one[member]}" if name == "sections" else one[member]: one for one in entries}


def next_id(value: Value, name: str) -> str:
    """An id for a new entry of the list `name` that no entry has, nor has had as far as the file tells."""
    letter = LISTS[name]
    used = {one["id"] for one in value.get(name) or ()} | set(_named(value))
    numbers = [int(one[1:]) for one in used if one[0] == letter and one[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _named(value: Value) -> Iterator[str]:
    """The ids that other entries name: one that is gone must not come to mean something new."""
    for note in value.get("notes") or ():
        yield from note.get("entries") or ()
    for request in value.get("requests") or ():
        yield from request.get("evidence") or ()
    for trial in value.get("trials") or ():
        if trial.get("measure"):
            yield trial["measure"]
