"""Several of some choices: one a line, taken or left out with Enter or the space bar."""

from collections.abc import Collection, Sequence

from rich.cells import set_cell_size
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from orderdesk.locale import _
from orderdesk.tui.actions import bindings_for

ROWS = 5
"""Lines shown at a time."""


class ManyLines(OptionList):
    """The choices, each with [x] where it is taken. What is taken but not among them stands below, as it is."""

    scope = "many"
    BINDINGS = bindings_for("many")
    DEFAULT_CSS = f"""
    ManyLines {{ height: auto; max-height: {ROWS}; border: none; padding: 0 0 0 1; text-wrap: nowrap;
        text-overflow: ellipsis; }}
    """

    class Changed(Message):
        """Another selection; empty where nothing is taken."""

        def __init__(self, value: list[str]) -> None:
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)
        self._choices: Sequence[tuple[str, str]] = ()
        self._taken: list[str] = []

    def show(self, choices: Sequence[tuple[str, str]], taken: Collection[str]) -> None:
        """Show `choices` with those of `taken` marked."""
        known = {value for value, _label in choices}
        self._choices = [*choices, *((value, value) for value in taken if value not in known)]
        self._taken = list(taken)
        at = self.highlighted
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(Option(self._line(value, label)) for value, label in self._choices)
            if not self._choices:
                self.add_option(Option(_("Nothing here."), disabled=True))
            self.highlighted = min(at or 0, len(self._choices) - 1) if self._choices else None

    def _line(self, value: str, label: str) -> str:
        return set_cell_size(f"[{'x' if value in self._taken else ' '}] {_(label)}", 200).rstrip()

    def action_take(self) -> None:
        """Enter, space or a click: take the line, or leave it out again."""
        if self.highlighted is None or not self._choices:
            return
        at = self.highlighted
        value, label = self._choices[at]
        self._taken = [one for one, _label in self._choices if (one in self._taken) is not (one == value)]
        self.replace_option_prompt_at_index(at, self._line(value, label))
        self.post_message(self.Changed(list(self._taken)))

    def action_select(self) -> None:
        """A click arrives here."""
        self.action_take()
