"""Long text in the person's own editor, while the screens wait."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App, SuspendNotSupported

from orderdesk.desk.editor import edit_file, editor_command
from orderdesk.errors import NotPossible
from orderdesk.locale import _


def edit_in_editor(app: App[Any], text: str) -> str:
    """`text` as it is after the person has edited it, NFC with \\n. The app is suspended meanwhile.

    Raises NotPossible, and the caller keeps its text: no editor, an editor that failed or was ended, a result that
    is not UTF-8, a terminal that cannot be lent."""
    command = editor_command()
    try:
        with app.suspend(), _interrupt_goes_to_editor():
            return edit_file(command, text)
    except SuspendNotSupported as error:
        raise NotPossible(_("The editor cannot be opened in this terminal.")) from error


@contextmanager
def _interrupt_goes_to_editor() -> Iterator[None]:
    """Ctrl+C in the editor must not end us as well. A handler, not SIG_IGN: that one the editor would inherit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
