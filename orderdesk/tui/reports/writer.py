"""Writing a report: the order's own goals, questions and documentation as blocks, last month beside, checked as it
grows."""

import asyncio
from collections.abc import Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical

from orderdesk.desk import drafts
from orderdesk.desk.reporting import report_basis, reports
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.completeness import Mark
from orderdesk.tui.form.finding import Finding
from orderdesk.tui.form.view import FormView
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.draft_screen import DraftScreen
from orderdesk.tui.orders.files import asked_for_file
from orderdesk.tui.orders.new_rows import next_id, rows_at
from orderdesk.tui.orders.shown_findings import Shown, shown
from orderdesk.tui.reports.answers import period_words
from orderdesk.tui.reports.attendance import AttendanceGrid
from orderdesk.tui.reports.earlier import EarlierPanel, earlier_text, earlier_title
from orderdesk.tui.reports.form import ReportDraft, ReportForm
from orderdesk.tui.reports.sections import sections_of
from orderdesk.tui.reports.telling_absence import begun_with, told_of

register(
    Action("report.unanswered", "f2", N_("Next gap"), N_("Go to the next thing that keeps the report from being sent."),
           "report", footer=True),
    Action("report.attach", "f3", N_("Add file"), N_("Name a file that goes with the report."), "report"),
    Action("report.earlier", "f5", N_("Last month"),
           N_("Show or hide last month's text to this block, and what the version before said."), "report",
           footer=True),
    Action("report.discard", "f10", N_("Discard"), N_("Throw the draft away. It can be taken back."), "report",
           confirm=True),
    Action("report.send", "f9", N_("Send"), N_("Check the report, sign it and send it."), "report", footer=True,
           confirm=True),
)  # fmt: skip

_FOOTER = ("report.unanswered", "form.next-section", "report.earlier", "report.send")


class ReportDesk(FormDesk):
    """The form, what the checks found, and last month's text."""

    DEFAULT_CSS = """
    ReportDesk #beside { height: 5; }
    ReportDesk FindingsPanel { height: 1fr; }
    ReportDesk EarlierPanel { display: none; }
    ReportDesk.-earlier #beside { height: 9; }
    ReportDesk.-earlier FindingsPanel { display: none; }
    ReportDesk.-earlier EarlierPanel { display: block; }
    """

    def compose(self) -> ComposeResult:
        yield self.form
        with Vertical(id="beside"):
            yield self.findings
            yield EarlierPanel()


