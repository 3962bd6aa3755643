"""Documents as they are: each its own canonical bytes, encrypted in a file of its own, named by hash, written once."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound
from orderdesk.locale import _

_DIGEST = re.compile(r"sha256-[0-9a-f]{64}", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PREFIX = len("sha256-")


class Archive:
    """The documents in `folder`, two levels deep: the first two digits of the hash, then the whole hash.

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
        if not _matches(digest, data):
            raise InputRefused("digest", _("The document's hash is not the one it was announced with."))
        path = self._path(digest)
        self._make_folder(path.parent)
        sealed = self._cipher.encrypt(data, _associated(digest))
        if not atomic.write_once(path, sealed) and not self._is_whole(digest):
            atomic.replace(path, sealed)

    def get(self, digest: str) -> bytes:
        """The bytes that `put` was given. Raises NotFound, or DeskUnavailable when the file is damaged."""
        if not _DIGEST.fullmatch(digest):
            raise _not_found()
        try:
            sealed = self._path(digest).read_bytes()
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
        return isinstance(digest, str) and bool(_DIGEST.fullmatch(digest)) and self._path(digest).is_file()

    def digests(self) -> Iterator[str]:
        """The hashes of all documents kept, in order. Raises DeskUnavailable when the folder cannot be read."""
        try:
            if not self._folder.is_dir():
                return
            for folder in sorted(path for path in self._folder.iterdir() if len(path.name) == 2 and path.is_dir()):
                yield from sorted("sha256-" + path.name for path in folder.iterdir() if _HEX.fullmatch(path.name))
        except OSError as error:
            raise atomic.trouble(error) from error

    def sealed_files(self) -> Iterator[tuple[Path, bytes]]:
        """Every file that is kept, and what its encryption is bound to. Raises as `digests`."""
        return ((self._path(digest), _associated(digest)) for digest in self.digests())

    def sweep(self, *, older_than: float = 3600.0) -> int:
        """Remove unfinished files of crashed writers, older than so many seconds; the number removed."""
        if not self._folder.is_dir():
            return 0
        return sum(atomic.sweep(folder, older_than=older_than) for folder in self._folder.iterdir() if folder.is_dir())

    def _path(self, digest: str) -> Path:
        name = digest[_PREFIX:]
        return self._folder / name[:2] / name

    def _make_folder(self, folder: Path) -> None:
        if folder.name in self._made:
            return
        try:
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Also when another writer made it a moment ago: that one may die before its folder is durable.
            durable.settle(folder.parent)
            durable.settle(folder.parent.parent)
        except OSError as error:
            raise atomic.trouble(error) from error
        self._made.add(folder.name)

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
