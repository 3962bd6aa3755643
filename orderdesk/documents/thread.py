"""A thread: an order and all that answers it, folded into one state.

The fold sorts what it is given, so late, doubled and reordered documents lead to the same state; a document that is
genuine but not possible in the state it meets is kept and listed, and changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from orderdesk.documents.lifecycle import ORDER_TABLE, REPORT_TABLE, Actor, Transition, transition
from orderdesk.locale import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """What the fold needs to know of one document. `kind` and `sub` name it ("reply", "accept"); `about` is the digest
    it answers or replaces; `seq`, `issued` (ISO, UTC) and `digest` give its place; `until` is a date it brings."""

    digest: str
    kind: str
    sub: str
    seq: int
    issued: str
    about: str = ""
    version: int = 0
    start: str = ""
    end: str = ""
    outcome: str = ""
    prev: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, str, str]:
        """Where the entry stands in the thread, whatever order it arrived in."""
        return (self.seq, self.issued, self.digest)


@dataclass(frozen=True, slots=True)
class ReportState:
    """One report of the thread: its entry, its state, and the review that last changed it."""

    entry: Entry
    state: str
    since: str
    review: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that was genuine but not possible in the state it met."""

    entry: Entry
    state: str


@dataclass(frozen=True, slots=True)
class Possible:
    """An action, whether it is possible now, and if not, the sentence (English msgid) that says why."""

    action: str
    possible: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The folded thread. `order` is the digest of the version in force, `earlier` those before it, oldest first."""

    state: str = "draft"
    since: str = ""
    order: str = ""
    version: int = 0
    earlier: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    accepted: str = ""
    question: str = ""
    decline: str = ""
    upheld: bool = False
    reports: Mapping[str, ReportState] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    missing: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    seq: int = 0

    def possible(self, actor: Actor) -> list[Possible]:
        """What `actor` may do with the order now, and why the rest is not possible."""
        answers: dict[str, Possible] = {}
        for row in ORDER_TABLE:
            if row.action and row.actor == actor:
                answers[row.action] = _possible(self, row)
        return list(answers.values())

    def refusal(self, action: str) -> str:
        """Why `action` is not possible now (English msgid); empty when it is."""
        row = next(row for row in ORDER_TABLE if row.action == action)
        return _possible(self, row).why_not


def report_refusal(report: ReportState, action: str) -> str:
    """Why `action` is not possible on `report` (English msgid); empty when it is."""
    row = next(row for row in REPORT_TABLE if row.action == action)
    return "" if report.state in row.states else row.refusal


_ORDER_CAME_TWICE: Final = N_("The order has already been upheld once. Agree to the decline, or amend the order.")


def _possible(thread: Thread, row: Transition) -> Possible:
    if thread.state not in row.states:
        return Possible(row.action, False, row.refusal)
    if row.guard == "upheld_never" and thread.upheld:
        return Possible(row.action, False, _ORDER_CAME_TWICE)
    return Possible(row.action, True)


def fold(entries: Iterable[Entry], today: date | None = None) -> Thread:
    """Fold a thread's documents into a state; with `today`, the clock's own steps too (start and end of the course)."""
    known = {entry.digest: entry for entry in entries}
    ordered = sorted(known.values(), key=lambda entry: entry.place)
    thread = Thread()
    for entry in ordered:
        thread = _apply(_by_the_clock(thread, entry.issued[:10]), entry)
    if today is not None:
        thread = _by_the_clock(thread, today.isoformat())
    # A receipt goes to one desk alone and changes nothing that others could build on: nothing names it as previous.
    spoken = [entry for entry in ordered if entry.kind != "receipt"]
    built_on = {digest for entry in spoken for digest in entry.prev}
    return replace(
        thread,
        missing=tuple(sorted({digest for entry in ordered for digest in entry.prev} - known.keys())),
        heads=tuple(entry.digest for entry in spoken if entry.digest not in built_on)[-20:],
        seq=max((entry.seq for entry in ordered), default=0),
    )


def advance(state: str, since: str, start: str, end: str, day: str) -> tuple[str, str]:
    """The clock's own steps: `state` and since when, on `day`, for a course from `start` to `end` (all ISO dates)."""
    if state == "accepted" and start and start <= day:
        state, since = "active", start
    if state == "active" and end and end < day:
        state, since = "awaiting_final", end
    return state, since


