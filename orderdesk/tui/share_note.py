"""Asks for a note to colleagues: what somebody is good at, and a few sentences."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Input, Label, TextArea

from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import Dialog
from orderdesk.tui.form.long_text import LongText

Written = tuple[str, tuple[str, ...]]
"""The text, and what the person is good at."""


class ShareNoteDialog(Dialog[Written]):
    """Ctrl+S or the button answers with what was written, once `problem` has nothing against it (Enter makes a new line
    in the text). None when cancelled."""

    BINDINGS = [Binding("ctrl+s", "answer", "Share", show=False)]
    DEFAULT_CSS = "ShareNoteDialog TextArea { height: 5; }"

    def __init__(
        self,
        about: str,
        own_org: str,
        earlier: Written,
        problem: Callable[[str, tuple[str, ...]], str],
        trouble: str = "",
    ) -> None:
        super().__init__(N_("Share a note with your colleagues"))
        self._about = about
        self._own_org = own_org
        self._earlier = earlier
        self._problem = problem
        self._trouble = trouble

    def body(self) -> ComposeResult:
        text, good_at = self._earlier
        yield Label(_("About {name}").format(name=self._about), markup=False)
        seen_by = _("Your colleagues at {org} see this; the provider never does.")
        yield Label(seen_by.format(org=self._own_org), markup=False)
        yield Label(_("Write about the work, never about a citizen."), markup=False)
        yield Label(_("Good at (with commas between):"))
        yield Input(", ".join(good_at), compact=True, select_on_focus=False)
        yield Label(_("In a sentence or two:"))
        yield LongText(text, compact=True, soft_wrap=True)
        yield Label("", classes="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Cancel") + " (Esc)", id="cancel", compact=True)
            yield Button(_("Share") + " (Ctrl+S)", id="ok", compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        if self._trouble:
            self.say(self._trouble)

    @on(Input.Submitted)
    def _to_the_text(self) -> None:
        self.query_one(TextArea).focus()

    @on(Button.Pressed, "#ok")
    def action_answer(self) -> None:
        """Hand over what was written, or say what is wrong with it; nothing that was typed goes."""
        text = self.query_one(TextArea).text.strip()
        good_at = tuple(part.strip() for part in self.query_one(Input).value.split(",") if part.strip())
        if wrong := self._problem(text, good_at):
            self.say(wrong)
        else:
            self.dismiss((text, good_at))
