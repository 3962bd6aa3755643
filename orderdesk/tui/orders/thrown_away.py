"""Throwing a draft away: asked before, and offered back after."""

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Label

from orderdesk.desk import drafts
from orderdesk.desk.desk import Desk
from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import ConfirmDialog, Dialog
from orderdesk.tui.screen import DeskScreen


async def threw_away(screen: DeskScreen, desk: Desk, draft_id: str) -> bool:
    """Throw away the draft that `screen` edits, after asking; False where it stays or was taken back. For a worker."""
    question = ConfirmDialog(
        N_("Throw the draft away?"), N_("What was sent before stays. You can take it back."), "delete", N_("Throw away")
    )
    if not await screen.app.push_screen_wait(question) or not await screen.save_now():
        return False
    await asyncio.to_thread(drafts.discard, desk, draft_id)
    if await screen.app.push_screen_wait(ThrownAwayDialog()):
        await asyncio.to_thread(drafts.restore, desk, draft_id)
        return False
    return True


class ThrownAwayDialog(Dialog[bool]):
    """Says that the draft is gone, and offers it back. True when it should come back."""

    BINDINGS = [Binding("f2", "take_back", "", show=False)]

    def __init__(self) -> None:
        super().__init__(N_("The draft has been thrown away."))

    def body(self) -> ComposeResult:
        yield Label(_("It can still be taken back."), markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Leave it") + " (Esc)", id="cancel", compact=True)
            yield Button(_("Take it back") + " (F2)", id="back", compact=True)

    @on(Button.Pressed, "#back")
    def action_take_back(self) -> None:
        """F2."""
        self.dismiss(True)
