"""A choice on one row: the arrow keys go through the answers, Enter opens them all in a list that can be searched."""

from collections.abc import Sequence

from rich.cells import set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from orderdesk.locale import _
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.dialogs import ChoiceDialog


class ChoiceLine(Widget, can_focus=True):
    """One row showing the chosen label. No Select: that mounts four widgets, this one none (a section has up to
    ten)."""

    scope = "choice"
    BINDINGS = bindings_for("choice")
    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; background: $surface; }
    ChoiceLine:focus { background: $panel; text-style: reverse; }
    """

    class Changed(Message):
        """Another value was chosen; None when the answer was taken away."""

        def __init__(self, line: "ChoiceLine", value: str | None) -> None:
            super().__init__()
            self.line = line
            self.value = value

        @property
        def control(self) -> "ChoiceLine":
            """The line it happened on."""
            return self.line

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._choices: Sequence[tuple[str, str]] = ()
        self.value: str | None = None

    def show(self, choices: Sequence[tuple[str, str]], value: str | None) -> None:
        """Show `value` among `choices`; a value that is not among them is shown as it is."""
        self._choices = choices
        self.value = value
        self.refresh()

    def render(self) -> Text:
        labels = dict(self._choices)
        shown = "" if self.value is None else _(labels.get(self.value, self.value))
        return Text(set_cell_size(f"‹ {shown}", max(1, self.size.width - 2)) + " ›", no_wrap=True)

    def _choose(self, value: str | None) -> None:
        if value != self.value:
            self.value = value
            self.refresh()
            self.post_message(self.Changed(self, value))

    def _step(self, by: int) -> None:
        values = [value for value, _label in self._choices]
        if values:
            at = values.index(self.value) + by if self.value in values else (0 if by > 0 else -1)
            self._choose(values[at % len(values)])

    def action_next(self) -> None:
        """The choice after this one."""
        self._step(1)

    def action_previous(self) -> None:
        """The choice before this one."""
        self._step(-1)

    def action_clear(self) -> None:
        """No answer."""
        self._choose(None)

    def action_choose(self) -> None:
        """The list of all choices."""

        def answered(value: str | None) -> None:
            if value is not None:
                self._choose(value)

        self.app.push_screen(ChoiceDialog(self._title, self._choices, self.value), answered)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next choice that begins with it."""
        if event.character and event.character.isalpha():
            values = [
                value for value, label in self._choices if _(label).casefold().startswith(event.character.casefold())
            ]
            if values:
                event.stop()
                self._choose(
                    values[(values.index(self.value) + 1) % len(values)] if self.value in values else values[0]
                )

    def on_click(self) -> None:
        """The mouse opens the list."""
        self.action_choose()
