"""Says what was done, what others must do now, and the words to read out: longer than a notice, and it scrolls."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Label

from orderdesk.locale import _
from orderdesk.tui.dialogs import Dialog


class TellDialog(Dialog[None]):
    """Sentences, each a paragraph, already in the language in use. `words` stand first, on lines of their own."""

    DEFAULT_CSS = """
    TellDialog VerticalScroll { height: auto; max-height: 16; }
    TellDialog .words { text-style: bold; margin-bottom: 1; }
    """

    def __init__(self, title: str, sentences: Sequence[str], words: str = "") -> None:
        super().__init__(title)
        self._sentences = [sentence for sentence in sentences if sentence]
        self._words = words

    def body(self) -> ComposeResult:
        with VerticalScroll():
            if self._words:
                yield Label(self._words, classes="words", markup=False)
            yield Label("\n\n".join(self._sentences), markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("OK") + " (Esc)", id="cancel", compact=True)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
