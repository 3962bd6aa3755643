"""Keeping a mailbox in a folder clean: which files are whole, which never will be, and what is left over.

Times are compared with the reader's clock. A clock that jumps may clear away too early: then a put under way fails and
is tried again, a damaged file comes back when it is whole, and for a mark that is gone the desk's own index takes over.
"""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from orderdesk import durable
from orderdesk.exchange.carrier import MAX_SEALED
from orderdesk.exchange.named_by_hash import NamedFile, is_link, is_whole, named_files, plain_file

_TEMPORARY_KEPT = timedelta(days=1)
_MARKS_KEPT = timedelta(days=90)  # a stick found in a drawer after a quarter: the desk's own index takes over
_TIDY_EVERY = timedelta(hours=1)  # listing the marks costs a round trip for some hundred on a share


@dataclass(frozen=True)
class _Seen:
    """What this process knows of a file: whole or not, and since when it looks as it does (seconds since 1970)."""

    state: tuple[int, int, int]
    whole: bool
    since: float


class Upkeep:
    """The upkeep of the mailboxes that one carrier reads. `grace` is how long a file may be there in part."""

    def __init__(self, clock: Callable[[], datetime], grace: timedelta) -> None:
        self._clock = clock
        self._grace = grace
        self._seen: dict[Path, _Seen] = {}
        self._tidied: dict[Path, float] = {}

    def is_whole(self, file: NamedFile) -> bool:
        """Whether `file` holds what its name says. Reads it once, and again when its size or times have changed."""
        return self._look(file).whole

    def put_aside_if_damaged(self, box: Path, file: NamedFile) -> None:
        """Move a file that is not whole to the refused when it is too large, or older than the grace period."""
        if not file.exact:  # a copy that a sync program made: the real one decides
            return
        too_large = file.size > MAX_SEALED
        now = self._clock().timestamp()
        age = max(now - file.touched / 1e9, now - self._look(file).since)
        if not too_large and age < self._grace.total_seconds():
            return
        refused = box / "refused"
        with contextlib.suppress(OSError):  # read-only, or somebody else was first
            if is_link(refused):
                return
            durable.make_folder(refused)
            reason = b"too-large\n" if too_large else b"damaged\n"
            durable.replace(refused / f"{file.name}.reason", reason, 0o666)
            durable.move(file.path, refused / f"{file.name}.damaged")
            self._bring_back_whole(box)

    def tidy(self, box: Path) -> None:
        """Clear away old temporaries and marks in `box`, and bring back what turned out whole. At most once an hour."""
        now = self._clock().timestamp()
        if abs(now - self._tidied.get(box, float("-inf"))) < _TIDY_EVERY.total_seconds():
            return
        self._tidied[box] = now
        self._seen = {path: seen for path, seen in self._seen.items() if os.path.lexists(path)}
        for folder in (box, box / "taken", box / "refused"):
            with contextlib.suppress(OSError):
                if not is_link(folder):
                    _sweep(folder, now)
        with contextlib.suppress(OSError):
            self._bring_back_whole(box)

    def _bring_back_whole(self, box: Path) -> None:
        """A put may replace a damaged file in the moment before it is moved away: then what was moved is whole."""
        for file in named_files(box / "refused", ".damaged"):
            if file.exact and file.size <= MAX_SEALED and self._look(file).whole:
                durable.move(file.path, box / f"{file.name}.sealed")
                (box / "refused" / f"{file.name}.reason").unlink(missing_ok=True)

    def _look(self, file: NamedFile) -> _Seen:
        state = (file.size, file.written, file.touched)
        seen = self._seen.get(file.path)
        if seen is not None and seen.state == state and seen.whole:
            return seen
        # What was not whole is read again even if it looks the same: times on FAT move in steps of 2 seconds.
        since = seen.since if seen is not None and seen.state == state else self._clock().timestamp()
        whole = file.size <= MAX_SEALED and is_whole(file.path, file.name, MAX_SEALED)
        self._seen[file.path] = _Seen(state, whole, since)
        return self._seen[file.path]


def _sweep(folder: Path, now: float) -> None:
    if not folder.is_dir():
        return
    for path in list(folder.iterdir()):
        if durable.is_temporary(path.name):
            kept = _TEMPORARY_KEPT
        elif folder.name == "taken" and path.name.endswith(".taken"):
            kept = _MARKS_KEPT
        else:
            continue
        status = plain_file(path)
        if status is not None and now - status.st_mtime > kept.total_seconds():
            with contextlib.suppress(OSError):
                path.unlink()
