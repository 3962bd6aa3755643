"""Word to who writes that another window, or a command, works on the same draft. One that was opened by mistake is let
go again."""

import asyncio
import contextlib
from typing import Final

from orderdesk.desk import drafts
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.screen import DeskScreen

_SAID: Final = {
    "changed": N_(
        "Another window has written in this draft. Both texts are kept: when you write on here, the other one becomes a"
        " draft of its own on Today."
    ),
    "gone": N_(
        "This draft was sent or thrown away in another window. When you write on here, it becomes a draft again."
    ),
}
LONG_ENOUGH = 20.0
"""Seconds that the sentence stays on the screen: who types looks at the text."""


class OtherWindow:
    """Looks after one draft on behalf of the screen that edits it, and says each thing once."""

    def __init__(self, screen: DeskScreen, desk: Desk, draft_id: str) -> None:
        self._screen = screen
        self._desk = desk
        self._draft_id = draft_id
        self._told = ""
        screen.before_leaving = self._let_go

    def look(self) -> None:
        """Something on the desk has changed: say so where it was this draft."""
        done = drafts.written_elsewhere(self._desk, self._draft_id)
        if done and done != self._told:
            self._screen.notify(_(_SAID[done]), severity="warning", timeout=LONG_ENOUGH)
        self._told = done

    async def _let_go(self) -> None:
        """The draft goes when it is left as it was begun. Where the desk cannot be written it stays."""
        with contextlib.suppress(OrderdeskError, OSError):
            if await asyncio.to_thread(drafts.let_go, self._desk, self._draft_id):
                self._told = "gone"
