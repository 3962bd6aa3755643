"""Reading the small rows beside the case files, as lists and Today do. Imports nothing of case files themselves: a desk
that only shows Today should not load their models (some 30 ms)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from orderdesk.desk.desk import Desk
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.locale import _

Row = dict[str, Any]

CASES: Final = "cases"
FILES: Final = "case_files"
NEWS: Final = "case_news"
"""What orders have brought to each case, as `arrived` keeps it."""
SHAPE: Final = 1
"""One higher with each change of what a row holds."""


def rows(desk: Desk) -> Iterator[tuple[str, Row]]:
    """Each case's short name and the row that lists take, in no particular order. None at a provider's desk."""
    for case, row in desk.store.rows(CASES):
        yield case, _of_this_shape(desk, case, row)


def row(desk: Desk, case: str) -> Row:
    """The row of one case. Raises NotFound."""
    found = desk.store.get(CASES, case)
    if found is None:
        raise not_found()
    return _of_this_shape(desk, case, found)


def tracks_on(row: Mapping[str, Any], day: str) -> list[Row]:
    """The tracks of a row on a day (ISO), the main one first."""
    return [one for one in row["tracks"] if one["since"] <= day and not (one["until"] and one["until"] < day)]


def proposal_mark(case: str, proposal: str) -> str:
    """Under what a proposal for a case that has been left out is remembered."""
    return f"proposal {case} {proposal}"


def not_found() -> NotFound:
    """That there is no such case, without its name."""
    return NotFound(_("There is no such case on this desk."), _("The list of cases shows those that are here."))


def _of_this_shape(desk: Desk, case: str, row: Row) -> Row:
    """The row as this program writes it. A case that cannot be read must not keep the others from their lists."""
    if row.get("shape") == SHAPE:
        return row
    from orderdesk.desk.casework.case_files import case_file
    from orderdesk.desk.casework.case_rows import row_of

    try:
        return row | row_of(case_file(desk, case))
    except (DeskUnavailable, NotFound):
        return _bare(row)


def _bare(row: Mapping[str, Any]) -> Row:
    """The row of a case that this program cannot read: whose it is, and nothing that needs somebody."""
    days = dict.fromkeys(("planned", "team_meeting", "begun", "decided"), "")
    known = {name: str(row.get(name, "")) for name in ("citizen", "cpr", "number", "changed")}
    return {**known, **days, "tracks": [], "requests": [], "unread": [], "revision": row.get("revision", 0)}
