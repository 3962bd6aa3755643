"""Files that are there in full or not at all, whatever happens meanwhile: a kill, a full disk, a pulled stick.

The bytes go to a temporary name in the same folder, reach the disk, and only then get their name. Hard links are not
used: FAT sticks and many shares have none. Every function raises `OSError` as it comes.
"""

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

_PREFIX = ".orderdesk-"
_SUFFIX = ".tmp"
_OPEN_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

# What file systems answer that cannot fsync a folder (CIFS, some FUSE mounts) or let it be written but not read.
_FOLDER_SYNC_UNKNOWN = {errno.EINVAL, errno.EBADF, errno.ENOSYS, errno.EISDIR, errno.EACCES, errno.EOPNOTSUPP}


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one of ours that has not got its real name (a write under way, or one cut off)."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def write_new(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write `data` to `path`, which must not be there yet (`FileExistsError`). Returns once it is on the disk.

    The look and the rename are two steps: of two writers at once the later wins, each of them whole. That is enough
    where the name follows from the content; guard other names with a lock.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    replace(path, data, mode)


def replace(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write `data` to `path`, in place of what may be there. Returns once it is on the disk. `mode` is under umask."""
    temporary = path.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")
    try:
        _write_and_sync(temporary, data, mode)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    settle(path.parent)


def move(source: Path, target: Path) -> None:
    """Rename `source` to `target` (same file system), in place of what may be there. Returns once it is on the disk."""
    source.replace(target)
    settle(target.parent)
    if source.parent != target.parent:
        settle(source.parent)


def make_folder(path: Path) -> None:
    """Make the folder `path` in a folder that is there, with the same permissions. Nothing to do when it is there."""
    try:
        path.mkdir()
    except FileExistsError:
        if path.is_dir():
            return
        raise
    with contextlib.suppress(OSError):  # a FAT stick has no permissions to set
        path.chmod(path.parent.stat().st_mode & 0o7777)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Bring the names in `folder` to the disk. Windows cannot and need not: its file systems journal names."""
    if os.name == "nt":
        return
    descriptor = -1
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDER_SYNC_UNKNOWN:
            raise
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def to_disk(descriptor: int) -> None:
    """Return once the bytes of an open file lie on the disk itself."""
    if sys.platform == "darwin":  # fsync stops at the drive's cache there, F_FULLFSYNC goes through it
        with contextlib.suppress(OSError):  # shares do not know it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _write_and_sync(path: Path, data: bytes, mode: int) -> None:
    descriptor = os.open(path, _OPEN_NEW, mode)
    try:
        rest = memoryview(data)
        while rest:  # a disk that fills up writes a part first and fails at the next call
            rest = rest[os.write(descriptor, rest) :]
        to_disk(descriptor)
    finally:
        os.close(descriptor)
