"""Which programs have the desk open: each holds the lock of a file of its own, which the system frees when it dies."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from orderdesk.desk.storage.atomic import trouble
from orderdesk.desk.storage.locking import LOCK_SUFFIX, DeskLock

_DOOR = f"door{LOCK_SUFFIX}"


class Window:
    """One program, or one part of it, that has the desk open."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._lock = FileLock(path, thread_local=False)
        self._lock.acquire(timeout=0)

    def close(self) -> None:
        """It has the desk open no longer."""
        self._lock.release()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


@contextmanager
def door(folder: Path, timeout: float = 10.0) -> Iterator[None]:
    """Nobody else enters, or counts, in this block. Raises DeskUnavailable when that has to wait for too long."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise trouble(error) from error
    with DeskLock(folder / _DOOR, timeout).held():
        yield


def enter(folder: Path) -> Window:
    """Be one of those who have the desk open. Call it within `door`. Raises DeskUnavailable."""
    try:
        return Window(folder / f"{os.getpid()}-{secrets.token_hex(6)}{LOCK_SUFFIX}")
    except OSError as error:
        raise trouble(error) from error


def others(folder: Path, own: Window | None) -> int:
    """How many others have the desk open; what the dead have left is cleared away. Call it within `door`."""
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(LOCK_SUFFIX)]
    except OSError as error:
        raise trouble(error) from error
    return sum(_is_held(path) for path in paths if path.name not in (_DOOR, own.name if own else ""))


def _is_held(path: Path) -> bool:
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError as error:
        raise trouble(error) from error
    lock.release()
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return False
