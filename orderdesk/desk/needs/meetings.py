"""Three-party meetings: proposed, to come, to be recorded, due; and what was agreed at them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from orderdesk.desk.clocks import after
from orderdesk.desk.needs.line import RUNNING, Case, Item, Line, day_of
from orderdesk.documents.order_table import COURSE
from orderdesk.locale import N_

_PROPOSED: Final = Line("meeting_proposed", N_("A meeting is proposed: set a time"), "answer", "schedule_meeting")
_TO_COME: Final = Line("meeting_ahead", N_("Three-party meeting"))
_RECORD: Final = Line("meeting_record", N_("Record the meeting"), "meeting_record", "record_meeting")
_DUE: Final = Line("meeting_due", N_("Plan a three-party meeting"), "", "schedule_meeting")
_AGREED: Final = Line("agreed", N_("To do, agreed at the meeting"))

_OWNER: Final = {"C": "caseworker", "P": "consultant"}
_SHOWN: Final = timedelta(days=7)
"""From so long before its day a meeting, and what was agreed at one, stands on Today."""


def planned(case: Case) -> Iterator[Item]:
    """For both sides: proposals of the other one, meetings of the next days, and those whose day has passed."""
    soon = (case.today + _SHOWN).isoformat()
    for meeting in case.row.get("meetings", ()):
        about = meeting["digest"]
        if meeting["state"] == "proposed":
            if case.state in COURSE and meeting.get("org") != case.desk.settings.org:
                yield case.item(_PROPOSED, meeting["since"], about=about)
        elif meeting["state"] == "scheduled" and meeting["day"] < case.day:
            yield case.item(_RECORD, meeting["day"], about=about)
        elif meeting["state"] == "scheduled" and meeting["day"] <= soon:
            yield case.item(_TO_COME, meeting["since"], until=meeting["day"], about=about)


def due(case: Case) -> Iterator[Item]:
    """For the caseworker: from a fortnight before the next one is due, while none is planned."""
    if case.state not in RUNNING or case.state == "on_hold":
        return
    if any(meeting["state"] in ("proposed", "scheduled") for meeting in case.row.get("meetings", ())):
        return
    by = next_by(case)
    if by and (since := case.before("meeting_notice", by)) <= case.day:
        yield case.item(_DUE, since, until=by)


def next_by(case: Case) -> str:
    """By when to meet next (ISO): what the last meeting agreed on, else so many weeks, as the order says, after it or
    after the start. "" where the course ends before that, or has not begun."""
    row = case.row
    held = [meeting for meeting in row.get("meetings", ()) if meeting["state"] == "held"]
    last = max(held, key=lambda meeting: str(meeting["day"]), default=None)
    if last and last.get("next_by"):
        return str(last["next_by"])
    start = str(last["day"] if last else row.get("start", ""))
    if not start:
        return ""
    weeks = row.get("meeting_weeks") or case.clocks.length("meeting")
    by = after(day_of(start), weeks, "weeks").isoformat()
    return by if by <= row.get("end", "") else ""


def agreed(case: Case) -> Iterator[Item]:
    """For both sides: what their own side took on at a meeting, from a week before its day. No document says that it
    is done, so the line is put aside by whoever did it."""
    if case.state not in COURSE:
        return
    soon = (case.today + _SHOWN).isoformat()
    for meeting in case.row.get("meetings", ()):
        for number, decision in enumerate(meeting.get("decisions", ())):
            if decision["owner"] == _OWNER[case.desk.actor] and decision["by"] <= soon:
                yield from _own(case, meeting, number, decision)


def _own(case: Case, meeting: dict[str, Any], number: int, decision: dict[str, Any]) -> Iterator[Item]:
    mark = f"agreed {meeting['record']} {number}"
    if not case.is_aside(mark):
        about = f"{meeting['digest']} {number}"
        yield case.item(_AGREED, meeting["day"], until=decision["by"], detail=decision["text"], about=about, mark=mark)
