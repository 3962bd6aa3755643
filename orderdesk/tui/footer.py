"""The last row of every screen: at most six actions with their keys, each of them clickable."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from orderdesk.locale import _
from orderdesk.tui.actions import FOOTER_LIMIT, Action


class FooterItem(NamedTuple):
    """An action and whether it is possible now."""

    action: Action
    possible: bool


class DeskFooter(Widget):
    """One row. An action that is not possible now stands in brackets, so that it shows without colour too."""

    DEFAULT_CSS = """
    DeskFooter { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    class Pressed(Message):
        """The item of `action` was clicked."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self.items: list[FooterItem] = []

    def show(self, items: Sequence[FooterItem]) -> None:
        """Show the first six of `items`."""
        chosen = list(items[:FOOTER_LIMIT])
        if chosen != self.items:
            self.items = chosen
            self.refresh()

    def render(self) -> Text:
        line = Text(no_wrap=True)
        for item, (key, label) in zip(self.items, footer_words(self.items, self.size.width), strict=False):
            meta = Style(meta={"orderdesk_action": item.action.id})
            line.append(f" {key} ", Style(reverse=item.possible, dim=not item.possible) + meta)
            line.append(f" {label} " if item.possible else f"({label})", meta)
        return line

    def on_click(self, event: events.Click) -> None:
        wanted = event.style.meta.get("orderdesk_action")
        for item in self.items:
            if item.action.id == wanted:
                event.stop()
                self.post_message(self.Pressed(item.action))


def footer_words(items: Sequence[FooterItem], width: int) -> list[tuple[str, str]]:
    """Key and label of each item, shortened until the row fits `width`: first Ctrl+F becomes ^F, then labels lose
    their ends, then the last items go (they are still in help and palette)."""
    words = [(item.action.key_shown, _(item.action.label)) for item in items]
    if _length(words) > width:
        words = [(key.replace("Ctrl+", "^"), label) for key, label in words]
    for longest in range(14, 5, -1):
        if _length(words) <= width:
            break
        words = [(key, label if cell_len(label) <= longest else label[: longest - 1] + "…") for key, label in words]
    while words and _length(words) > width:
        words.pop()
    return words


def _length(words: list[tuple[str, str]]) -> int:
    return sum(cell_len(key) + cell_len(label) + 4 for key, label in words)
