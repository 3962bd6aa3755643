"""The append-only file: every change to the desk's tables is one encrypted record at its end, on the disk at once.

Nothing is kept open between calls: Windows cannot rename over an open file, and an open costs 10 us, an fsync 1 ms.
All reading and writing is done under the desk's lock, so what a reader sees was acknowledged to its writer or is torn.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from itertools import chain
from pathlib import Path
from typing import IO

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.desk.storage.frames import (
    FILE_HEADER,
    FRAME_HEADER,
    JournalName,
    frame,
    frame_header,
    never_written,
)
from orderdesk.desk.storage.locking import DeskLock
from orderdesk.errors import DeskUnavailable
from orderdesk.locale import _, ngettext

NAME = "journal"
LOCK_NAME = "journal.lock"
FIRST = b"orderdesk journal"  # record 0: decrypts only under the right key, so a wrong key never looks like damage
_Stat = tuple[int, int, int]
_NEVER: _Stat = (-1, -1, -1)


class Journal:
    """The journal in `folder`. Not for several threads at once, except under `held()`.

    `torn` counts the torn tails that this object set aside as `journal.torn-<n>`. `restarts` counts how often
    `read_new` began with the first record: at the first reading, and when another program has compacted the journal.
    """

    def __init__(self, folder: Path, cipher: Cipher, *, lock_timeout: float = 10.0, create: bool = True) -> None:
        """Find the journal, or make an empty one where there is none and `create` says so.

        Raises DeskUnavailable: missing, locked, read-only, damaged, or not under this key. Records are not read yet.
        """
        self._folder = folder
        self._path = folder / NAME
        self._cipher = cipher
        self.torn = self.restarts = 0
        self._name = JournalName(0, b"")
        self._position = self._sequence = 0
        self._seen = _NEVER
        self._unread: deque[bytes] = deque()
        self._lock = DeskLock(folder / LOCK_NAME, lock_timeout)
        self._prepare(create)

    @property
    def generation(self) -> int:
        """How many compactions the file has behind it, as far as we have read."""
        return self._name.generation

    @property
    def size(self) -> int:
        """Bytes of the file that hold whole records, as far as we have read."""
        return self._position

    def held(self, timeout: float | None = None) -> AbstractContextManager[None]:
        """The desk's lock; see DeskLock.held."""
        return self._lock.held(timeout)

    def has_news(self) -> bool:
        """Whether the file is another than when we last looked: one stat, no lock. Also true when it is gone."""
        return bool(self._unread) or self._stat() != self._seen

    def read_new(self) -> Iterator[bytes]:
        """The records that others have written since the last call, oldest first; at first, all of them.

        The lock is held until the iteration ends. A torn tail is cut off and set aside. Raises DeskUnavailable when a
        record in the middle is damaged; the file is left as it is.
        """
        with self.held():
            while self._unread:
                yield self._unread.popleft()
            if self._stat() == self._seen:
                return
            try:
                yield from self._scan()
                self._seen = self._stat()
            except OSError as error:
                raise atomic.trouble(error) from error

    def start_over(self) -> None:
        """Forget what was read; the next `read_new` begins with the first record."""
        self._name, self._seen = JournalName(0, b""), _NEVER
        self._unread.clear()

    def append(self, payload: bytes) -> None:
        """Add one record; it lies on the disk when this returns. What others wrote in between stays for `read_new`.

        Raises DeskUnavailable; then the record is not in the journal, and the next append works.
        """
        with self.held():
            if self.has_news():
                self._unread.extend(list(self.read_new()))
            sequence = self._sequence + 1
            data = frame(sequence, self._cipher.encrypt(payload, self._name.associated(sequence)))
            try:
                self._write_at_end(data)
            except OSError as error:
                raise atomic.trouble(error) from error
            self._position += len(data)
            self._sequence = sequence
            self._seen = self._stat()

    def rewrite(self, payloads: Iterable[bytes], *, above: int = 0) -> None:
        """Compact: a new file with only these records takes the journal's place, all or nothing.

        The caller has read everything. The new generation is above ours and `above`. Raises DeskUnavailable; then the
        old file still stands.
        """
        with self.held():
            self._create(JournalName.fresh(max(self.generation, above) + 1), payloads)
            self._unread.clear()

    def _prepare(self, create: bool) -> None:
        try:
            if create:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            elif not self._path.is_file():
                raise DeskUnavailable(_("There is no desk's store in this folder."), _("Is it the right folder?"))
            with self.held():
                atomic.sweep(self._folder, of=NAME, older_than=0)
                if not self._path.exists():
                    self._create(JournalName.fresh(1), ())
        except OSError as error:
            raise atomic.trouble(error) from error

    def _create(self, name: JournalName, payloads: Iterable[bytes]) -> None:
        position, sequence = FILE_HEADER, -1
        with atomic.replacing(self._path) as file:
            file.write(name.header())
            for payload in chain((FIRST,), payloads):
                sequence += 1
                position += file.write(frame(sequence, self._cipher.encrypt(payload, name.associated(sequence))))
        self._name, self._position, self._sequence = name, position, sequence
        self._seen = self._stat()

    def _stat(self) -> _Stat:
        try:
            found = os.stat(self._path)  # noqa: PTH116 (called at every look; Path.stat costs twice as much)
        except OSError:
            return _NEVER
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _write_at_end(self, data: bytes) -> None:
        with self._path.open("r+b", buffering=0) as file:
            try:
                file.seek(self._position)
                rest = memoryview(data)
                while rest:  # a disk that fills up takes a part first and refuses the next write
                    rest = rest[file.write(rest) :]
                durable.to_disk(file.fileno())
            except BaseException:
                # Also for Ctrl+C: the caller is told that the record is not there, so it must not be. Where even the
                # cut fails, the next reader finds a torn tail, or a whole record that nobody was promised.
                self._seen = _NEVER
                with suppress(OSError):
                    file.truncate(self._position)
                    durable.to_disk(file.fileno())
                raise

    def _scan(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            end = os.fstat(file.fileno()).st_size
            name = JournalName.read(file.read(FILE_HEADER))
            if name is None:
                raise self._damaged()
            if name != self._name or end < self._position:
                self._begin(name, file)
            file.seek(self._position)
            yield from self._frames(file, end)

    def _begin(self, name: JournalName, file: IO[bytes]) -> None:
        """Start over with another file than the one we know. Its record 0 must open: a torn tail cannot reach it."""
        self._sequence = -1
        header = file.read(FRAME_HEADER)
        numbers = frame_header(header) if len(header) == FRAME_HEADER else None
        if numbers is None or numbers[1] != 0 or numbers[0] > 1024:
            raise self._damaged()
        try:
            first = self._cipher.decrypt(file.read(numbers[0]), name.associated(0))
        except DeskUnavailable as error:
            text = _("The desk's store does not open with this key, or its beginning is damaged.")
            raise DeskUnavailable(
                text, _("Nothing has been changed. Restore a backup, or run `orderdesk doctor`.")
            ) from error
        if first != FIRST:
            raise self._damaged()
        self._name, self._position, self._sequence = name, FILE_HEADER + FRAME_HEADER + numbers[0], 0
        self.restarts += 1

    def _frames(self, file: IO[bytes], end: int) -> Iterator[bytes]:
        while self._position < end:
            header = file.read(FRAME_HEADER)
            numbers = frame_header(header) if len(header) == FRAME_HEADER else None
            after = self._position + FRAME_HEADER + (numbers[0] if numbers else 0)
            if len(header) < FRAME_HEADER or (numbers and after > end):
                return self._set_aside(end)
            if numbers is None or numbers[1] != self._sequence + 1:
                if not any(header) and not any(file.read()):  # the file grew, its blocks never came
                    return self._set_aside(end)
                raise self._damaged()
            ciphertext = file.read(numbers[0])
            try:
                payload = self._cipher.decrypt(ciphertext, self._name.associated(numbers[1]))
            except DeskUnavailable as error:
                if after == end and never_written(ciphertext):
                    return self._set_aside(end)
                raise self._damaged() from error
            self._position, self._sequence = after, numbers[1]
            yield payload
        return None

    def _set_aside(self, end: int) -> None:
        """Keep what an unfinished append left behind in a file of its own, then cut it off."""
        with self._path.open("r+b", buffering=0) as file:
            file.seek(self._position)
            tail = file.read(end - self._position)
            number = 1
            while not atomic.write_once(self._folder / f"{NAME}.torn-{number}", tail):
                number += 1
            file.truncate(self._position)
            durable.to_disk(file.fileno())
        self.torn += 1

    def _damaged(self) -> DeskUnavailable:
        text = ngettext(
            "The desk's store is damaged after {count} readable record.",
            "The desk's store is damaged after {count} readable records.",
            max(self._sequence, 0),
        ).format(count=max(self._sequence, 0))
        kept = _("Nothing has been changed: the whole file is kept, and so are the documents.")
        return DeskUnavailable(f"{text} {kept}", _("Restore a backup, or run `orderdesk doctor`."))
