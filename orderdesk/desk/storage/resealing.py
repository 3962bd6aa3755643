"""One encrypted file under another key: read with either, written with the new one, in full or not at all."""

from enum import Enum
from pathlib import Path

from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.errors import DeskUnavailable


class Became(Enum):
    """What became of a file."""

    RENEWED = "renewed"
    """It lay under the earlier key and lies under the new one."""
    NEW_ALREADY = "new"
    """It lies under the new key."""
    DAMAGED = "damaged"
    """It opens with neither key, and is as it was."""
    GONE = "gone"
    """Somebody has taken it away."""


def renew(path: Path, associated: bytes, either: Cipher, new: Cipher) -> Became:
    """Put the file at `path` under `new`; `either` reads the earlier key as well. Call it under the desk's lock, for
    the files that programs take away. Raises DeskUnavailable where it cannot be read or written; then it is as it
    was. The name is not settled: after a power cut the file may lie under either key, until its folder is settled."""
    try:
        sealed = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Became.GONE
    except OSError as error:
        raise atomic.trouble(error) from error
    if opens(new, sealed, associated):
        return Became.NEW_ALREADY
    try:
        data = either.decrypt(sealed, associated)
    except DeskUnavailable:
        return Became.DAMAGED
    atomic.replace(path, new.encrypt(data, associated), settled=False)
    return Became.RENEWED


def opens(cipher: Cipher, sealed: bytes, associated: bytes) -> bool:
    """Whether `sealed` lies under that key."""
    try:
        cipher.decrypt(sealed, associated)
    except DeskUnavailable:
        return False
    return True
