"""Reports: to write, to look through, to read, to decide on, and what was decided and not done."""

from collections.abc import Iterator
from typing import Any, Final

from orderdesk.desk.needs.line import RUNNING, Case, Item, Line, day_of, period_of
from orderdesk.desk.reporting.periods import Period, in_force, row_due, row_period
from orderdesk.documents.report_table import DRAFT_STATES
from orderdesk.locale import N_

Row = dict[str, Any]

_WRITE: Final = Line("report_due", N_("Write the report"), opens="write_report")
_WRITE_FINAL: Final = Line("final_due", N_("Write the final report"), opens="write_final")
_REWORK: Final = Line("comments", N_("Work on the draft: it has comments"), "draft_report", "correct", "report")
_SEND: Final = Line("cleared", N_("Send the report: draft cleared"), "draft_report", "correct", "report")
_ELABORATE: Final = Line("elaborate", N_("Elaborate on the report"), "answer", "correct", "report")

_READ: Final = Line("unread", N_("Read the report"), "report_read", "read", "report")
_DECIDE: Final = Line("decide", N_("Decide on the report"), "report_read", "decide", "report")
_LOOK_THROUGH: Final = Line("look_through", N_("Look the draft through"), "draft_report", "comment", "report")
_REPORT_LATE: Final = Line("report_late", N_("The report has not come"))
_REPORT_LOST: Final = Line("report_late", N_("The report has not come, and a document of the order is missing"))
_FINAL_LATE: Final = Line("final_late", N_("The final report has not come"))
_PUTS_OFF: Final = Line("puts_off", N_("The decision says only: next time"), opens="report")
_DECISION_DUE: Final = Line("decision_due", N_("Decided, and its day has passed"), opens="report")

_ENDING: Final = (*RUNNING, "awaiting_final")


def to_write(case: Case) -> Iterator[Item]:
    """For the provider: the next periodic report once its period is over, the final one from a fortnight before."""
    row, period = case.row, _expected(case)
    due = row_due(row, case.clocks)
    if period and due and period[1] <= case.today and not _draft_for(row, period):
        yield case.item(_WRITE, period[1].isoformat(), until=due.isoformat())
    final = final_due(case)
    if final and case.before("final_notice", final) <= case.day and not _draft_in_hand(row):
        yield case.item(_WRITE_FINAL, case.before("final_notice", final), until=final)


def to_work_on(case: Case) -> Iterator[Item]:
    """For the provider: drafts that came back, and reports that are to say more."""
    for report in case.row["reports"]:
        by, about = report.get("by") or "", report["digest"]
        match report["state"]:
            case "comments_returned":
                line = _REWORK
            case "cleared":
                line, by = _SEND, ""
            case "elaboration_requested":
                line = _ELABORATE
            case _:
                continue
        yield case.item(line, report["since"], until=by, detail=period_of(report), key=about, about=about)


def to_read(case: Case) -> Iterator[Item]:
    """For the caseworker: due after two working days from the day the report came, red after seven days. Reading it
    does not stop that clock: the decision does."""
    for report in case.row["reports"]:
        digest, detail = report["digest"], period_of(report)
        if report["state"] == "draft_submitted":
            yield case.item(_LOOK_THROUGH, report["since"], detail=detail, key=digest, about=digest)
        elif report["state"] in ("submitted", "read"):
            line, came = _READ if report["state"] == "submitted" else _DECIDE, report["issued"]
            late = case.after("report_red", came) < case.day
            yield case.item(line, came, detail=detail, key=digest, about=digest, late=late)


def not_come(case: Case) -> Iterator[Item]:
    """For the caseworker: reports that are overdue. A draft that is being looked through has lines of its own."""
    row, period = case.row, _expected(case)
    due = row_due(row, case.clocks)
    if period and due and due < case.today and not _draft_for(row, period):
        line = _REPORT_LOST if row.get("missing") else _REPORT_LATE
        yield case.item(line, due.isoformat(), until=due.isoformat())
    final = final_due(case)
    if final and final < case.day:
        yield case.item(_FINAL_LATE, final, until=final)


def decided_and_not_done(case: Case) -> Iterator[Item]:
    """For the caseworker: a decision that puts the matter off, and one whose day has passed with nothing since here.
    What was done elsewhere this desk cannot know: such a line can be put aside."""
    for report in case.row["reports"]:
        decision = report.get("decision")
        if not decision or decision["followed"] or case.is_aside(mark := f"decision {decision['review']}"):
            continue
        words = {"detail": decision["text"], "key": report["digest"], "about": decision["review"], "mark": mark}
        if decision["puts_off"]:
            yield case.item(_PUTS_OFF, decision["since"], late=True, **words)
        elif decision["by"] and decision["by"] < case.day:
            yield case.item(_DECISION_DUE, decision["since"], until=decision["by"], **words)


def final_due(case: Case) -> str:
    """When the final report is due (ISO), at the latest a fortnight before the end; "" where none is waited for. A
    course that was agreed to end early has until its last day."""
    row, end = case.row, case.row.get("end", "")
    if case.state not in _ENDING or not end or any(report["kind"] == "final" for report in in_force(row)):
        return ""
    if case.state == "awaiting_final" and "T" in case.since:
        return str(max(end, day_of(case.since).isoformat()))
    return str(min(row["final_due"], case.before("final_report", end)))


def _expected(case: Case) -> Period | None:
    """The period that the next periodic report tells of, while one is waited for. One that lies wholly in a hold is
    not: nothing happened in it; of the course's last days the final report tells."""
    row = case.row
    told = case.state == "active" or (case.state == "accepted" and row.get("first_offered"))
    held = case.state == "on_hold"
    period = row_period(row) if (told or held) and row.get("start") and row.get("end") else None
    if period and ((held and period[0] >= day_of(case.since)) or period[1].isoformat() >= row["end"]):
        return None
    return period


def _draft_for(row: Row, period: Period) -> bool:
    """Whether a draft of that period's report is on its way between the two sides."""
    first, last = (day.isoformat() for day in period)
    drafted = (report for report in row["reports"] if report["state"] in DRAFT_STATES)
    return any(report["start"] <= last and report["end"] >= first for report in drafted)


def _draft_in_hand(row: Row) -> bool:
    return any(report["state"] in DRAFT_STATES for report in row["reports"])
