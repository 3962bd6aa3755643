"""A private note, written in place."""

from textual.message import Message
from textual.widgets import TextArea

from orderdesk.tui.form.long_text import LongText


class NoteField(LongText):
    """A few lines of text that say when a person, and nobody else, changed them."""

    DEFAULT_CSS = """
    NoteField { height: 3; border: none; padding: 0 1; background: $surface; }
    NoteField:focus { background: $panel; }
    """

    class Written(Message):
        """The person typed."""

    def __init__(self, id: str) -> None:
        super().__init__("", compact=True, soft_wrap=True, id=id)
        self._shown = ""

    def show(self, text: str) -> None:
        """Show a note that was read; not a change."""
        self._shown = text
        if text != self.text:
            self.text = text

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.text != self._shown:
            self._shown = self.text
            self.post_message(self.Written())
