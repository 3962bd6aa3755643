"""One case: what it still lacks and why, all that the file holds, and what can be done about it."""

import asyncio
from typing import Any, Final, cast

from textual import on, work

from orderdesk.desk.casework import entries
from orderdesk.desk.casework.case_page import EntryLine, SectionName
from orderdesk.desk.casework.entry_drafts import EntryKind
from orderdesk.desk.casework.shown import passages_as_text
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.cases import case_actions
from orderdesk.tui.cases.case_view import CaseView
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.listing import RecordList

_NEW: Final[dict[SectionName, tuple[EntryKind, ...]]] = {
    "facts": ("facts", "head"), "evidence": ("evidence", "health_events"), "requests": ("requests",),
    "conversations": ("conversations",), "measures": ("measures", "trials"),
}  # fmt: skip
"""What can be added on a page; on the others a person chooses among all."""


class CaseScreen(CaseView):
    """The case by its short name, as `CaseView` takes it."""

    scope = "case"
    heading = N_("Case")
    help_topic = N_(
        "What the case still lacks before the decision, and why; and all that the file holds. F8 and F7 go from page to"
        " page.\n\n"
        "A gap says what was not found in the file, never that it was not done. Beside it stands why it is asked, with"
        " the rule and where it stands, what closes it and who can, and what was considered and why it did not count."
        " Tab goes there to scroll; Enter shows it in full, Ctrl+K copies it, F6 writes a remark.\n\n"
        "F4 prepares what closes the gap: an order, a request to a doctor, a question, a letter. You change it and send"
        " it; nothing goes by itself. F9 shows what came from orders and reports, to confirm.\n\n"
        "F2 adds an entry, Enter changes one, F10 notes the next step of a request, Ctrl+N shows its printed"
        " text, and saves the file of a paper.\n\n"
        "F3 asks as of another day; F5 what would be reused on another track. Ctrl+T shows one kind of gaps."
    )
    BINDINGS = bindings_for("case")
    CSS = """
    CaseScreen #about { height: auto; max-height: 2; padding: 0 1; background: $panel; }
    CaseScreen #pages { width: 20; height: 1fr; border: none; padding: 0; text-wrap: nowrap; text-overflow: ellipsis; }
    CaseScreen #matter { width: 1fr; height: 1fr; layout: vertical; border-left: vkey $primary; }
    CaseScreen RecordList { height: 1fr; }
    CaseScreen #pane { height: 1fr; padding: 0 1; background: $panel; }
    CaseScreen.-wide #matter { layout: horizontal; }
    CaseScreen.-wide RecordList { width: 5fr; height: 1fr; }
    CaseScreen.-wide #pane { width: 4fr; height: 1fr; }
    CaseScreen.-short #about { max-height: 1; }
    CaseScreen.-short #matter { max-height: 1000; }
    CaseScreen.-short #pane { display: none; }
    CaseScreen.-slim #pages { display: none; }
    """

    def why_not(self, action_id: str) -> str:
        return case_actions.why_not(action_id, self.shown, self.page, self.gap, self.entry)

    @on(RecordList.Selected)
    def action_open(self) -> None:
        """Enter."""
        if (gap := self.gap) is not None and self.shown is not None:
            from orderdesk.tui.cases.gap_screen import GapScreen

            self.app.push_screen(GapScreen(self.case, gap.key, self.as_of))
        elif (entry := self.entry) is not None and entry.kind != "notes":
            self.app.push_screen(places.case_entry(self.case, entry.kind, entry.entry))

    @work(exclusive=True, group="doing")
    async def action_add(self) -> None:
        """F2."""
        kinds = _NEW.get(self.page) or tuple(kind for page in _NEW for kind in _NEW[page] if kind != "head")
        kind: str | None = kinds[0]
        if len(kinds) > 1:
            choices = [(one, FORMS[one].title) for one in kinds]
            kind = await self.app.push_screen_wait(ChoiceDialog(N_("Add what?"), choices))
        if kind:
            self.app.push_screen(places.case_entry(self.case, cast(EntryKind, kind), ""))

    @work(exclusive=True, group="doing")
    async def action_as_of(self) -> None:
        """F3."""
        from orderdesk.tui.cases.asking import ask_day

        today = self.desk.today()
        day = await ask_day(self.app, N_("As of which day?"), today, self.as_of or today)
        if day is not None:
            self.as_of = None if day == today else day
            self.read_again()

    @work(exclusive=True, group="doing")
    async def action_if_track(self) -> None:
        """F5."""
        from orderdesk.tui.cases.track_screen import ask_track

        if self.shown is not None and (screen := await ask_track(self.app, self.shown)) is not None:
            self.app.push_screen(screen)

    @work(exclusive=True, group="doing")
    async def action_prepare(self) -> None:
        """F4."""
        from orderdesk.tui.cases.preparing import prepare

        entry = self.entry
        if self.gap is None and entry is not None and entry.kind == "requests":
            await self._step(entry)
        elif (gap := self.gap) is not None:
            await prepare(self.app, self.desk, self.case, gap)

    @work(exclusive=True, group="doing")
    async def action_remark(self) -> None:
        """F6."""
        from orderdesk.tui.cases.gap_screen import write_remark

        if (gap := self.gap) is not None:
            await write_remark(self, self.desk, self.case, gap)
            self.read_again()

    @work(exclusive=True, group="doing")
    async def action_proposals(self) -> None:
        """F9."""
        from orderdesk.tui.cases.proposals import ProposalsScreen

        await self.app.push_screen(ProposalsScreen(self.case))

    @work(exclusive=True, group="doing")
    async def action_step(self) -> None:
        """F10."""
        if (entry := self.entry) is not None and entry.kind == "requests":
            await self._step(entry)

    async def _step(self, entry: EntryLine) -> None:
        from orderdesk.tui.cases.steps import next_step

        if await next_step(self.app, self.desk, self.case, entry.entry):
            self.read_again()

    @work(exclusive=True, group="doing")
    async def action_paper(self) -> None:
        """Ctrl+N."""
        from orderdesk.tui.cases.asking import save_attached
        from orderdesk.tui.cases.papers import request_paper

        if (entry := self.entry) is None or self.shown is None:
            return
        if file := case_actions.file_of(self.shown, entry):
            await save_attached(self.app, self.desk, *file)
        elif entry.kind == "requests":
            try:
                self.app.push_screen(request_paper(self.desk, self.case, entry.entry))
            except OrderdeskError as error:
                self.notify(str(error), severity="warning", markup=False)

    @work(exclusive=True, group="doing")
    async def action_remove(self) -> None:
        """Delete."""
        entry = self.entry
        if entry is None or entry.kind == "head" or self.shown is None:
            return
        question = ConfirmDialog(
            N_("Take the entry out of the case?"), f"{entry.what} · {entry.detail}", "f9", N_("Remove")
        )
        if await self.app.push_screen_wait(question):
            seen = self.shown.revision
            await self._do(entries.remove, self.desk, self.case, entry.kind, entry.entry, seen=seen)

    async def _do(self, change: Any, *arguments: Any, **named: Any) -> None:
        """Change the case, in a thread; say what stood in the way."""
        try:
            await asyncio.to_thread(change, *arguments, **named)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.read_again()

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        if self.shown is None:
            return
        gap = self.gap
        copy_text(self.app, passages_as_text(self.shown.explained(gap.key)) if gap else self._whole().plain)
        self.notify(_("Copied."))
