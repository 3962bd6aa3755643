"""One entry of a case at a time: added, changed, removed. What another window has done to other entries stays."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from orderdesk.cases.reading import case_of, value_of
from orderdesk.desk.bodies import pruned
from orderdesk.desk.casework.case_files import FILES, ChangedElsewhere, only_at_the_municipality, write
from orderdesk.desk.casework.changes import LISTS, next_id
from orderdesk.desk.casework.listed_rows import not_found
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound
from orderdesk.locale import _

Value = dict[str, Any]

SECTIONS: Final = "sections"
PLAIN: Final = ("tracks", "notes")
"""The lists whose entries have no id: they are named by their place, from 0, as text."""


def add(desk: Desk, case: str, kind: str, entry: Mapping[str, Any]) -> str:
    """Add an entry (JSON, without its id) to the list `kind`, as "evidence"; its new id. A section of the preparatory
    part takes the place of the one that is there. Raises NotFound for no such case, BrokenCase (an InputRefused) with
    what the entry lacks; nothing is written then."""
    added = ""

    def change(value: Value) -> None:
        nonlocal added
        rows = list(value.get(kind) or ())
        if kind in LISTS:
            added = next_id(value, kind)
            rows.append({"id": added, **pruned(dict(entry))})
        elif kind == SECTIONS:
            added = str(entry.get("section", ""))
            rows = [*(one for one in rows if one["section"] != added), pruned(dict(entry))]
        else:
            added = str(len(rows))
            rows.append(pruned(dict(entry)))
        value[kind] = rows

    _changed(desk, case, change)
    return added


def change(
    desk: Desk, case: str, kind: str, entry_id: str, entry: Mapping[str, Any], *, seen: int | None = None
) -> int:
    """Put `entry` (JSON, whole) in the place of the one with that id (a section's code; the place in a list without
    ids). `seen` is the revision that it was read at: where another window has changed this very entry since, nothing is
    written (ChangedElsewhere). Returns the case's new revision."""

    def put_in(value: Value) -> None:
        rows = list(value.get(kind) or ())
        place = _place(kind, rows, entry_id)
        own = {"id": entry_id} if kind in LISTS else {"section": entry_id} if kind == SECTIONS else {}
        rows[place] = {**own, **pruned({name: part for name, part in entry.items() if name not in own})}
        value[kind] = rows

    return _changed(desk, case, put_in, [(_name(kind, entry_id), seen)])


def amend(desk: Desk, case: str, kind: str, entry_id: str, members: Mapping[str, Any]) -> int:
    """Change single members of an entry, the others stay; one that is None or empty is taken out."""

    def put_in(value: Value) -> None:
        rows = list(value.get(kind) or ())
        place = _place(kind, rows, entry_id)
        rows[place] = pruned({**rows[place], **members})
        value[kind] = rows

    return _changed(desk, case, put_in)


def remove(desk: Desk, case: str, kind: str, entry_id: str, *, seen: int | None = None) -> int:
    """Take an entry out; its id is not given again while something names it. Raises as `change`."""

    def take_out(value: Value) -> None:
        rows = list(value.get(kind) or ())
        del rows[_place(kind, rows, entry_id)]
        value[kind] = rows

    return _changed(desk, case, take_out, [(_name(kind, entry_id), seen)])


def describe(desk: Desk, case: str, members: Mapping[str, Any], *, seen: int | None = None) -> int:
    """Change members of the case itself (citizen, number, summary, decision, tracks, ...), each whole. Raises
    ChangedElsewhere where another window has changed one of these since `seen`."""

    def put_in(value: Value) -> None:
        for name, member in members.items():
            value[name] = pruned(member)

    return _changed(desk, case, put_in, [(name, seen) for name in members])


def _changed(
    desk: Desk, case: str, change: Callable[[Value], None], watched: list[tuple[str, int | None]] | None = None
) -> int:
    only_at_the_municipality(desk)
    with desk.store.transaction():
        held = desk.store.get(FILES, case)
        if held is None:
            raise not_found()
        if any(seen is not None and held["touched"].get(name, 0) > seen for name, seen in watched or ()):
            raise ChangedElsewhere
        value = dict(held["file"])
        change(value)
        value = {name: member for name, member in value.items() if member not in (None, "", [], {})}
        file = case_of(value)
        if (whole := value_of(file)) == held["file"]:
            return int(held["revision"])
        return write(desk, file, whole, held)


def _name(kind: str, entry_id: str) -> str:
    if kind in LISTS:
        return entry_id
    return f"sections.{entry_id}" if kind == SECTIONS else kind


def _place(kind: str, rows: list[Value], entry_id: str) -> int:
    if kind in PLAIN:
        place = int(entry_id) if entry_id.isdecimal() else len(rows)
    else:
        member = "section" if kind == SECTIONS else "id"
        place = next((at for at, one in enumerate(rows) if one[member] == entry_id), len(rows))
    if place >= len(rows):
        raise NotFound(_("The case has no such entry; it may have been removed in another window."))
    return place