class WriterScreen(DraftScreen):
    """Writes the report in the draft with that id."""

    scope = "report"
    heading = N_("Report")
    help_topic = N_(
        "The report answers the order: each goal, question and piece of documentation is a block of its own, with the"
        " order's text above it.\n\n"
        "F8 and F7 go from block to block, F2 to the next thing that is missing, F5 shows last month's text. Everything"
        " is saved as you write.\n\n"
        "Attendance: the planned sessions are there. 1 came, 2 absent, 3 moved, 4 cancelled by us, 5 the rest came. The"
        " sums follow by themselves, and what we cancel never counts against the citizen.\n\n"
        "F9 checks the report and sends it, signed, to the caseworker. F10 throws the draft away."
    )
    BINDINGS = bindings_for("report")
    DEFAULT_CSS = """
    WriterScreen.-wide ReportDesk { layout: horizontal; }
    WriterScreen.-wide ReportDesk #beside { width: 38; height: 1fr; border-left: vkey $primary; }
    WriterScreen.-wide ReportDesk #beside FindingsPanel { display: block; height: 1fr; }
    WriterScreen.-wide SessionList { max-height: 16; }
    """

    def __init__(self, draft_id: str) -> None:
        super().__init__(draft_id)
        self._sending = False

    def body(self) -> ComposeResult:
        self.desk = open_desk_of(self.app).desk
        kept = drafts.load(self.desk, self.draft_id)
        self.thread = kept.thread
        self.against = report_basis.against(self.desk, kept)
        self.draft = ReportDraft(report_basis.with_all_blocks(self.against.order, kept.body))
        self._kind = self.draft.get("kind")
        self.form: ReportForm = ReportForm(sections_of(self.against, self.draft.body), self.draft)
        self.form_desk = ReportDesk(self.form, FindingsPanel(asides=True))
        yield self.form_desk

    def on_mount(self) -> None:
        self.heading_detail = self.against.citizen
        self.begin_saving()
        if self._has_earlier() and self.app.size.width >= 100:
            self.form_desk.add_class("-earlier")
        # Blocks that were begun before today are marked as those that were left.
        self.been_through = {one.id for one in self.form.sections if self.form.mark_of(one.id) is not Mark.EMPTY}
        self.check_now()

    def _has_earlier(self) -> bool:
        return self.against.previous is not None or self.against.before is not None

    def footer_names(self) -> Sequence[str]:
        """Without the key to last month where there was none."""
        earlier = self._has_earlier() or self.against.tried
        return [name for name in _FOOTER if name != "report.earlier" or earlier]

    # Last month's text

    @on(FormView.SectionShown)
    def _section_shown(self, event: FormView.SectionShown) -> None:
        self._show_earlier(event.section.id)

    def _show_earlier(self, page: str) -> None:
        panel = self.query_one(EarlierPanel)
        panel.show(earlier_title(self.against, page), earlier_text(self.against, self.draft.body, page))

    def action_earlier(self) -> None:
        """F5."""
        self.form_desk.toggle_class("-earlier")

    # Checks

    @on(FormView.Changed)
    def _changed(self, event: FormView.Changed) -> None:
        if event.path == ("kind",) and event.value != self._kind:
            self._kind = event.value
            self.form.show_sections(sections_of(self.against, self.draft.body))

    def found_in(self, body: dict[str, Any]) -> list[Shown]:
        return shown(self.desk, self.draft_id, body, reports.check(self.desk, body, self.thread))

    def show_found(self, found: Sequence[Finding]) -> None:
        super().show_found(found)
        if self.against.before is not None and self.page:  # what was written since may read otherwise now
            self._show_earlier(self.page)

    def action_unanswered(self) -> None:
        """F2: from gap to gap, in the order of the form; each press goes on."""
        blocking = [finding.path for finding in self.found if finding.severity == "block"]
        if not blocking:
            self.notify(_("Nothing is missing."))
            return
        ordered = sorted(blocking, key=self.form.place_of)
        here = self.form.here()
        self.form.jump_to(next((path for path in ordered if self.form.place_of(path) > here), ordered[0]))

    @on(AttendanceGrid.TellWanted)
    def _tell_absence(self, event: AttendanceGrid.TellWanted) -> None:
        """The form opens with what the row says; what was told comes back into it."""
        row = event.grid.rows[event.position] if event.position >= 0 else {}

        def told(sent: bool | None) -> None:
            if sent and event.position >= 0 and (found := told_of(self.desk, self.thread, row)):
                event.grid.put(event.position, found)

        begun = begun_with(self.desk, self.thread, row)
        self.app.push_screen(MoveScreen(self.thread, "tell_absence", begun=begun), told)

    @work(exclusive=True, group="attaching")
    async def action_attach(self) -> None:
        """F3."""
        if (file := await asked_for_file(self.app)) is not None:
            rows = rows_at(self.draft, "attachments")
            self.draft.close_step()
            self.draft.set("attachments", [*rows, {"id": next_id(rows, "B"), **file}])
            self.form.jump_to(("attachments", len(rows), "kind"))

    # Sending

    def why_not(self, action_id: str) -> str:
        return _("The report is being sent.") if action_id == "report.send" and self._sending else ""

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9: check, ask, sign, send."""
        if not await self.save_now():
            self.notify(_("The report was not sent, because it could not be saved."), severity="error")
            return
        await self.check()
        blocking = sum(finding.severity == "block" for finding in self.found)
        if blocking:
            self.notify(
                ngettext(
                    "{count} thing is missing before the report can be sent. F2 goes there.",
                    "{count} things are missing before the report can be sent. F2 goes to the next.",
                    blocking,
                ).format(count=blocking),
                severity="warning",
            )
            if self.app.size.width < 100:
                self.form_desk.remove_class("-earlier")
            self.been_through.update(section.id for section in self.form.sections)
            self.mark()
            self.form_desk.findings.focus()
            return
        question = ConfirmDialog(self._question(), self._consequence(), "ctrl+s", N_("Sign and send"))
        if await self.app.push_screen_wait(question):
            await self._send()

    def _question(self) -> str:
        if self.draft.get("kind") == "draft":
            return _("Send the draft for review?")
        return _("Sign and send the report?")

    def _consequence(self) -> str:
        return _(
            "{citizen}, {period}. It goes to {name}. What has been sent is never edited; a correction is a new version."
        ).format(
            citizen=self.against.citizen, period=period_words(self.draft.get("period") or {}), name=self.against.reader
        )

    async def _send(self) -> None:
        # Nothing may be saved after the draft has gone with the report: a late save would fail with no such draft.
        autosave, self.autosave = self.autosave, None
        self._sending = True
        try:
            issued = await asyncio.to_thread(reports.send, self.desk, self.draft_id)
        except OrderdeskError as error:
            self.autosave, self._sending = autosave, False
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return
        open_desk_of(self.app).after_change()
        self.app.notify(_("The report on {citizen} has been signed and is on its way.").format(
            citizen=self.against.citizen), markup=False)  # fmt: skip
        self.dismiss(issued.digest)
