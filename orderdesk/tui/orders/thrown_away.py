"""Offers back a draft that was thrown away."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Label

from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import Dialog


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
