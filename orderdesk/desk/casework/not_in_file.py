"""What an order's thread tells and a case file does not hold yet. What a person has written is never written over."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk.casework.course_entries import Told

Body = dict[str, Any]

_SUMS: Final = ("sessions_planned", "sessions_attended")
"""They grow each month while the course runs; they are taken with its end."""
_ROWS: Final = ("weeks", "adjustments")


def not_in(file: CaseFile, told: Told) -> tuple[str, Body] | None:
    """The id of the entry that would be completed ("" for a new one) and the members that it lacks; None where the file
    has all of it."""
    there = _entry_of(file, told)
    if there is None:
        return "", told.entry
    if told.kind not in ("measures", "trials"):
        return None
    lacking = {
        name: value for name, value in told.entry.items()
        if name not in (*_SUMS, *_ROWS) and not there.get(name) and there.get(name) != value
    }  # fmt: skip
    for name in _ROWS:
        mine, theirs = there.get(name) or [], told.entry.get(name) or []
        if (rows := _joined(mine, theirs)) != _joined(mine, []):
            lacking[name] = rows
    if "end" in lacking:
        lacking |= {name: told.entry[name] for name in _SUMS if name in told.entry}
    return (there["id"], lacking) if lacking else None


def _entry_of(file: CaseFile, told: Told) -> Body | None:
    """The entry of the file that tells of the same thing."""
    for one in getattr(file, told.kind):
        row: Body = one.model_dump(mode="json", exclude_none=True)
        if _names(told.kind, row) == _names(told.kind, told.entry):
            return row
    return None


_NAMED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence": ("document",), "conversations": ("day", "how"), "trials": ("thread", "employer"),
    "measures": ("thread",),
}  # fmt: skip


def _names(kind: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "").casefold() for name in _NAMED_BY[kind])


def _joined(mine: Sequence[Body], theirs: Sequence[Body]) -> list[Body]:
    """The rows of both by their days. Of a row that both have the file's own members stand; what it lacks is added."""
    joined = {_same(row): dict(row) for row in theirs}
    for row in mine:
        joined[_same(row)] = {**joined.get(_same(row), {}), **row}
    return sorted(joined.values(), key=lambda row: str(row.get("day") or row.get("start")))


def _same(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(name) or "").casefold() for name in ("day", "start", "kind", "after"))
