"""Folding a thread's documents into its state.

The fold sorts what it is given, so late, doubled and reordered documents lead to the same state; a document that is
genuine but not possible in the state it meets is kept and listed, and changes nothing. Nor does one whose sender is no
party to the order: it is listed, and otherwise as if it had not come.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from orderdesk.documents.course_steps import meeting_step, notice_step
from orderdesk.documents.entry import Entry
from orderdesk.documents.order_table import COURSE
from orderdesk.documents.parties import is_party, opening_order
from orderdesk.documents.stepping import begun, report_row, step
from orderdesk.documents.thread import Refused, ReportState, Thread


def fold(entries: Iterable[Entry], today: date | None = None) -> Thread:
    """Fold a thread's documents into a state; with `today`, the clock's own steps too."""
    everything = {entry.digest: entry for entry in entries}
    ordered = sorted(everything.values(), key=lambda entry: entry.place)
    opening = opening_order(ordered)
    thread = Thread(placer=opening.org, provider=opening.provider) if opening else Thread()
    if opening is not None:
        thread, ordered = _without_strangers(thread, ordered)
    for entry in ordered:
        # A receipt goes to one desk alone: were its time to count, a clock that is wrong would part the desks' states.
        spoken = entry.kind != "receipt"
        thread = _apply(_by_the_clock(thread, entry.issued[:10]) if spoken else thread, entry)
    if today is not None:
        thread = replace(_by_the_clock(thread, today.isoformat()), day=today.isoformat())
    return _with_holes(thread, ordered)


def advance(state: str, since: str, end: str, answer_by: str, day: str) -> tuple[str, str]:
    """The clock's own steps: `state` and since when, on `day`, for a course that ends on `end` and an answer that was
    asked for by `answer_by` (all ISO dates; "" is none)."""
    if answer_by and answer_by < day:
        if state == "sent":
            return "undeliverable", answer_by
        if state in ("delivered", "question"):
            return "expired", answer_by
    if state == "active" and end and end < day:
        return "awaiting_final", end
    return state, since


def _without_strangers(thread: Thread, ordered: list[Entry]) -> tuple[Thread, list[Entry]]:
    """The documents of the order's own parties, and the thread with the others' listed as refused."""
    ours = [entry for entry in ordered if is_party(entry, thread.placer, thread.provider)]
    own = {entry.digest for entry in ours}
    strangers = tuple(Refused(entry, "", "parties") for entry in ordered if entry.digest not in own)
    return replace(thread, refused=strangers), ours


def _with_holes(thread: Thread, ordered: list[Entry]) -> Thread:
    """What is missing, what comes last, and the highest number."""
    known = {entry.digest for entry in ordered}
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


def _by_the_clock(thread: Thread, day: str) -> Thread:
    state, since = advance(thread.state, thread.since, thread.end, thread.answer_by, day)
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


def _order(thread: Thread, entry: Entry) -> Thread | None:
    after = step(thread, "order.amended" if thread.order else "order.new", entry)
    if after is None or entry.provider != thread.provider:
        return None
    return replace(
        after,
        question="",
        order=entry.digest,
        version=entry.version,
        earlier=(*thread.earlier, thread.order) if thread.order else (),
        amendment="waiting" if thread.state in COURSE else "",
        objection="",
        answer_by=entry.answer_by,
        end=entry.end,
        start=after.start or entry.start,
    )


def _reply(thread: Thread, entry: Entry) -> Thread | None:
    after = step(thread, f"reply.{entry.sub}", entry)
    if after is None:
        return None
    match entry.sub:
        case "accept":
            return replace(
                after,
                accepted=entry.digest,
                consultants=(entry.digest,),
                start=entry.start or after.start,
                answer_by="",
            )
        case "ask":
            return replace(after, question=entry.digest, answer_by=entry.answer_by or after.answer_by)
        case "answer":
            return replace(after, question="", answer_by=entry.answer_by or after.answer_by)
        case "decline":
            return replace(after, decline=entry.digest, answer_by="")
        case "uphold":
            return replace(after, upheld=True, decline="", answer_by=entry.answer_by)
        case "acknowledge":
            return replace(after, amendment="acknowledged")
        case "object":
            return replace(after, amendment="objected", objection=entry.digest)
    return after


def _report(thread: Thread, entry: Entry) -> Thread | None:
    after = step(thread, f"report.{entry.sub}", entry)
    if after is None or entry.digest in thread.reports or not _answers(thread, entry):
        return None
    reports = dict(thread.reports)
    if entry.about:
        earlier = reports.get(entry.about)
        row = earlier and report_row(earlier.state, "report.replaced")
        if earlier is None or not row:
            return None
        reports[entry.about] = replace(earlier, state=row.next, since=entry.issued)
    row = report_row("due", "report.draft" if entry.sub == "draft" else "report.sent")
    reports[entry.digest] = ReportState(entry, row.next if row else "", entry.issued)
    return begun(replace(after, reports=reports), entry)


def _review(thread: Thread, entry: Entry) -> Thread | None:
    report = thread.reports.get(entry.about)
    row = report and report_row(report.state, f"review.{entry.sub}")
    if report is None or not row:
        return None
    reports = {**thread.reports, entry.about: replace(report, state=row.next, since=entry.issued, review=entry.digest)}
    thread = replace(thread, reports=reports)
    if entry.sub == "decided" and report.entry.sub == "final":
        early = report.entry.outcome == "ended_early"
        closed = step(thread, "review.final_approved_early" if early else "review.final_approved", entry)
        return replace(closed, closing=entry.digest) if closed else thread
    return thread


def _receipt(thread: Thread, entry: Entry) -> Thread | None:
    """A receipt moves the order only when it is about the version in force; any other is a fact without a step."""
    if entry.about != thread.order or entry.org != thread.provider:
        return thread
    return step(thread, f"receipt.{entry.sub}", entry) or thread


_STEPS: Final[Mapping[str, Callable[[Thread, Entry], Thread | None]]] = {
    "order": _order,
    "reply": _reply,
    "report": _report,
    "review": _review,
    "receipt": _receipt,
    "notice": notice_step,
    "meeting": meeting_step,
}
