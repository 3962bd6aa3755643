"""Documents as they are: each its own canonical bytes, encrypted in a file of its own, named by hash, written once."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound
from orderdesk.locale import _

_DIGEST = re.compile(r"sha256-[0-9a-f]{64}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PREFIX = len("sha256-")
_PENDING = "pending"
_ASIDE = "aside"


class Archive:
    """The documents in `folder`, two levels deep: the first two digits of the hash, then the whole hash.

    `put` keeps a document at once. One that counts only together with a line of the journal is first prepared, under
    its hash in `pending`, and gets its last name when that line is written (`finish`); so a document under its last
    name has been listed once. Between the two names there is no flush: a rename is done in full or not at all, and
    what a power cut brings back to `pending` is finished at the next opening. What was never listed goes to `aside`.

    Safe for several threads and programs at once without a lock: a name says its content.
    """

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._folder = folder
        self._cipher = cipher
        self._made: set[str] = set()

    def put(self, digest: str, data: bytes) -> None:
        """Keep `data`, whose SHA-256 is `digest` ("sha256-" + 64 hexadecimal digits); on the disk when this returns.

        Kept already: nothing happens, unless the file was damaged, then it is made whole. Raises InputRefused when the
        digest is not that of the data, DeskUnavailable when the folder cannot be written.
        """
        self._write(self._path(digest), digest, data)

    def prepare(self, digest: str, data: bytes) -> None:
        """As `put`, but not under its last name yet; `get` reads it. For one that is kept already, as `put`."""
        last = self._path(digest)
        self._write(last if last.exists() else self._pending(digest), digest, data)

    def finish(self, digest: str) -> None:
        """Give a document that was prepared its last name. Where that cannot be done now (Windows, while another
        program reads it) it stays readable, and the next opening does it."""
        last = self._path(digest)
        with suppress(OSError, DeskUnavailable):
            self._make_folders(last.parent)  # a backup carries no empty ones
            os.replace(self._pending(digest), last)  # noqa: PTH105 (as in `atomic`)

    def put_aside(self, digest: str) -> None:
        """Take a document that was prepared, and that nothing lists, out of the archive. As `finish` where it fails."""
        with suppress(OSError):
            (self._folder / _ASIDE).mkdir(mode=0o700, exist_ok=True)
            os.replace(self._pending(digest), self._folder / _ASIDE / digest[_PREFIX:])  # noqa: PTH105

    def pending(self) -> Iterator[str]:
        """The hashes of what was prepared and has not got its last name. Raises DeskUnavailable."""
        return self._hashes(self._folder / _PENDING)

    def aside(self) -> Iterator[str]:
        """The hashes of what was put aside. Raises DeskUnavailable."""
        return self._hashes(self._folder / _ASIDE)

    def from_aside(self, digest: str) -> bytes:
        """The bytes of a document that was put aside. Raises as `get`."""
        return self._read(self._folder / _ASIDE / digest[_PREFIX:], digest)

    def drop_from_aside(self, digest: str) -> None:
        """Remove from what was put aside a document that has come into the archive since, and is whole there."""
        with suppress(OSError):
            if self._is_whole(digest):
                (self._folder / _ASIDE / digest[_PREFIX:]).unlink(missing_ok=True)

    def get(self, digest: str) -> bytes:
        """The bytes that `put` was given. Raises NotFound, or DeskUnavailable when the file is damaged."""
        if not _DIGEST.fullmatch(digest):
            raise _not_found()
        last = self._path(digest)
        for path in (last, self._pending(digest)):
            with suppress(NotFound):
                return self._read(path, digest)
        return self._read(last, digest)  # it may have got its last name between the two looks

    def _read(self, path: Path, digest: str) -> bytes:
        try:
            sealed = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _not_found() from error
        except OSError as error:
            raise atomic.trouble(error) from error
        try:
            data = self._cipher.decrypt(sealed, _associated(digest))
        except DeskUnavailable as error:
            raise _damaged(digest) from error
        if not _matches(digest, data):
            raise _damaged(digest)
        return data

    def __contains__(self, digest: object) -> bool:
        """Whether a document with this hash is kept; says nothing about the state of its file."""
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            return False
        return any(path.is_file() for path in (self._path(digest), self._pending(digest), self._path(digest)))

    def digests(self) -> Iterator[str]:
        """The hashes of all documents under their last name, in order. Raises DeskUnavailable."""
        try:
            if not self._folder.is_dir():
                return
            for folder in sorted(path for path in self._folder.iterdir() if len(path.name) == 2 and path.is_dir()):
                yield from self._hashes(folder)
        except OSError as error:
            raise atomic.trouble(error) from error

    def sealed_files(self) -> Iterator[tuple[Path, bytes]]:
        """Every file that lies here, under whatever name, and what its encryption is bound to. Raises as `digests`."""
        yield from ((self._pending(digest), _associated(digest)) for digest in self.pending())
        yield from ((self._path(digest), _associated(digest)) for digest in self.digests())
        yield from ((self._folder / _ASIDE / one[_PREFIX:], _associated(one)) for one in self.aside())

    def sweep(self, *, older_than: float = 3600.0) -> int:
        """Remove unfinished files of crashed writers, older than so many seconds; the number removed."""
        if not self._folder.is_dir():
            return 0
        return sum(atomic.sweep(folder, older_than=older_than) for folder in self._folder.iterdir() if folder.is_dir())

    def _path(self, digest: str) -> Path:
        name = digest[_PREFIX:]
        return self._folder / name[:2] / name

    def _pending(self, digest: str) -> Path:
        return self._folder / _PENDING / digest[_PREFIX:]

    @staticmethod
    def _hashes(folder: Path) -> Iterator[str]:
        try:
            names = os.listdir(folder)  # noqa: PTH208 (at every opening, and the folder is mostly empty)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise atomic.trouble(error) from error
        yield from sorted("sha256-" + name for name in names if _HEX.fullmatch(name))

    def _write(self, path: Path, digest: str, data: bytes) -> None:
        if not _matches(digest, data):
            raise InputRefused("digest", _("The document's hash is not the one it was announced with."))
        self._make_folders(path.parent, self._path(digest).parent)
        sealed = self._cipher.encrypt(data, _associated(digest))
        if not atomic.write_once(path, sealed) and not self._is_whole(digest):
            atomic.replace(path, sealed)

    def _make_folders(self, *folders: Path) -> None:
        lacking = {folder.name for folder in folders} - self._made
        if not lacking:
            return
        try:
            for name in lacking:
                (self._folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
            # Also when another writer made it a moment ago: that one may die before its folder is durable.
            durable.settle(self._folder)
            durable.settle(self._folder.parent)
        except OSError as error:
            raise atomic.trouble(error) from error
        self._made |= lacking

    def _is_whole(self, digest: str) -> bool:
        try:
            self.get(digest)
        except (DeskUnavailable, NotFound):
            return False
        return True


def _matches(digest: str, data: bytes) -> bool:
    return digest == "sha256-" + hashlib.sha256(data).hexdigest()


def _associated(digest: str) -> bytes:
    return b"orderdesk.document.v1:" + digest.encode()


def _not_found() -> NotFound:
    return NotFound(_("The document is not on this desk."))


def _damaged(digest: str) -> DeskUnavailable:
    text = _("The stored file of document {digest} is damaged.").format(digest=digest[: _PREFIX + 12])
    return DeskUnavailable(text, _("Ask the sender for it again, restore a backup, or run `orderdesk doctor`."))
