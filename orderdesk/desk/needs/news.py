"""Notices of the other side that have not been looked at yet. Looking at one is all that Today asks."""

from collections.abc import Iterator, Mapping
from typing import Final

from orderdesk.desk.needs.line import Case, Item, Line
from orderdesk.desk.people import responsible
from orderdesk.locale import N_

_WHAT: Final[Mapping[str, tuple[str, str]]] = {
    "absence": (N_("The citizen did not come"), "absence"),
    "warning": (N_("An early warning"), "report_read"),
    "not_ready": (N_("Not ready: something comes first"), "report_read"),
    "good_news": (N_("Good news"), ""),
    "hold": (N_("The course has been put on hold"), ""),
    "resume": (N_("The course goes on"), ""),
    "consultant": (N_("Another consultant has taken over"), ""),
    "caseworker": (N_("Another caseworker has the case"), ""),
    "withdraw": (N_("The order has been withdrawn"), ""),
    "waive_report": (N_("A report is not wanted"), ""),
    "retract_end": (N_("The course does not end after all"), ""),
    "reopen": (N_("The course is open again"), ""),
    "replaced": (N_("Another order has taken its place"), ""),
    "entered_in_error": (N_("The order was entered in error"), ""),
}
"""By kind of notice: what the line says, and the clock that it runs on."""

_LINES: Final[Mapping[str, Line]] = {
    kind: Line(f"news_{kind}", what, clock, seen=True) for kind, (what, clock) in _WHAT.items()
}


def news(case: Case) -> Iterator[Item]:
    """For both sides, the notices of the other one. Whoever took a case over sees what came since."""
    took_over = _took_over(case)
    for notice in case.row.get("told", ()):
        mark, line = notice["digest"], _LINES.get(notice["kind"])
        if (
            line is None
            or notice["org"] == case.desk.settings.org
            or notice["since"] < took_over
            or case.is_aside(mark)
        ):
            continue
        yield case.item(line, notice["since"], about=mark, mark=mark)


def _took_over(case: Case) -> str:
    row = case.row
    holder = responsible.caseworker(row, case.day) if case.desk.actor == "C" else responsible.consultant(row)
    return str(holder.get("since", ""))
