"""Files that carry the hash of their content in their name: which files count as such, and reading one without trust.

The folder is shared, synced, or a stick that was in other machines. A file may be a link, be there in part, be a copy
that a sync program made (`<hash> (1).sealed`, `<hash>.sync-conflict-20261130-093000-ABCDEFG.sealed`), or not be ours
(Thumbs.db, desktop.ini). Only a name that holds the hash counts: without it nobody can tell whether the file is whole.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orderdesk.exchange.carrier import name_of

_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_MOUNT_POINT_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a Windows junction, which lstat shows as a plain folder
_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True)
class NamedFile:
    """A file whose name says which content it should have. Times in nanoseconds since 1970, by the writer's clock."""

    path: Path
    name: str
    """The hash that the file's name holds."""
    exact: bool
    """The name is the one that we give, not a copy's."""
    size: int
    written: int
    touched: int
    """The later of content change and inode change (on Windows: creation), as sync programs set the first back."""


def named_files(folder: Path, suffix: str, only: str | None = None) -> Iterator[NamedFile]:
    """The plain files in `folder` whose names hold a hash (with `only`, that one) and end in `suffix`.

    Nothing when the folder is not there. One listing, and a status (on a share a round trip) for each file meant.
    """
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return
    for filename in names:
        lowered = filename.lower()
        # A leading dot or tilde marks what a sync program is still writing (.syncthing.<name>.tmp, ~<name>).
        if filename.startswith((".", "~")) or not lowered.endswith(suffix):
            continue
        found = _HASH.search(lowered)
        if found is None or only not in (None, found.group()):
            continue
        if (status := plain_file(folder / filename)) is not None:
            yield NamedFile(
                path=folder / filename,
                name=found.group(),
                exact=filename == found.group() + suffix,
                size=status.st_size,
                written=status.st_mtime_ns,
                touched=max(status.st_mtime_ns, status.st_ctime_ns),
            )


def plain_file(path: Path) -> os.stat_result | None:
    """The status of `path` if it is a plain file; None for a link, a folder, a pipe, or when it is gone."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def is_link(path: Path) -> bool:
    """Whether `path` is a symbolic link or a Windows junction. False when it is not there."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT_TAG


def read_capped(path: Path, limit: int) -> bytes | None:
    """The content of the plain file `path`, cut off at `limit` + 1 bytes; None when there is no such plain file."""
    if plain_file(path) is None:
        return None
    try:
        descriptor = os.open(path, _OPEN)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):  # gone, or made a link, since the look
            return None
        raise
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(limit + 1)


def is_whole(path: Path, name: str, limit: int) -> bool:
    """Whether `path` holds 1 to `limit` bytes that hash to `name`. A file that cannot be read now is not."""
    try:
        data = read_capped(path, limit)
    except OSError:  # a sharing violation, a sync placeholder offline: one file's trouble, not the exchange's
        return False
    return bool(data) and data is not None and len(data) <= limit and name_of(data) == name
