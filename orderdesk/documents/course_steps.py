"""What notices and meetings do to a thread. Documents of the course: between the answer and the end, and just after."""

from dataclasses import replace

from orderdesk.documents.entry import Entry
from orderdesk.documents.stepping import begun, meeting_row, step
from orderdesk.documents.thread import MeetingState, Thread


def notice_step(thread: Thread, entry: Entry) -> Thread | None:
    """The thread after a notice; None where it is not possible."""
    after = step(thread, f"notice.{entry.sub}", entry)
    if after is None:
        return None
    match entry.sub:
        case "started":
            return begun(
                replace(
                    after,
                    first_offered=after.first_offered or entry.start,
                    first_attended=after.first_attended or entry.end,
                ),
                entry,
            )
        case "hold":
            return replace(after, before=thread.state, hold=entry.digest)
        case "resume":
            return replace(after, before="", hold="")
        case "end" | "hand_back":
            # A course on hold that is to be ended returns to being on hold, should the request be taken back.
            before = thread.before if thread.state == "on_hold" else thread.state
            held = thread.hold if thread.state == "on_hold" else ""
            return replace(
                after, before=before, hold=held, ending=entry.digest, ending_org=entry.org, last_day=entry.end
            )
        case "retract_end":
            return _retracted(thread, after)
        case "agree_end":
            ended = after.state == "awaiting_final"
            closing = "" if ended else entry.digest
            return replace(after, before="", hold="", end=thread.last_day or after.end, closing=closing)
        case "waive_final":
            return replace(after, closing=entry.digest)
        case "waive_report":
            return replace(after, waived=(*after.waived, (entry.start, entry.end)))
        case "reopen":
            return replace(after, end=entry.end, ending="", ending_org="", last_day="", closing="", before="", hold="")
        case "consultant":
            return replace(after, consultants=(*after.consultants, entry.digest))
        case "caseworker":
            return replace(after, caseworkers=(*after.caseworkers, entry.digest))
        case "withdraw" | "replaced" | "entered_in_error":
            return replace(after, closing=entry.digest)
    return replace(after, told=(*after.told, entry.digest))


def _retracted(thread: Thread, after: Thread) -> Thread:
    after = replace(after, ending="", ending_org="", last_day="")
    return replace(after, state="on_hold") if thread.hold else replace(after, before="")


def meeting_step(thread: Thread, entry: Entry) -> Thread | None:
    """The thread after a meeting's document; None where the order or the meeting does not take it."""
    after = step(thread, f"meeting.{entry.sub}", entry)
    meeting = thread.meetings.get(entry.about)
    if after is None or (entry.about and meeting is None) or (entry.digest in thread.meetings):
        return None
    row = meeting_row(meeting.state if meeting else "none", f"meeting.{entry.sub}")
    if row is None:
        return None
    meetings = dict(after.meetings)
    opened = entry.about or entry.digest
    known = meeting or MeetingState(entry, "none", entry.issued)
    day = known.day if row.next == "rescheduled" else entry.start or known.day
    meetings[opened] = replace(known, entry=entry, state=row.next, since=entry.issued, day=day)
    if entry.sub == "reschedule":
        meetings[entry.digest] = MeetingState(entry, "scheduled", entry.issued, entry.start, moved_from=opened)
    return replace(after, meetings=meetings)
