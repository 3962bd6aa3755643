"""An order's three-party meetings: a line for each, and all that was said of the one under the cursor."""

from datetime import date

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from orderdesk.desk.moves import telling
from orderdesk.desk.reporting.course_reading import CourseReading
from orderdesk.desk.reporting.meeting_reading import MeetingReading
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.listing import Column, RecordList, Row
from orderdesk.tui.orders.happenings import moment
from orderdesk.tui.orders.worded import pairs


class MeetingsPage(Vertical):
    """Shows the meetings of a course."""

    DEFAULT_CSS = """
    MeetingsPage #meeting { height: auto; max-height: 10; border-top: solid $primary; padding: 0 1; }
    MeetingsPage #next-meeting { height: auto; padding: 0 1; }
    """

    class Chosen(Message):
        """Enter on a meeting: what can be done with it is asked for."""

        def __init__(self, meeting: str) -> None:
            super().__init__()
            self.meeting = meeting

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="page")
        self._meetings: dict[str, MeetingReading] = {}

    def compose(self) -> ComposeResult:
        yield Static("", id="next-meeting", markup=False)
        yield RecordList(
            [
                Column("when", N_("When"), 19), Column("state", N_("State"), 22), Column("where", N_("Where")),
                Column("decided", N_("Decided"), 12, drop=1),
            ],
            id="meetings-list", empty=N_("No meeting yet. F9 proposes, schedules or records one."),
        )  # fmt: skip
        with VerticalScroll(id="meeting"):
            yield Static("", id="meeting-text", markup=False)

    def show(self, course: CourseReading, today: date) -> None:
        """Show the meetings, the latest first; those without a day yet before them."""
        self._meetings = {one.id: one for one in course.meetings}
        ordered = sorted(course.meetings, key=lambda one: (not one.day, one.day, one.since), reverse=True)
        self.query_one(RecordList).set_rows([_row(one) for one in ordered])
        self.query_one("#next-meeting", Static).update(next_meeting(course, today))
        self._show_meeting()

    def focus_list(self) -> None:
        """Into the list."""
        self.query_one("#meetings-list RowsView").focus()

    @on(RecordList.Highlighted, "#meetings-list")
    def _show_meeting(self) -> None:
        found = self._meetings.get(self.query_one(RecordList).current or "")
        self.query_one("#meeting").display = found is not None
        self.query_one("#meeting-text", Static).update(meeting_text(found) if found else "")

    @on(RecordList.Selected, "#meetings-list")
    def _choose(self, event: RecordList.Selected) -> None:
        event.stop()
        self.post_message(self.Chosen(event.key))


def _row(one: MeetingReading) -> Row:
    when = f"{show_date(one.day)} {one.time}".strip() if one.day else _("no time yet")
    where = one.place or (words("meeting_form", one.form) if one.form else "")
    held = [said.body for said in one.said if said.sub == "held"]
    decided = len(held[-1].get("decisions", ())) if held else 0
    count = ngettext("{count} decision", "{count} decisions", decided).format(count=decided) if decided else ""
    return Row(one.id, (when, words("meeting_state", one.state), where, count), sort={"when": one.day or "9"},
               search=one.purpose)  # fmt: skip


def next_meeting(course: CourseReading, today: date) -> str:
    """When the next meeting is, or by when it should be; "" where none is waited for."""
    coming = sorted(one.day for one in course.meetings if one.state == "scheduled" and one.day >= today.isoformat())
    if coming:
        return _("Next meeting: {day}").format(day=show_date(coming[0]))
    if not course.next_meeting_by:
        return ""
    text = _("Next meeting due by {day}").format(day=show_date(course.next_meeting_by))
    return f"! {text}" if course.next_meeting_by < today.isoformat() else text


def meeting_text(one: MeetingReading) -> Text:
    """Everything said of a meeting, the last word first: who was there, what was decided, the citizen's remarks."""
    text = Text()
    for said in reversed(one.said):
        text.append(f"{said.who} {telling.what('meeting', said.sub)}, {moment(said.issued)}\n", "bold")
        for label, value in pairs("meeting", said.body):
            text.append(f"{_(label)}: ", "bold")
            text.append(f"{value}\n")
    if one.moved_from:
        text.append(_("It was moved from another time.") + "\n")
    text.rstrip()
    return text
