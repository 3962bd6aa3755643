"""A page of text to read: headings, fields and entries; the arrow and page keys scroll it."""

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.tui.screen import DeskScreen


class TextPage:
    """A text that grows part by part. What is empty is left out."""

    def __init__(self) -> None:
        self.text = Text()

    def heading(self, words: str) -> None:
        """A new part."""
        self.text.append(f"\n{words}\n" if self.text else f"{words}\n", "bold underline")

    def field(self, label: str, value: str | None) -> None:
        """A label and its value."""
        if value:
            self.text.append(f"{label}: ", "bold")
            self.text.append(f"{value}\n")

    def entry(self, mark: str, words: str, *notes: str) -> None:
        """An entry of a list, with what belongs to it below."""
        self.text.append(f"{mark} ", "bold")
        self.text.append(f"{words}\n")
        for note in notes:
            if note:
                self.text.append(f"    {note}\n", "italic")

    def words(self, words: str) -> None:
        """A paragraph."""
        if words:
            self.text.append(f"{words}\n")


class TextScreen(DeskScreen):
    """A screen that shows one such page; `show_page` fills it."""

    CSS = "TextScreen VerticalScroll { padding: 0 1; }"

    def body(self) -> tuple[VerticalScroll]:
        return (VerticalScroll(Static("", id="page", markup=False)),)

    def show_page(self, page: TextPage) -> None:
        """Put the page on the screen."""
        self.query_one("#page", Static).update(page.text)
        self.query_one(VerticalScroll).focus()
        self.plain = page.text.plain

    plain = ""
    """What stands on the page, for the clipboard."""
