"""A thread: an order and all that answers it, folded into one state.

The fold sorts what it is given, so late, doubled and reordered documents lead to the same state; a document that is
genuine but not possible in the state it meets is kept and listed, and changes nothing. Nor does one whose sender is no
party to the order: it is listed, and otherwise as if it had not come.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from orderdesk.documents.lifecycle import ORDER_TABLE, REPORT_TABLE, Actor, Transition, transition
from orderdesk.documents.parties import is_party, opening_order
from orderdesk.locale import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """What the fold needs to know of one document. `kind` and `sub` name it ("reply", "accept"); `about` is the digest
    it answers or replaces; `seq`, `issued` (ISO, UTC) and `digest` give its place; `org` is the sender's organisation;
    `provider` whom an order names; `order` the version that a report answers; `opens` whether the thread's id was made
    for this order."""

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
    org: str = ""
    provider: str = ""
    order: str = ""
    opens: bool = False

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
    """The folded thread. `order` is the digest of the version in force, `earlier` those before it, oldest first;
    `placer` and `provider` are the two organisations whose order it is."""

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
    placer: str = ""
    provider: str = ""

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


_ORDER_CAME_TWICE: Final = N_(
    "The order has already been upheld once. Agree to the decline; a new order can be begun from this one."
)


def _possible(thread: Thread, row: Transition) -> Possible:
    if thread.state not in row.states:
        return Possible(row.action, False, row.refusal)
    if row.guard == "upheld_never" and thread.upheld:
        return Possible(row.action, False, _ORDER_CAME_TWICE)
    return Possible(row.action, True)


def fold(entries: Iterable[Entry], today: date | None = None) -> Thread:
    """Fold a thread's documents into a state; with `today`, the clock's own steps too (start and end of the course)."""
    everything = {entry.digest: entry for entry in entries}
    ordered = sorted(everything.values(), key=lambda entry: entry.place)
    opening = opening_order(ordered)
    thread = Thread(placer=opening.org, provider=opening.provider) if opening else Thread()
    if opening is not None:
        thread, ordered = _without_strangers(thread, ordered)
    known = {entry.digest for entry in ordered}
    for entry in ordered:
        thread = _apply(_by_the_clock(thread, entry.issued[:10]), entry)
    if today is not None:
        thread = _by_the_clock(thread, today.isoformat())
    # A receipt goes to one desk alone and changes nothing that others could build on: nothing names it as previous.
    spoken = [entry for entry in ordered if entry.kind != "receipt"]
    built_on = {digest for entry in spoken for digest in entry.prev}
    # What a desk said of a document that it did not take has its place after that one, not in this thread.
    placed = [entry for entry in ordered if entry.kind != "receipt" or entry.about in known]
    return replace(
        thread,
        missing=tuple(sorted({digest for entry in placed for digest in entry.prev} - known)),
        heads=tuple(entry.digest for entry in spoken if entry.digest not in built_on)[-20:],
        seq=max((entry.seq for entry in placed), default=0),
    )


def _without_strangers(thread: Thread, ordered: list[Entry]) -> tuple[Thread, list[Entry]]:
    """The documents of the order's own parties, and the thread with the others' listed as refused."""
    ours = [entry for entry in ordered if is_party(entry, thread.placer, thread.provider)]
    own = {entry.digest for entry in ours}
    strangers = tuple(Refused(entry, "", "parties") for entry in ordered if entry.digest not in own)
    return replace(thread, refused=strangers), ours


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
    if after is not None:
        return after
    return replace(thread, refused=(*thread.refused, Refused(entry, thread.state, _why_not(thread, entry))))


def _why_not(thread: Thread, entry: Entry) -> str:
    if entry.kind == "order" and entry.provider != thread.provider:
        return "provider"
    return "order" if entry.kind == "report" and not _answers(thread, entry) else "state"


def _answers(thread: Thread, entry: Entry) -> bool:
    """Whether a report answers a version of this thread's order (an earlier one, where it crossed with the later)."""
    return not entry.order or entry.order in (thread.order, *thread.earlier)


def _step(thread: Thread, event: str, entry: Entry) -> Thread | None:
    """`thread` in the state that the table gives for `event`; None where the table or a guard refuses it."""
    row = transition(ORDER_TABLE, thread.state, event)
    if row is None or not _GUARDS[row.guard](thread, entry):
        return None
    return replace(thread, state=row.next, since=entry.issued) if row.next else thread


def _order(thread: Thread, entry: Entry) -> Thread | None:
    after = _step(thread, "order.new" if not thread.order else "order.amended", entry)
    if after is None or entry.provider != thread.provider:
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
    if after is None or entry.digest in thread.reports or not _answers(thread, entry):
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
    if entry.about != thread.order or entry.org != thread.provider:
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
