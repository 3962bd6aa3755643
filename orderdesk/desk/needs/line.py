"""A line of Today, and a case as the rules look at it: its row of the index, the day, the clocks. No archive."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.clocks import Clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.listing import state_today
from orderdesk.desk.people import responsible
from orderdesk.desk.put_aside import is_put_aside

Opens = Literal["order", "report", "draft", "write_report", "write_final", "post", "handover", "case"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of Today. `what` is an English msgid; `opens` and `key` say where it is done; `until` may be empty.

    `action` names what is done there, as the life cycle does ("hold", "record_meeting"); `about` the document it is
    about (a meeting, a notice), "" for none. `thread` is the order's. `mark` is under what the line can be put aside,
    "" where it stays until it is done; `seen` says that looking at it is all that it needs.
    """

    code: str
    what: str
    who: str
    detail: str
    since: str
    until: str
    opens: Opens
    key: str
    late: bool
    action: str = ""
    about: str = ""
    thread: str = ""
    mark: str = ""
    seen: bool = False

    @property
    def id(self) -> str:
        """What tells this line from all others."""
        return f"{self.code} {self.key} {self.about}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of line, as data. `clock` runs from the day it stands since, unless a rule gives the day itself."""

    code: str
    what: str
    clock: str = ""
    action: str = ""
    opens: Opens = "order"
    seen: bool = False


@dataclass(slots=True)
class Case:
    """One thread as the rules look at it. `followed` are the threads that a later order names."""

    desk: Desk
    thread: str
    row: Row
    today: date
    clocks: Clocks
    followed: frozenset[str] = frozenset()
    state: str = field(init=False)
    since: str = field(init=False)

    def __post_init__(self) -> None:
        self.state, self.since = state_today(self.row, self.today)

    @property
    def day(self) -> str:
        """Today as an ISO date."""
        return self.today.isoformat()

    @property
    def other(self) -> str:
        """Who is on the other side: the provider, or the caseworker who has the case."""
        if self.desk.actor == "C":
            return str(self.row["provider_name"])
        return str(responsible.caseworker(self.row, self.day).get("name") or self.row["caseworker_name"])

    def is_mine(self) -> bool:
        """Whether the desk's owner has the case. An order that no consultant has taken on is everybody's at the
        provider to whom it came."""
        if self.desk.actor == "P" and not (self.row.get("consultants") or self.row.get("consultant_id")):
            return True
        return responsible.has_case(self.row, self.desk)

    def item(
        self, line: Line, since: str, *, until: str = "", detail: str | None = None, key: str = "", about: str = "",
        late: bool | None = None, mark: str = "",
    ) -> Item:  # fmt: skip
        """The line since a day or an instant. `until` (ISO date) takes the place of the clock's; late is what has
        passed it, unless `late` says otherwise."""
        if not until and line.clock:
            until = self.clocks.after(line.clock, day_of(since)).isoformat()
        return Item(
            line.code, line.what, self.row["citizen"], self.other if detail is None else detail, since, until,
            line.opens, key or self.thread, bool(until) and until < self.day if late is None else late,
            line.action, about, self.thread, mark, line.seen,
        )  # fmt: skip

    def is_aside(self, mark: str) -> bool:
        """Whether the desk's owner has put the line with this mark aside."""
        return is_put_aside(self.desk, mark)

    def after(self, clock: str, start: str) -> str:
        """The last day (ISO) of a clock that starts on a day or an instant."""
        return self.clocks.after(clock, day_of(start)).isoformat()

    def before(self, clock: str, end: str) -> str:
        """The day (ISO) on which a clock begins that runs out on a day."""
        return self.clocks.before(clock, day_of(end)).isoformat()


RUNNING: Final = ("accepted", "active", "on_hold")
"""The order has been taken on and nobody has asked to end it."""


def day_of(moment: str) -> date:
    """The Danish day of an instant (or a plain ISO date)."""
    return day_in_denmark(datetime.fromisoformat(moment)) if "T" in moment else date.fromisoformat(moment)


def period_of(report: Row) -> str:
    """A report's period as a detail."""
    return f"{report['start']} – {report['end']}"
