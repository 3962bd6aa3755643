"""From what a person types to the meeting that is meant: the beginning of its id, or its day."""

from dataclasses import dataclass

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.documents.lifecycle import rows_of
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.thread import meeting_refusal
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _, ngettext


@dataclass(frozen=True, slots=True)
class Meant:
    """A meeting by the document that opened it, and its day (ISO, "" while it is proposed)."""

    id: str
    day: str


def meeting(desk: Desk, thread: str, typed: str, day: str = "") -> str:
    """The meeting of the order that is meant by its `day` (ISO, where what was typed is one) or by the beginning of its
    id. Raises NotFound, or NotPossible where several could be."""
    wanted = typed.strip().casefold().removeprefix("sha256-")
    meetings = index.thread_of(desk, thread).meetings
    # A meeting that was moved keeps its first day; the one that is meant by a day is the one that stands.
    by_day = [name for name, state in meetings.items() if day and state.day == day and state.state != "rescheduled"]
    found = by_day or [name for name in meetings if wanted and name.removeprefix("sha256-").startswith(wanted)]
    if not found:
        raise NotFound(
            _("No meeting on this order goes by that id or day."), _("`orderdesk order meeting list` shows them.")
        )
    return _the_one(found)


def that_fits(desk: Desk, thread: str, action: str) -> Meant | None:
    """The only meeting on which `action` can be done next; None where it opens one. Raises NotPossible where several
    could be meant, or none for an action that needs one."""
    rows = rows_of(MEETING_TABLE, action)
    meetings = index.thread_of(desk, thread).meetings
    opens = any("none" in row.states for row in rows)
    ends = {row.next for row in rows} if opens else set()
    fitting = [
        name for name, state in meetings.items() if not meeting_refusal(state, action) and state.state not in ends
    ]  # fmt: skip
    if fitting:
        found = _the_one(fitting)
        return Meant(found, meetings[found].day)
    if opens:
        return None
    if not meetings:
        raise NotPossible(_("There is no meeting on this order yet."))
    raise NotPossible(_(rows[0].refusal))


def _the_one(found: list[str]) -> str:
    if len(found) > 1:
        raise NotPossible(
            ngettext("{count} meeting could be meant.", "{count} meetings could be meant.", len(found)).format(
                count=len(found)
            ),
            _("Say which: `orderdesk order meeting list` shows their ids."),
        )
    return found[0]
