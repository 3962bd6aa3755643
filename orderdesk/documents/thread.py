"""A thread: an order and all that answers it, folded into one state (see `fold`), and what may be done with it now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orderdesk.documents.entry import Entry
from orderdesk.documents.guards import GUARDS
from orderdesk.documents.lifecycle import Actor, Table, Transition, actions_of, rows_of
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.documents.report_table import REPORT_TABLE


@dataclass(frozen=True, slots=True)
class ReportState:
    """One report of the thread: its entry, its state, and the review that last changed it."""

    entry: Entry
    state: str
    since: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class MeetingState:
    """One three-party meeting: the document that last spoke of it, its state, its day (ISO, "" while it is proposed),
    and the meeting that it was moved from."""

    entry: Entry
    state: str
    since: str
    day: str = ""
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was genuine but not possible in the state it met. `check` says why, by a name of
    `parties.REFUSALS`."""

    entry: Entry
    state: str
    check: str = "state"


@dataclass(frozen=True, slots=True)
class Possible:
    """An action, whether it is possible now, and if not, the sentence (English msgid) that says why."""

    action: str
    possible: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The folded thread. Documents are named by their digests, days and instants are ISO text, "" is none.

    `order` is the version in force, `earlier` those before it, oldest first. `placer` and `provider` are the two
    organisations whose order it is. `amendment` is "waiting", "acknowledged" or "objected" once the version in force
    amends one that was taken on. `before` is the state that a hold or a request to end interrupted; `ending` that
    request, `ending_org` who made it and `last_day` the day it names. `consultants` names the acceptance and each
    change since, the current last; `caseworkers` each change of caseworker. `reports` and `meetings` go by the document
    that opened them; `waived` are the days of reports that are not wanted; `told` the notices that change no state;
    `closing` is the document that ended it. `day` is the day it was folded for.
    """

    state: str = "draft"
    since: str = ""
    order: str = ""
    version: int = 0
    earlier: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    answer_by: str = ""
    accepted: str = ""
    question: str = ""
    decline: str = ""
    upheld: bool = False
    amendment: str = ""
    objection: str = ""
    before: str = ""
    hold: str = ""
    ending: str = ""
    ending_org: str = ""
    last_day: str = ""
    first_offered: str = ""
    first_attended: str = ""
    attended: bool = False
    consultants: tuple[str, ...] = ()
    caseworkers: tuple[str, ...] = ()
    reports: Mapping[str, ReportState] = field(default_factory=dict)
    meetings: Mapping[str, MeetingState] = field(default_factory=dict)
    waived: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    closing: str = ""
    refused: tuple[Refused, ...] = ()
    missing: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    seq: int = 0
    placer: str = ""
    provider: str = ""
    day: str = ""

    @property
    def ending_actor(self) -> Actor:
        """Whose request it was to end the course."""
        return "C" if self.ending_org == self.placer else "P"

    def possible(self, actor: Actor) -> list[Possible]:
        """What `actor` may do with the order on `day`, and why the rest is not possible."""
        return [
            Possible(action, not (why := self.refusal(action, actor)), why) for action in actions_of(ORDER_TABLE, actor)
        ]

    def refusal(self, action: str, actor: Actor | None = None) -> str:
        """Why `action` is not possible now (English msgid); empty when it is. `actor` where both sides have it."""
        rows = [row for row in rows_of(ORDER_TABLE, action) if self.state in row.states]
        if not rows:
            return rows_of(ORDER_TABLE, action)[0].refusal
        sentences = [self._not_ready(row, actor or row.actors[0]) for row in rows]
        return "" if "" in sentences else sentences[0]

    def _not_ready(self, row: Transition, actor: Actor) -> str:
        guard = GUARDS[row.guard]
        return "" if guard.ready(self, actor, self.day) else guard.sentence


def report_refusal(report: ReportState, action: str) -> str:
    """Why `action` is not possible on `report` (English msgid); empty when it is."""
    return _refusal(REPORT_TABLE, report.state, action)


def meeting_refusal(meeting: MeetingState, action: str) -> str:
    """Why `action` is not possible on `meeting` (English msgid); empty when it is."""
    return _refusal(MEETING_TABLE, meeting.state, action)


def _refusal(table: Table, state: str, action: str) -> str:
    rows = rows_of(table, action)
    return "" if any(state in row.states for row in rows) else rows[0].refusal
