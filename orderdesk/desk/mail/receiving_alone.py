"""Two windows of one desk, or a window and a command, do not take in the same post beside each other.

Twice would be harmless: whoever comes second knows the document by its hash, and sends its receipt once more. It would
cost the double work and a needless receipt for each document, and with a large backlog that is half an hour.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from filelock import FileLock, Timeout

from orderdesk.desk.desk import Desk
from orderdesk.desk.storage.atomic import trouble
from orderdesk.desk.storage.locking import LOCK_SUFFIX

_PATIENCE: Final = 5.0
"""Seconds to wait for the other one, who is mostly done sooner."""
_LOOK_EVERY: Final = 0.05


@contextmanager
def receiving_alone(desk: Desk) -> Iterator[bool]:
    """Whether nobody else takes in this desk's post within the block. The operating system frees the place of whoever
    is killed. Raises DeskUnavailable where the desk's folder cannot be written."""
    place = FileLock(desk.folder.root / f"post{LOCK_SUFFIX}", timeout=_PATIENCE, poll_interval=_LOOK_EVERY)
    try:
        place.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise trouble(error) from error
    try:
        yield True
    finally:
        place.release()
