"""A document of an order in full, on a screen of its own."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.locale import N_
from orderdesk.tui.screen import DeskScreen


class WholeTextScreen(DeskScreen):
    """Shows `text`; `about` stands in the title."""

    scope = "whole-text"
    heading = N_("History")
    help_topic = N_("The whole of one document. Arrow keys and page keys scroll, Esc goes back.")
    CSS = "WholeTextScreen VerticalScroll { padding: 0 1; }"

    def __init__(self, about: str, text: Text) -> None:
        super().__init__()
        self.heading_detail = about
        self._text = text

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._text, markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
