"""One gap in full: what, why, what closes it and who can, what was considered."""

import asyncio
from datetime import date

from textual import work
from textual.containers import VerticalScroll

from orderdesk.desk.casework import entries, settling
from orderdesk.desk.casework.case_page import CasePage, read_page
from orderdesk.desk.casework.shown import GapLine, passages_as_text
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.cases.case_actions import PREPARED
from orderdesk.tui.cases.passages import passages_text
from orderdesk.tui.dialogs import ReasonDialog
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.text_page import TextPage, TextScreen
from orderdesk.tui.reading_screen import ReadingScreen
from orderdesk.tui.screen import DeskScreen

register(
    Action("gap.prepare", "f4,enter", N_("Prepare"), N_("Prepare what closes the gap. Nothing is sent by itself."),
           "gap", True),
    Action("gap.remark", "f6", N_("Remark"), N_("Write a remark on the gap."), "gap", True),
    Action("gap.settle", "f7", N_("Settled"), N_("Note why the gap is settled, where only a person can say so."),
           "gap", True),
    Action("gap.copy", "ctrl+k", N_("Copy"), N_("Copy the explanation."), "gap", True),
)  # fmt: skip


class GapScreen(ReadingScreen, TextScreen):
    """The gap with that key in a case, as of a day (today where none is given)."""

    scope = "gap"
    heading = N_("Gap")
    help_topic = N_(
        "One gap in full. What was not found in the file; why it is asked, with the rule, where it stands, and whether"
        " a person has verified it; what closes it and who can; what was considered and why it did not count.\n\n"
        "Enter or F4 prepares what closes it. You change it and send it; nothing goes by itself. F6 writes a remark."
        " F7 notes why it is settled, where only a person can say so: papers that disagree and have been explained, a"
        " problem that was looked into, a request that asks for more. Ctrl+K copies the text."
        " The number of the rule pack tells exactly which rules answered."
    )
    BINDINGS = bindings_for("gap")
    unreadable = N_("The case cannot be shown.")

    def __init__(self, case: str, key: str, as_of: date | None = None) -> None:
        super().__init__()
        self.case = case
        self.key = key
        self.as_of = as_of
        self.shown: CasePage | None = None

    def body(self) -> tuple[VerticalScroll]:
        self.desk: Desk = open_desk_of(self.app).desk
        return TextScreen.body(self)

    @property
    def gap(self) -> GapLine | None:
        """The gap as it was read last."""
        return next((one for one in self.shown.gaps if one.key == self.key), None) if self.shown else None

    def read_desk(self) -> CasePage:
        return read_page(self.desk, self.case, self.as_of)

    async def show_read(self, found: CasePage) -> None:
        self.shown = found
        parts = found.explained(self.key)
        self.heading_detail = f"{found.title} · {self.key}"
        page = TextPage()
        page.text = passages_text(parts)
        if not parts:
            page.words(_("No rule says this of the case any more."))
        self.show_page(page)
        self.plain = passages_as_text(parts)

    def why_not(self, action_id: str) -> str:
        if action_id == "gap.prepare" and (self.gap is None or self.gap.action not in PREPARED):
            return _("There is nothing to prepare for this one.")
        return "" if self.gap or action_id == "gap.copy" else _("The case is being read.")

    @work(exclusive=True, group="doing")
    async def action_prepare(self) -> None:
        """F4."""
        from orderdesk.tui.cases.preparing import prepare

        if self.gap is not None:
            await prepare(self.app, self.desk, self.case, self.gap)

    @work(exclusive=True, group="doing")
    async def action_remark(self) -> None:
        """F6."""
        if self.gap is not None:
            await write_remark(self, self.desk, self.case, self.gap)
            self.read_again()

    @work(exclusive=True, group="doing")
    async def action_settle(self) -> None:
        """F7."""
        if self.gap is not None:
            await settle_gap(self, self.desk, self.case, self.gap)
            self.read_again()

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        copy_text(self.app, self.plain)
        self.notify(_("Copied."))


async def write_remark(screen: DeskScreen, desk: Desk, case: str, gap: GapLine) -> None:
    """Ask for a remark on the gap and keep it."""
    text = await screen.app.push_screen_wait(ReasonDialog(N_("A remark on this gap"), gap.what))
    if text:
        note = {"gap": gap.key, "kind": "remark", "day": desk.today().isoformat(), "by": desk.settings.name,
                "text": text}  # fmt: skip
        try:
            await asyncio.to_thread(entries.add, desk, case, "notes", note)
        except OrderdeskError as error:
            screen.notify(str(error), severity="warning", markup=False)


async def settle_gap(screen: DeskScreen, desk: Desk, case: str, gap: GapLine) -> None:
    """Ask why the gap is settled and keep it; or say that no word settles it."""
    text = await screen.app.push_screen_wait(ReasonDialog(N_("Why this gap is settled"), gap.what))
    if text:
        try:
            await asyncio.to_thread(settling.settle, desk, case, gap.key, text)
        except OrderdeskError as error:
            screen.notify(str(error), severity="warning", markup=False)
