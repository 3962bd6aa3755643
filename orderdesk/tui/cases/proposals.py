"""What orders and reports brought to a case: proposed with the gaps that it would close; a person confirms each, or
leaves it out."""

import asyncio
from typing import Any, cast

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.desk.casework import feeding
from orderdesk.desk.casework.case_page import CasePage, read_page
from orderdesk.desk.casework.entry_drafts import EntryKind, for_form
from orderdesk.desk.casework.feeding import Proposal
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.locale.days import in_words
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.cases.passages import entry_text
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.listing import Column, RecordList, Row
from orderdesk.tui.moments import DATE_WIDTH, day_text
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.reading_screen import ReadingScreen

register(
    Action("proposals.confirm", "enter,f9", N_("Confirm"), N_("Put it into the case, and note the gaps it closes."),
           "proposals", True, confirm=True),
    Action("proposals.plain", "f8", N_("Without notes"), N_("Put it into the case, and note no gap as closed by it."),
           "proposals", True),
    Action("proposals.aside", "delete", N_("Leave out"), N_("It does not belong in this case; it is not shown again."),
           "proposals", True, confirm=True),
)  # fmt: skip


def waiting(desk: Desk, case: str) -> int:
    """How many proposals wait for a person."""
    return len(feeding.proposals(desk, case))


class ProposalsScreen(ReadingScreen):
    """The proposals for a case."""

    scope = "proposals"
    heading = N_("Proposals")
    help_topic = N_(
        "What came from orders, reports and meetings about this citizen and is not in the case file yet. Below the list"
        " stands what would be written, and which gaps the rules would then hold for closed.\n\n"
        "Enter puts it into the case and notes that you hold these gaps for closed; F8 puts it in without such a note;"
        " Delete leaves it out. Nothing enters the file by itself."
    )
    BINDINGS = bindings_for("proposals")
    CSS = """
    ProposalsScreen RecordList { height: 2fr; }
    ProposalsScreen.-short #whole { max-height: 1000; }
    ProposalsScreen #pane { height: 3fr; padding: 0 1; background: $panel; }
    """

    def __init__(self, case: str) -> None:
        super().__init__()
        self.case = case
        self.page: CasePage | None = None
        self._proposals: dict[str, Proposal] = {}

    def body(self) -> ComposeResult:
        self.desk: Desk = open_desk_of(self.app).desk
        columns = (
            Column("day", N_("Day"), width=DATE_WIDTH), Column("what", N_("What")),
            Column("closes", N_("Would close"), width=12, right=True),
        )  # fmt: skip
        yield RecordList(columns, empty=N_("Nothing waits to be confirmed."))
        with VerticalScroll(id="pane"):
            yield Static("", id="whole", markup=False)

    def on_mount(self) -> None:
        self.query_one("RowsView").focus()

    def read_desk(self) -> tuple[list[Proposal], CasePage]:
        return feeding.proposals(self.desk, self.case), read_page(self.desk, self.case)

    async def show_read(self, found: tuple[list[Proposal], CasePage]) -> None:
        proposals, self.page = found
        self.heading_detail = self.page.title
        self._proposals = {one.id: one for one in proposals}
        today = self.desk.today()
        self.query_one(RecordList).set_rows([
            Row(one.id, (day_text(one.since, today), one.what.told(in_words), str(len(one.closes) or "")),
                sort={"day": one.since})
            for one in sorted(proposals, key=lambda one: not one.closes)  # what would close something stands first
        ])  # fmt: skip
        self._show_whole()

    @property
    def chosen(self) -> Proposal | None:
        """The proposal under the cursor."""
        return self._proposals.get(self.query_one(RecordList).current or "")

    @on(RecordList.Highlighted)
    def _show_whole(self) -> None:
        one, text = self.chosen, Text()
        if one is not None and self.page is not None:
            text.append(one.what.told(in_words) + "\n", "bold")
            if one.changes:
                text.append(_("It would complete {entry}.").format(entry=one.changes) + "\n")
            text.append(f"{self._would_close(one)}\n\n")
            kind = cast(EntryKind, one.kind)
            text.append_text(entry_text(FORMS[kind], for_form(kind, one.entry)))
        self.query_one("#whole", Static).update(text)
        self.show_footer()

    def _would_close(self, one: Proposal) -> str:
        titles = {gap.key: gap.headline for gap in self.page.gaps} if self.page else {}
        if not one.closes:
            return _("It would close none of the gaps.")
        return "\n".join([_("It would close:"), *(f"- {titles.get(key, key)} ({key})" for key in one.closes)])

    def why_not(self, action_id: str) -> str:  # noqa: ARG002 (all of them are about the proposal under the cursor)
        return "" if self.chosen is not None else _("Nothing waits to be confirmed.")

    @on(RecordList.Selected)
    def _selected(self) -> None:
        self.action_confirm()

    @work(exclusive=True, group="doing")
    async def action_confirm(self) -> None:
        """Enter."""
        if (one := self.chosen) is None:
            return
        consequence = f"{one.what.told(in_words)}\n{self._would_close(one)}"
        question = ConfirmDialog(N_("Put it into the case?"), consequence, "ctrl+s", N_("Put it in"))
        if await self.app.push_screen_wait(question):
            await self._do(feeding.confirm, self.desk, self.case, one)

    @work(exclusive=True, group="doing")
    async def action_plain(self) -> None:
        """F8."""
        if (one := self.chosen) is not None:
            await self._do(feeding.confirm, self.desk, self.case, one, ())

    @work(exclusive=True, group="doing")
    async def action_aside(self) -> None:
        """Delete."""
        if (one := self.chosen) is None:
            return
        question = ConfirmDialog(N_("Leave it out of the case?"), one.what.told(in_words), "f10", N_("Leave out"))
        if await self.app.push_screen_wait(question):
            await self._do(feeding.decline, self.desk, self.case, one)

    async def _do(self, change: Any, *arguments: Any) -> None:
        try:
            await asyncio.to_thread(change, *arguments)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
        open_desk_of(self.app).after_change()
        self.read_again()
