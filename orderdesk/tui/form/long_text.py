"""A text of several lines, wherever one is written: in a form, in a dialog, in a note."""

from textual.actions import SkipAction
from textual.binding import Binding
from textual.widgets import TextArea

_OF_THE_FORM = frozenset({"f6", "f7"})


class LongText(TextArea, inherit_bindings=False):
    """A text with its own undo while it is written in; when that is used up, the form's undo goes on. F6 and F7 go
    through a form: in a plain TextArea they select the line or all of it, and the next letter would replace that."""

    BINDINGS = [
        binding for binding in TextArea.BINDINGS if isinstance(binding, Binding) and binding.key not in _OF_THE_FORM
    ]

    def action_undo(self) -> None:
        """Ctrl+Z."""
        if not self.history.undo_stack:
            raise SkipAction
        super().action_undo()

    def action_redo(self) -> None:
        """Ctrl+Y."""
        if not self.history.redo_stack:
            raise SkipAction
        super().action_redo()
