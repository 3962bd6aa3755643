"""One writer at a time: threads of this program, and other programs on the same desk."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from orderdesk.desk.storage.atomic import trouble
from orderdesk.errors import DeskUnavailable
from orderdesk.locale import _

LOCK_SUFFIX = ".lock"
_POLL = 0.005  # seconds between tries; an append holds the lock for about one fsync, 1 ms on a local disk


class DeskLock:
    """A lock on a file, re-entrant within a thread. The operating system frees it when its holder dies."""

    def __init__(self, path: Path, timeout: float = 10.0) -> None:
        self._timeout = timeout
        self._threads = threading.RLock()
        self._depth = 0
        self._file = FileLock(path, thread_local=False)

    @contextmanager
    def held(self, timeout: float | None = None) -> Iterator[None]:
        """Hold the lock in the block, waiting for at most `timeout` seconds (None: as set up; 0: one try).

        Raises DeskUnavailable when another program keeps it, or when the folder cannot be written.
        """
        limit = self._timeout if timeout is None else timeout
        started = time.monotonic()
        if not self._threads.acquire(timeout=limit):
            raise _busy(limit)
        try:
            if self._depth == 0:
                self._acquire(max(0.0, limit - (time.monotonic() - started)), limit)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._file.release()
        finally:
            self._threads.release()

    def _acquire(self, remaining: float, limit: float) -> None:
        try:
            self._file.acquire(timeout=remaining, poll_interval=_POLL)
        except Timeout as error:
            raise _busy(limit) from error
        except OSError as error:
            raise trouble(error) from error


def _busy(seconds: float) -> DeskUnavailable:
    text = _("Another program is using this desk and was not done after {seconds} seconds.").format(
        seconds=round(seconds)
    )
    return DeskUnavailable(text, _("Close it or wait, then try again. Nothing is lost."))