def _by_the_clock(thread: Thread, day: str) -> Thread:
    state, since = advance(thread.state, thread.since, thread.start, thread.end, day)
    return thread if state == thread.state else replace(thread, state=state, since=since)


def _apply(thread: Thread, entry: Entry) -> Thread:
    after = _STEPS[entry.kind](thread, entry) if entry.kind in _STEPS else None
    return after if after is not None else replace(thread, refused=(*thread.refused, Refused(entry, thread.state)))


def _step(thread: Thread, event: str, entry: Entry) -> Thread | None:
    """`thread` in the state that the table gives for `event`; None where the table or a guard refuses it."""
    row = transition(ORDER_TABLE, thread.state, event)
    if row is None or not _GUARDS[row.guard](thread, entry):
        return None
    return replace(thread, state=row.next, since=entry.issued) if row.next else thread


def _order(thread: Thread, entry: Entry) -> Thread | None:
    after = _step(thread, "order.new" if not thread.order else "order.amended", entry)
    if after is None:
        return None
    earlier = (*thread.earlier, thread.order) if thread.order else ()
    answered = thread.state == "question"
    return replace(
        after,
        state="delivered" if answered else after.state,
        since=entry.issued if answered else after.since,
        question="" if answered else after.question,
        order=entry.digest,
        version=entry.version,
        earlier=earlier,
        end=entry.end,
        start=after.start or entry.start,
    )


def _reply(thread: Thread, entry: Entry) -> Thread | None:
    after = _step(thread, f"reply.{entry.sub}", entry)
    if after is None:
        return None
    match entry.sub:
        case "accept":
            return replace(after, accepted=entry.digest, start=entry.start or after.start)
        case "ask":
            return replace(after, question=entry.digest)
        case "answer":
            return replace(after, question="")
        case "decline":
            return replace(after, decline=entry.digest)
        case "uphold":
            return replace(after, upheld=True, decline="")
    return after


def _report(thread: Thread, entry: Entry) -> Thread | None:
    after = _step(thread, f"report.{entry.sub}", entry)
    if after is None or entry.digest in thread.reports:
        return None
    reports = dict(thread.reports)
    if entry.about:
        earlier = reports.get(entry.about)
        row = earlier and transition(REPORT_TABLE, earlier.state, "report.replaced")
        if earlier is None or not row:
            return None
        reports[entry.about] = replace(earlier, state=row.next, since=entry.issued)
    state = "draft_submitted" if entry.sub == "draft" else "submitted"
    reports[entry.digest] = ReportState(entry, state, entry.issued)
    return replace(after, reports=reports)


def _review(thread: Thread, entry: Entry) -> Thread | None:
    report = thread.reports.get(entry.about)
    row = report and transition(REPORT_TABLE, report.state, f"review.{entry.sub}")
    if report is None or not row:
        return None
    reports = {**thread.reports, entry.about: replace(report, state=row.next, since=entry.issued, review=entry.digest)}
    thread = replace(thread, reports=reports)
    if entry.sub == "decided" and report.entry.sub == "final":
        early = report.entry.outcome == "ended_early"
        return _step(thread, "review.final_approved_early" if early else "review.final_approved", entry) or thread
    return thread


def _receipt(thread: Thread, entry: Entry) -> Thread | None:
    """A receipt moves the order only when it is about the version in force; any other is a fact without a step."""
    if entry.about != thread.order:
        return thread
    return _step(thread, f"receipt.{entry.sub}", entry) or thread


_STEPS: Final[Mapping[str, Callable[[Thread, Entry], Thread | None]]] = {
    "order": _order,
    "reply": _reply,
    "report": _report,
    "review": _review,
    "receipt": _receipt,
}

_GUARDS: Final[Mapping[str, Callable[[Thread, Entry], bool]]] = {
    "": lambda _thread, _entry: True,
    "next_version": lambda thread, entry: entry.about == thread.order and entry.version == thread.version + 1,
    "current_version": lambda thread, entry: entry.about == thread.order,
    "open_question": lambda thread, entry: entry.about == thread.question,
    "open_decline": lambda thread, entry: entry.about == thread.decline,
    "upheld_never": lambda thread, entry: entry.about == thread.decline and not thread.upheld,
}
