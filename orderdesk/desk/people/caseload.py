"""The caseload for the monthly talk with the leader: every case that the desk's owner has, with now, the next step,
what blocks, and what is overdue. All of it comes from the index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.needs import meetings, reports
from orderdesk.desk.needs.line import RUNNING, Case, Item, day_of
from orderdesk.desk.people import responsible
from orderdesk.desk.reporting.periods import row_due
from orderdesk.desk.today import cases, needs
from orderdesk.documents.order_table import ENDINGS
from orderdesk.locale import N_


@dataclass(frozen=True, slots=True)
class Load:
    """One case. `next` and `blocks` are English msgids, "" for none; days are ISO. `overdue` is for how many days the
    oldest late thing has been late, 0 for none, `late` how many things are. `decision` is what was last decided."""

    thread: str
    citizen: str
    other: str
    person: str
    state: str
    since: str
    next: str
    next_by: str
    blocks: str
    blocks_since: str
    overdue: int
    late: int
    decision: str
    decision_by: str
    end: str


def caseload(desk: Desk) -> list[Load]:
    """Every case that has not ended, and those that came to nothing and still need somebody: what has been overdue
    longest first, then by the day of the next step."""
    found = (_load(case, list(needs(case))) for case in cases(desk))
    return sorted(
        (load for load in found if load is not None),
        key=lambda load: (-load.overdue, load.next_by or "9", load.citizen, load.thread),
    )


def _load(case: Case, items: Sequence[Item]) -> Load | None:
    if case.state in ENDINGS and not any(item.late for item in items):
        return None
    what, by = _next_step(case, items)
    blocks, since = next(_blocks(case), ("", ""))
    late = [item for item in items if item.late]
    text, text_by = _decision(case)
    return Load(
        thread=case.thread, citizen=case.row["citizen"], other=case.other, person=_person(case), state=case.state,
        since=case.since, next=what, next_by=by, blocks=blocks, blocks_since=since,
        overdue=max(((case.today - day_of(item.until or item.since)).days for item in late), default=0),
        late=len(late), decision=text, decision_by=text_by, end=case.row.get("end", ""),
    )  # fmt: skip


def _person(case: Case) -> str:
    """Whom to ring on the other side."""
    if case.desk.actor == "P":
        return case.other
    return str(responsible.consultant(case.row).get("name") or case.row.get("preferred", ""))


def _next_step(case: Case, items: Sequence[Item]) -> tuple[str, str]:
    """What needs the desk's owner first; where nothing does, the next thing on the clock."""
    if items:
        first = min(items, key=lambda item: (item.seen, not item.late, item.until or "9", item.since))
        return first.what, first.until
    ahead = [(by, what) for what, by in _ahead(case) if by >= case.day]
    by, what = min(ahead, default=("", ""))
    return what, by


def _ahead(case: Case) -> Iterator[tuple[str, str]]:
    """What the clocks will ask for, with the day."""
    row = case.row
    if case.state in ("sent", "delivered", "question"):
        yield N_("The order is to be answered"), row.get("answer_by", "")
        return
    if case.state == "accepted":
        yield N_("The course begins"), row.get("start", "")
    if case.state in ("accepted", "active") and (due := row_due(row, case.clocks)):
        yield N_("The report is to come"), due.isoformat()
    yield N_("The final report is to come"), reports.final_due(case)
    for meeting in row.get("meetings", ()):
        if meeting["state"] == "scheduled":
            yield N_("Three-party meeting"), meeting["day"]
    if case.state in ("accepted", "active"):
        yield N_("A three-party meeting is due"), meetings.next_by(case)
    if case.state == "on_hold":
        yield N_("The hold is to end"), row.get("resume_by", "")
    if case.state in RUNNING:
        yield N_("The course ends"), row.get("end", "")


_BLOCKING: Final = {
    "sent": N_("The order is on its way"),
    "delivered": N_("The order waits for an answer"),
    "undeliverable": N_("The order could not be delivered"),
    "expired": N_("The order expired unanswered"),
    "question": N_("The provider's question waits for an answer"),
    "decline_review": N_("The provider has declined"),
    "on_hold": N_("The course is on hold"),
    "end_requested": N_("It is asked to end the course"),
}


def _blocks(case: Case) -> Iterator[tuple[str, str]]:
    """What stands in the way, the gravest first, and since when."""
    row = case.row
    if case.state in _BLOCKING:
        yield _BLOCKING[case.state], case.since
    if case.state in RUNNING and row.get("amendment") == "objected":
        yield N_("The amendment is objected to"), row["amended"]
    told = [notice for notice in row.get("told", ()) if notice["kind"] == "not_ready"]
    if told and told[-1]["since"] > _decided(case):
        yield N_("Not ready: something comes first"), told[-1]["since"]
    if row.get("missing"):
        yield N_("A document of the thread has not come"), ""


def _decided(case: Case) -> str:
    return max((report["decision"]["since"] for report in case.row["reports"] if report.get("decision")), default="")


def _decision(case: Case) -> tuple[str, str]:
    decisions = [report["decision"] for report in case.row["reports"] if report.get("decision")]
    last = max(decisions, key=lambda one: str(one["since"]), default=None)
    return (last["text"], last["by"]) if last else ("", "")
