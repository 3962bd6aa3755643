"""The answers and the entries of a case as rows of a list."""

from datetime import date
from functools import partial
from typing import Final

from orderdesk.desk.casework.case_page import EntryLine
from orderdesk.desk.casework.shown import NEEDING_SOMEBODY, STATES, GapLine
from orderdesk.locale import N_, _
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.moments import DATE_WIDTH, DAY_WIDTH, day_text

GAP_COLUMNS: Final = (
    Column("sign", "", width=1),
    Column("state", N_("State"), width=15),
    Column("what", N_("What the rules ask")),
    Column("clock", N_("Until"), width=DAY_WIDTH, drop=1),
)
ENTRY_COLUMNS: Final = (
    Column("mark", "", width=1),
    Column("day", N_("Day"), width=DATE_WIDTH),
    Column("what", N_("What")),
    Column("detail", N_("Detail")),
)


def _is_of(state: str, row: Row) -> bool:
    return state in row.tags


GAP_FILTERS: Final = (
    Filter("needs", N_("what needs somebody"), lambda row: bool(NEEDING_SOMEBODY & row.tags)),
    *(Filter(state, name, partial(_is_of, state)) for state, name in STATES.items()),
    Filter("awaiting", N_("awaited"), lambda row: "awaited" in row.tags),
    Filter("local", N_("changed by local policy"), lambda row: "local" in row.tags),
)


def gap_row(line: GapLine, today: date) -> Row:
    """An answer as a row. The sign stands for the severity: ! required, ? expected, · advised; * for local policy. An
    open one says what kind of gap it is."""
    tags = {line.state, line.severity, *({"local"} if line.local else ()), *({"awaited"} if line.clock else ())}
    clock = line.clock.isoformat() if line.clock else ""
    state = line.kind_words if line.state == "open" else line.state_words
    state = f"{state}*" if line.local else state
    return Row(
        key=line.key,
        cells=(line.sign, state, line.headline, day_text(clock, today)),
        sort={"sign": line.order, "state": line.order, "clock": clock or "9"},
        search=f"{line.key} {line.what} {line.state_words} {line.severity_words} {line.whom}",
        tags=frozenset(tags),
        style="bold" if line.late or (line.state == "open" and line.severity == "required") else "",
    )  # fmt: skip


def entry_row(key: str, line: EntryLine, today: date) -> Row:
    """An entry as a row."""
    day = line.day.isoformat() if line.day else ""
    return Row(
        key=key,
        cells=(line.mark, day_text(day, today), line.what, line.detail),
        sort={"day": day or "9"},
        search=_(line.kind),
        style="bold" if line.mark == "!" else "",
    )
