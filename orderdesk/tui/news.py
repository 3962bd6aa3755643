"""Word to the screens that the desk has changed: by the post, by another window, or by a command."""

from textual.message import Message


class DeskChanged(Message, bubble=False):
    """Posted to the screen on top. A screen that shows what is on the desk reads it again in `on_desk_changed`."""


class LineChanged(Message, bubble=False):
    """Posted to the screen on top: the line to the exchange is another, or a large backlog has come further."""
