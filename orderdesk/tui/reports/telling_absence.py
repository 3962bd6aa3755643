"""Telling the caseworker of an absence from the grid: the form opens with what the row says, and what was told comes
back into the row."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import making
from orderdesk.desk.reporting.short_notices import short_notices

Body = dict[str, Any]


def begun_with(desk: Desk, thread: str, row: Mapping[str, Any]) -> Body:
    """What the form of an absence begins with for the session in `row`; today's where there is no session."""
    values = making.begin(desk, thread, "tell_absence")
    values |= {name: row[name] for name in ("day", "time") if row.get(name)}
    values |= {"session": row["kind"]} if row.get("kind") else {}
    absence = {name: value for name, value in (row.get("absence") or {}).items() if name != "reported"}
    return {**values, **({"absence": absence} if absence else {})}


def told_of(desk: Desk, thread: str, row: Mapping[str, Any]) -> Body | None:
    """The session in `row` with the absence that was told of its day last; None where none was."""
    day = str(row.get("day") or "")
    found = [one for one in short_notices(desk, index.thread_of(desk, thread), day, day) if one.kind == "absence"]
    if not found:
        return None
    return {**row, "outcome": "absent", "absence": {**found[-1].body["absence"], "reported": found[-1].told}}
