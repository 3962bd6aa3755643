"""Asks for one line of text: an address, a number, a file."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Label

from orderdesk.locale import _
from orderdesk.tui.dialogs import Dialog


class LineDialog(Dialog[str]):
    """Enter or the button answers with the line, without the spaces around it. None when cancelled. Texts are msgids or
    texts with data already in. With `replace`, what is typed takes the place of `value`: a day or a number is written
    anew, a path is written on."""

    def __init__(
        self, title: str, help: str = "", value: str = "", *, required: bool = True, replace: bool = False
    ) -> None:
        super().__init__(title)
        self._help = help
        self._value = value
        self._required = required
        self._replace = replace

    def body(self) -> ComposeResult:
        if self._help:
            yield Label(_(self._help), markup=False)
        yield Input(self._value, compact=True, select_on_focus=self._replace)
        yield Label("", classes="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel") + " (Esc)", id="cancel", compact=True)
            yield Button(_("OK") + " (Enter)", id="ok", compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def _answer(self) -> None:
        text = self.query_one(Input).value.strip()
        if self._required and not text:
            self.say(_("Nothing was typed."))
        else:
            self.dismiss(text)
