"""The first row of every screen: which screen, whose desk, the exchange line, and whether what was written is saved."""

from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.widget import Widget


class TitleBar(Widget):
    """One row. What does not fit goes in this order: the desk, the end of the heading, the exchange; the save mark
    stays. So every screen says how the line is, on the smallest terminal too."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; background: $primary; color: $text; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heading = self._saved = self._exchange = self._desk = ""

    def show(self, heading: str, saved: str, exchange: str, desk: str) -> None:
        """Show these texts (already translated)."""
        new = (heading, saved, exchange, desk)
        if new != (self._heading, self._saved, self._exchange, self._desk):
            self._heading, self._saved, self._exchange, self._desk = new
            self.refresh()

    def render(self) -> Text:
        return Text(title_line(self.size.width, self._heading, self._saved, self._exchange, self._desk), no_wrap=True)


_LEAST: Final = 12
"""Cells that a heading keeps beside the exchange: its first word or two, which say where one is."""


def title_line(width: int, heading: str, saved: str, exchange: str, desk: str) -> str:
    """The title as one line of exactly `width` cells."""
    for parts, room in (
        ((saved, exchange, desk), max(_LEAST, cell_len(heading))),
        ((saved, exchange), _LEAST),
        ((saved,), 0),
    ):
        right = " │ ".join(part for part in parts if part)
        if room + cell_len(right) + 4 <= width:
            break
    right = set_cell_size(right, max(0, width - 14)) if cell_len(right) > width - 14 else right
    return set_cell_size(f" {heading}", max(0, width - cell_len(right) - 2)) + f" {right} "
