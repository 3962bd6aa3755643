"""What waits for somebody, above an order or its answer: few rows, that scroll where the text is longer."""

from textual.containers import VerticalScroll


class MatterPane(VerticalScroll):
    """A stop of Tab only while it holds more than it shows; arrow and page keys then scroll it."""

    DEFAULT_CSS = """
    MatterPane { height: auto; padding: 0 1; }
    MatterPane > Static { height: auto; }
    MatterPane:focus { background: $block-cursor-background 20%; text-style: bold; }
    """

    def allow_focus(self) -> bool:
        """Whether there is more than is shown."""
        return self.max_scroll_y > 0
