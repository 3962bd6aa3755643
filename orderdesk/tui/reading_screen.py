"""A screen that shows what is read from the desk: read in a thread when it is shown and whenever the desk has changed,
and drawn anew only where something is different."""

import asyncio
from typing import Any, ClassVar

from textual import work

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.screen import DeskScreen


class ReadingScreen(DeskScreen):
    """A subclass writes `read_desk` and `show_read`. What cannot be read is said, and the screen is left."""

    unreadable: ClassVar[str] = N_("This cannot be shown.")
    """Msgid over the reason why it cannot be read."""

    _found: Any = None

    def read_desk(self) -> Any:
        """What the screen shows. Runs in a thread. Raises OrderdeskError."""
        raise NotImplementedError

    async def show_read(self, found: Any) -> None:
        """Draw what `read_desk` gave."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Shown, for the first time or again: something may have happened meanwhile."""
        self.read_again()

    def on_desk_changed(self) -> None:
        """The post brought something, or another window did."""
        self.read_again()

    @work(exclusive=True, group="reading")
    async def read_again(self) -> None:
        """Read anew, and show what differs."""
        try:
            found = await asyncio.to_thread(self.read_desk)
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(self.unreadable, str(error)), lambda _answer: self.dismiss(None))
            return
        if not self.is_attached:
            return
        if found != self._found:
            self._found = found
            await self.show_read(found)
        self.show_footer()
