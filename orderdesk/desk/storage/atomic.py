"""Files that are either whole or absent: written under a temporary name, flushed to the disk, then renamed."""

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from orderdesk import durable
from orderdesk.errors import DeskUnavailable
from orderdesk.locale import _

_SUFFIX = ".orderdesk-tmp"
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def trouble(error: OSError) -> DeskUnavailable:
    """What a person should be told about `error`, which the desk's folder gave. Nothing is said about its content."""
    kept = _("Nothing that was saved before is lost.")
    if error.errno in _FULL:
        return DeskUnavailable(
            _("The disk is full, so this could not be saved."), _("Make room and try again.") + " " + kept
        )
    if error.errno in _READ_ONLY:
        text = _("The desk's folder cannot be written: it is read-only or belongs to somebody else.")
        return DeskUnavailable(text, _("Check the folder's permissions.") + " " + kept)
    if error.errno == errno.ENOENT:
        return DeskUnavailable(
            _("The desk's folder or a file in it is missing."), _("Is the drive or share connected?")
        )
    text = _("The desk's folder could not be used: {reason}.").format(reason=error.strerror or type(error).__name__)
    return DeskUnavailable(text, kept)


@contextmanager
def replacing(path: Path, *, settled: bool = True) -> Iterator[IO[bytes]]:
    """A file to write in; when the block ends well it takes the place of `path`, durably; else nothing has changed.
    Without `settled` a power cut may still bring back what was there: `settle` the folder where that matters.

    Raises DeskUnavailable when the disk is full, read-only or fails.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_SUFFIX}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            durable.to_disk(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 (the same as Path.replace, one frame less in the hot path)
        if settled:
            durable.settle(path.parent)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise trouble(error) from error
        raise


def replace(path: Path, data: bytes, *, settled: bool = True) -> None:
    """Put `data` at `path`, whatever was there. Raises DeskUnavailable; then the old content still stands. `settled` as
    in `replacing`."""
    with replacing(path, settled=settled) as file:
        file.write(data)


def settle(folder: Path) -> None:
    """Bring the names in `folder` to the disk. Raises DeskUnavailable."""
    try:
        durable.settle(folder)
    except OSError as error:
        raise trouble(error) from error


def write_once(path: Path, data: bytes) -> bool:
    """Put `data` at `path` if nothing is there. True when it was written now. Either way it is durable afterwards.

    For names that tell the content (hashes): of two writers at the same time the later one renames the same bytes.
    """
    if path.exists():
        try:
            durable.settle(path.parent)  # whoever renamed it may have died before this step
        except OSError as error:
            raise trouble(error) from error
        return False
    replace(path, data)
    return True


def is_temporary(name: str) -> bool:
    """Whether `name` is one that `replacing` gives to unfinished files."""
    return name.startswith(".") and name.endswith(_SUFFIX)


def sweep(folder: Path, *, of: str = "", older_than: float = 3600.0) -> int:
    """Remove unfinished files that a crash left in `folder`; the number removed. Sub-folders are not entered.

    `of` limits it to the temporaries of one file name. `older_than` (seconds) spares what another program may be
    writing at this moment; 0 is for those who hold the lock under which the name is written.
    """
    removed = 0
    with suppress(OSError), os.scandir(folder) as entries:  # a sweep that cannot be done now is done another day
        for entry in entries:
            if not is_temporary(entry.name) or not entry.name.startswith(f".{of}." if of else "."):
                continue
            with suppress(OSError):
                if time.time() - entry.stat(follow_symlinks=False).st_mtime >= older_than:
                    os.unlink(entry.path)  # noqa: PTH108
                    removed += 1
    return removed
