"""The course itself: its start, a hold, a request to end it, its end, and how long nothing is known of the citizen."""

from collections.abc import Iterator
from typing import Final

from orderdesk.desk.needs.line import RUNNING, Case, Item, Line, day_of
from orderdesk.desk.reporting.periods import in_force, row_due
from orderdesk.locale import N_

_START: Final = Line("start", N_("Tell of the start"), "start_told", "start")
_START_LATE: Final = Line("start_late", N_("The start has not been told"), "start_told")
_HOLD: Final = Line("hold_over", N_("The hold was to end by now"), "", "resume")
_END_ASKED: Final = Line("end_asked", N_("They ask to end the course"), "answer", "agree_end")
_HANDED_BACK: Final = Line("end_asked", N_("They hand the order back"), "answer", "agree_end")
_ENDS: Final = Line("course_ends", N_("It ends: decide what comes next"))
_QUIET: Final = Line("no_contact", N_("No contact is known here since"))

_TOLD_OFTEN: Final = ("monthly", "fortnightly")


def start_to_tell(case: Case) -> Iterator[Item]:
    """For the provider: from the day after the planned start."""
    if _start_is_untold(case):
        yield case.item(_START, case.row["start"])


def start_not_told(case: Case) -> Iterator[Item]:
    """For the caseworker: once the provider's time to tell of it is over."""
    if _start_is_untold(case) and (item := case.item(_START_LATE, case.row["start"])).late:
        yield item


def _start_is_untold(case: Case) -> bool:
    row = case.row
    return case.state == "accepted" and bool(row["start"]) and row["start"] < case.day and not row.get("first_offered")


def hold_over(case: Case) -> Iterator[Item]:
    """For both sides: from the day on which the course was expected to go on."""
    resume = case.row.get("resume_by", "")
    if case.state == "on_hold" and resume and resume <= case.day:
        yield case.item(_HOLD, resume, until=resume)


def end_asked(case: Case) -> Iterator[Item]:
    """For whoever did not ask."""
    if case.state == "end_requested" and case.row.get("ending_by") != case.desk.actor:
        yield case.item(_HANDED_BACK if case.desk.actor == "C" else _END_ASKED, case.since)


def ends_without_decision(case: Case) -> Iterator[Item]:
    """For the caseworker: from a fortnight before the end until a decision has been recorded, or another order says
    what comes next. A final report that is here has a line of its own."""
    end = case.row.get("end", "")
    if case.state not in (*RUNNING, "awaiting_final") or not end or case.thread in case.followed:
        return
    since = case.before("course_ends", end)
    if case.day < since or _decided_since(case, since) or _final_is_here(case):
        return
    yield case.item(_ENDS, since, until=end)


def _decided_since(case: Case, day: str) -> bool:
    decisions = (report.get("decision") for report in case.row["reports"])
    return any(one and day_of(one["since"]).isoformat() >= day and not one["puts_off"] for one in decisions)


def _final_is_here(case: Case) -> bool:
    return any(report["kind"] == "final" for report in in_force(case.row))


def no_contact(case: Case) -> Iterator[Item]:
    """For both sides. Counted from the last contact that this desk knows of: a session attended, a start, a meeting
    with the citizen there, a stance; a hold that ended, else the course's first day.

    Where reports come monthly or oftener, the days since the last one are told with the next: until it is due they are
    no silence. Without that, every course in good order would stand here from four weeks after a month's last session
    until its next report.
    """
    row = case.row
    if case.state not in ("active", "accepted") or not row["start"] or row["start"] > case.day:
        return
    if case.state == "accepted" and not row.get("first_offered"):
        return  # the start that has not been told has a line of its own
    since = max(row.get("seen", ""), row.get("resumed", ""), row["start"])
    until = case.after("no_contact", since)
    if row["frequency"] in _TOLD_OFTEN and (due := row_due(row, case.clocks)) and due >= case.today:
        told_until = max((report["end"] for report in in_force(row)), default="")
        if until > told_until:
            return
    if until < case.day:
        yield case.item(_QUIET, since, until=until)
