"""Saving while a person writes: within two seconds, in a thread, again and again when it fails."""

import asyncio
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from textual.timer import Timer

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _
from orderdesk.tui.moments import clock_text
from orderdesk.tui.screen import DeskScreen

Body = dict[str, Any]

DELAY = 1.5
"""Seconds from the first unsaved change to the save. It is not pushed back by more typing: at most this much is ever
at stake."""
RETRIES = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between attempts while saving fails; the last one goes on."""


class Autosave:
    """Saves `snapshot()` by `save`, which runs in a thread and may raise. Shows the state in the screen's title."""

    def __init__(
        self,
        screen: DeskScreen,
        snapshot: Callable[[], Body],
        save: Callable[[Body], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._screen = screen
        self._snapshot = snapshot
        self._save = save
        self._clock = clock
        self._changes = 0
        self._saved = 0
        self._failures = 0
        self._timer: Timer | None = None
        self._tasks: set[asyncio.Task[bool]] = set()
        self._one_at_a_time = asyncio.Lock()
        self._writing = threading.Lock()

    @property
    def unsaved(self) -> bool:
        """True while there are changes that `save` has not taken."""
        return self._saved < self._changes

    def changed(self) -> None:
        """Something was changed: it will be saved within two seconds."""
        self._changes += 1
        if not self._failures:
            self._show(_("not saved yet"))
        self._wait(DELAY)

    def at_once(self) -> None:
        """Save now, without waiting for the result: a field, the screen or the terminal was left."""
        if self.unsaved:
            task = asyncio.get_running_loop().create_task(self._save_once())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def flush(self) -> bool:
        """Save and wait until it is done. False when it could not be saved."""
        while self.unsaved:
            if not await self._save_once():
                return False
        return True

    def last_resort(self) -> None:
        """Save here and now, in this thread: the app is going down. Waits at most 2 s for a save that is under way."""
        if not self.unsaved or not self._writing.acquire(timeout=2):
            return
        try:
            self._save(self._snapshot())
        except Exception as error:
            self._failed(type(error).__name__)  # the app is already failing: this must not hide the first fault
        finally:
            self._writing.release()

    def _wait(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = self._screen.set_timer(seconds, self._due)

    def _due(self) -> None:
        self._timer = None
        self.at_once()

    async def _save_once(self) -> bool:
        async with self._one_at_a_time:
            changes = self._changes
            if self._saved >= changes:
                return True
            reason = await asyncio.to_thread(self._attempt, self._snapshot())
            if reason:
                self._failed(reason)
                return False
            self._saved = changes
            self._failures = 0
            if not self.unsaved:
                self._show(_("saved {time}").format(time=clock_text(self._clock())))
            return True

    def _attempt(self, body: Body) -> str:
        """Runs in a thread. The reason why it failed, or ""."""
        with self._writing:
            try:
                self._save(body)
            except OrderdeskError as error:
                return error.message
            except OSError as error:
                return error.strerror or type(error).__name__
            except Exception as error:  # whatever went wrong, the text stays and the next attempt comes
                return type(error).__name__
        return ""

    def _failed(self, reason: str) -> None:
        pause = RETRIES[min(self._failures, len(RETRIES) - 1)]
        self._failures += 1
        self._show(_("not saved: {reason}").format(reason=reason))
        if self._screen.is_attached:
            self._wait(pause)

    def _show(self, state: str) -> None:
        if self._screen.is_attached:
            self._screen.save_state = state
