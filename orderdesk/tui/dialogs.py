"""Questions on top of a screen. The answer that changes nothing has the focus; a destructive one needs a key of its
own."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from orderdesk.locale import N_, _
from orderdesk.tui.actions import key_name
from orderdesk.tui.form.long_text import LongText
from orderdesk.tui.searching import has_all, searchable, words_of

ResultT = TypeVar("ResultT")


class Dialog(ModalScreen[ResultT | None], Generic[ResultT]):
    """A box in the middle with a title and a row of buttons. Escape answers None."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical { width: 66; max-width: 90%; height: auto; max-height: 90%; border: round $primary;
        background: $surface; padding: 0 1; }
    Dialog .buttons { height: 1; margin-top: 1; align-horizontal: right; }
    Dialog .buttons Button { margin-left: 2; }
    Dialog Label { width: 100%; }
    Dialog .wrong { color: $error; text-style: bold; display: none; }
    Dialog .wrong.-shown { display: block; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = _(self._title)
            yield from self.body()

    def body(self) -> ComposeResult:
        """The widgets in the box."""
        yield from ()

    def say(self, problem: str) -> None:
        """Show what is wrong with the answer, inside the box."""
        label = self.query_one(".wrong", Label)
        label.update("! " + problem)
        label.add_class("-shown")

    def action_cancel(self) -> None:
        """Escape, and the button Cancel."""
        self.dismiss(None)

    @on(Button.Pressed, "#cancel")
    def _cancel_pressed(self) -> None:
        self.action_cancel()


def _cancel_button() -> Button:
    return Button(_("Cancel") + " (Esc)", id="cancel", compact=True)


class ConfirmDialog(ModalScreen[bool]):
    """Asks before something that cannot be taken back. `confirm_key` must differ from the key that opened the
    question, so that a key held down or pressed twice never answers it. The answer is a bool. Texts are msgids or
    texts with data already in."""

    BINDINGS = [Binding("escape", "cancel", "Cancel", show=False)]
    DEFAULT_CSS = """
    ConfirmDialog { align: center middle; background: $background 60%; }
    ConfirmDialog > Vertical { width: 66; max-width: 90%; height: auto; max-height: 90%; border: heavy $error;
        background: $surface; padding: 0 1; }
    ConfirmDialog .buttons { height: 1; margin-top: 1; align-horizontal: right; }
    ConfirmDialog .buttons Button { margin-left: 2; }
    ConfirmDialog Label { width: 100%; }
    """

    def __init__(self, question: str, consequence: str, confirm_key: str, confirm_label: str) -> None:
        super().__init__()
        self._question = question
        self._consequence = consequence
        self._confirm_key = confirm_key
        self._confirm_label = confirm_label
        self._bindings.bind(confirm_key, "confirm", confirm_label, show=False)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = _(self._question)
            if self._consequence:
                yield Label(_(self._consequence), markup=False)
            with Horizontal(classes="buttons"):
                yield _cancel_button()
                yield Button(f"{_(self._confirm_label)} ({key_name(self._confirm_key)})", id="confirm", compact=True)

    def on_mount(self) -> None:
        self.query_one("#cancel").focus()

    def action_cancel(self) -> None:
        """Nothing happens."""
        self.dismiss(False)

    def action_confirm(self) -> None:
        """Go on."""
        self.dismiss(True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "confirm")


class MessageDialog(Dialog[None]):
    """Says something that a passing notice would be too short for."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def body(self) -> ComposeResult:
        yield Label(_(self._text), markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("OK"), id="cancel", compact=True)


class PassphraseDialog(Dialog[str]):
    """Asks for a passphrase; never shows it. With `repeat` it is typed twice (a new one). None when cancelled."""

    def __init__(self, prompt: str, repeat: bool = False, problem: str = "") -> None:
        super().__init__(N_("Passphrase"))
        self._prompt = prompt
        self._repeat = repeat
        self._problem = problem

    def body(self) -> ComposeResult:
        yield Label(_(self._prompt), markup=False)
        yield Input(password=True, compact=True, id="first")
        if self._repeat:
            yield Label(_("Once more:"))
            yield Input(password=True, compact=True, id="second")
        yield Label("", classes="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield _cancel_button()
            yield Button(_("OK") + " (Enter)", id="ok", compact=True)

    def on_mount(self) -> None:
        if self._problem:
            self.say(_(self._problem))

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def _answer(self) -> None:
        first = self.query_one("#first", Input)
        if not first.value:
            self.say(_("Nothing was typed."))
        elif self._repeat and first.value != self.query_one("#second", Input).value:
            self.say(_("The two are not the same."))
        else:
            self.dismiss(first.value)


class ReasonDialog(Dialog[str]):
    """Asks for a text, mostly a reason. Ctrl+S or the button sends it (Enter makes a new line). None when cancelled.
    With `marked`, typing replaces `text`."""

    BINDINGS = [Binding("ctrl+s", "answer", "OK", show=False)]
    DEFAULT_CSS = "ReasonDialog TextArea { height: 5; }"

    def __init__(
        self, question: str, help: str = "", required: bool = True, text: str = "", marked: bool = False
    ) -> None:
        super().__init__(question)
        self._help = help
        self._required = required
        self._text = text
        self._marked = marked

    def body(self) -> ComposeResult:
        if self._help:
            yield Label(_(self._help), markup=False)
        yield LongText(self._text, compact=True, soft_wrap=True)
        yield Label("", classes="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield _cancel_button()
            yield Button(_("OK") + " (Ctrl+S)", id="ok", compact=True)

    def on_mount(self) -> None:
        if self._marked:
            self.query_one(TextArea).select_all()

    @on(Button.Pressed, "#ok")
    def action_answer(self) -> None:
        """Hand the text back, unless it is empty and must not be."""
        text = self.query_one(TextArea).text.strip()
        if self._required and not text:
            self.say(_("A text is needed here."))
        else:
            self.dismiss(text)


class ChoiceDialog(Dialog[str]):
    """Pick one of `choices` (value, label msgid); typing narrows the list. None when cancelled."""

    DEFAULT_CSS = "ChoiceDialog OptionList { height: auto; max-height: 12; border: none; margin-top: 1; }"
    BINDINGS = [Binding("down", "to_list", "", show=False)]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], current: str | None = None) -> None:
        super().__init__(title)
        self._choices = [(value, _(label)) for value, label in choices]
        self._current = current

    def body(self) -> ComposeResult:
        yield Input(placeholder=_("Type to search"), compact=True)
        yield OptionList(compact=True, markup=False)

    def on_mount(self) -> None:
        self._fill("")
        values = [value for value, _label in self._choices]
        if self._current in values:
            self.query_one(OptionList).highlighted = values.index(self._current)

    def _fill(self, query: str) -> None:
        words = words_of(query)
        rows = self.query_one(OptionList)
        rows.set_options(Option(label, value) for value, label in self._choices if has_all(searchable(label), words))
        rows.highlighted = 0 if rows.option_count else None

    def action_to_list(self) -> None:
        """From the search line into the list."""
        self.query_one(OptionList).focus()

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
