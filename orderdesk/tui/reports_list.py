"""All reports on this desk, with search and filters."""

from typing import TYPE_CHECKING

from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.moments import DATE_WIDTH, PERIOD_WIDTH, day_text, period_text
from orderdesk.tui.record_room import RecordRoom, Records

if TYPE_CHECKING:
    from datetime import date

    from orderdesk.desk.desk import Desk
    from orderdesk.desk.listing import ReportRow
    from orderdesk.desk.marks import Marks
    from orderdesk.desk.ordering.answered_version import AnsweredVersion

register(
    Action("reports.open", "enter", N_("Open"), N_("Read the report, or go on with the draft."), "reports"),
    Action("reports.order", "f9", N_("Its order"), N_("Open the order that the report answers."), "reports"),
    Action("reports.discard", "delete", N_("Throw away"), N_("Throw the draft under the cursor away."), "reports",
           confirm=True),
    Action("reports.restore", "ctrl+r", N_("Take back"), N_("Take back a draft that was thrown away."), "reports"),
)  # fmt: skip

UNREAD = ("submitted", "draft_submitted")


class ReportsScreen(RecordRoom["ReportRow"]):
    """The list of reports."""

    scope = "reports"
    room = "reports"
    heading = N_("Reports")
    help_topic = N_(
        "All reports on this desk: drafts first, then the newest. A version that a later one took the place of is left"
        " out. ! marks what is late.\n\n"
        "Ctrl+T shows the next kind: drafts, mine, late, not read, to decide on, elaboration asked for, approved. Type"
        " to search.\n\n"
        "Enter reads the report against its order, or goes on with the draft. F9 opens the order itself."
    )
    BINDINGS = bindings_for("reports")
    columns = (
        Column("mark", N_("!"), width=1),
        Column("citizen", N_("Citizen")),
        Column("state", N_("State"), width=22),
        Column("period", N_("Period"), width=PERIOD_WIDTH),
        Column("kind", N_("Kind"), width=16, drop=3),
        Column("person", N_("Consultant"), width=16, drop=2),
        Column("provider", N_("Provider"), width=18, drop=4),
        Column("answers", N_("Order"), width=10, drop=5),
        Column("issued", N_("Sent"), width=DATE_WIDTH, drop=1),
    )
    filters = (
        Filter("drafts", N_("drafts"), lambda row: "draft" in row.tags),
        Filter("mine", N_("mine"), lambda row: "mine" in row.tags),
        Filter("late", N_("late"), lambda row: "late" in row.tags),
        Filter("unread", N_("not read"), lambda row: bool(row.tags.intersection(UNREAD))),
        Filter("decide", N_("to decide on"), lambda row: "read" in row.tags),
        Filter("elaborate", N_("elaboration asked for"), lambda row: "elaboration_requested" in row.tags),
        Filter("approved", N_("approved"), lambda row: "approved" in row.tags),
    )
    empty = N_("No reports yet.")

    def read(self, desk: "Desk") -> "Records[ReportRow]":
        from orderdesk.desk import listing, marks

        found = {row.digest or row.draft: row for row in listing.reports(desk)}
        marked, day = marks.marks(desk), desk.today()
        rows = [_row(key, row, marked, day) for key, row in found.items()]
        return Records(rows, found, {key: _sentence(row, day) for key, row in found.items()})

    def open(self, record: "ReportRow") -> None:
        if record.draft:
            self.go_to_draft(record.draft)
        else:
            self.app.push_screen(places.report(record.digest))

    def why_not(self, action_id: str) -> str:
        record = self.record() if self._found else None
        if action_id == "reports.discard" and (record is None or not record.draft):
            return _("Only a draft can be thrown away; a report that was sent is kept.")
        if action_id == "reports.order" and record is None:
            return _("There is nothing to open.")
        return super().why_not(action_id)

    def action_order(self) -> None:
        """F9."""
        if (record := self.record()) is not None:
            self.app.push_screen(places.order(record.thread))

    def action_discard(self) -> None:
        """Delete."""
        if (record := self.record()) is not None and record.draft:
            self.throw_away(record.draft, record.citizen)

    def action_restore(self) -> None:
        """Ctrl+R."""
        self.take_back("report")


def _row(key: str, row: "ReportRow", marked: "Marks", day: "date") -> Row:
    from orderdesk.desk.ordering.answered_version import in_a_column
    from orderdesk.desk.wording import words

    late = key in marked.late
    tags = {row.state, *(["late"] if late else []), *(["mine"] if row.thread in marked.mine else [])}
    return Row(
        key=key,
        cells=("!" if late else "", row.citizen, words("report_state", row.state),
               period_text(row.start, row.end, day), words("report_kind", row.kind), row.person, row.provider,
               in_a_column(_version(row)), day_text(row.issued, day)),
        sort={"mark": not late, "period": row.start, "issued": row.issued or "9"},
        tags=frozenset(tags),
        style="bold" if late else "",
    )  # fmt: skip


def _version(row: "ReportRow") -> "AnsweredVersion":
    from orderdesk.desk.ordering.answered_version import AnsweredVersion

    return AnsweredVersion(row.answers, row.in_force, row.crossed)


def _sentence(row: "ReportRow", day: "date") -> str:
    from orderdesk.desk.ordering.answered_version import sentence
    from orderdesk.desk.wording import words

    state = _("{state} since {day}").format(state=words("report_state", row.state), day=day_text(row.since, day))
    period = period_text(row.start, row.end, day)
    answered = sentence(_version(row)) if row.answers else ""
    parts = (row.citizen, words("report_kind", row.kind), period, state, answered, row.person, row.provider)
    return " · ".join(part for part in parts if part)
