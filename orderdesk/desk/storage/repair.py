"""A damaged journal: what of it can still be read, and a sound one made of that. For `orderdesk doctor`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.desk.storage.frames import FILE_HEADER, FRAME_HEADER, JournalName, frame_header
from orderdesk.desk.storage.journal import FIRST, NAME, Journal
from orderdesk.errors import DeskUnavailable
from orderdesk.locale import _


@dataclass(frozen=True, slots=True)
class Condition:
    """How a journal is: `records` that can be read, and `lost` bytes that cannot, in so many `gaps`."""

    records: int
    lost: int
    gaps: int

    @property
    def sound(self) -> bool:
        """Whether every byte can be read."""
        return self.gaps == 0


def examine(folder: Path, cipher: Cipher, *, lock_timeout: float = 10.0) -> Condition:
    """How the journal in `folder` is; nothing is changed. Raises DeskUnavailable when it cannot be read at all."""
    journal = Journal(folder, cipher, lock_timeout=lock_timeout, create=False)
    with journal.held():
        return _Reading(_content(folder), cipher).condition()


def repair(folder: Path, cipher: Cipher, *, lock_timeout: float = 10.0) -> Condition:
    """Make a sound journal of what can be read; a sound one is left as it is. How the journal was.

    The damaged file is kept as `journal.damaged-<n>`. Rows come back as their last readable record had them: a change
    or a removal that stood in a gap is undone. What documents say can be brought up to date from the documents. Raises
    DeskUnavailable when nothing can be read (another key, or the beginning is gone): then nothing is changed.
    """
    journal = Journal(folder, cipher, lock_timeout=lock_timeout, create=False)
    with journal.held():
        data = _content(folder)
        reading = _Reading(data, cipher)
        condition = reading.condition()
        if condition.sound:
            return condition
        number = 1
        while not atomic.write_once(folder / f"{NAME}.damaged-{number}", data):
            number += 1
        journal.rewrite(reading.payloads(), above=reading.name.generation)
        return condition


class _Reading:
    def __init__(self, data: bytes, cipher: Cipher) -> None:
        name = JournalName.read(data)
        if name is None:
            raise _beyond_repair()
        self.name = name
        self._data = data
        self._cipher = cipher

    def condition(self) -> Condition:
        """What the walk over the file finds."""
        records = -1  # record 0 is the journal's own
        read, gaps, end = 0, 0, FILE_HEADER
        for start, after, _payload in self._frames():
            gaps += start > end
            records, read, end = records + 1, read + after - start, after
        if records < 0:
            raise _beyond_repair()
        gaps += end < len(self._data)
        return Condition(records, len(self._data) - FILE_HEADER - read, gaps)

    def payloads(self) -> Iterator[bytes]:
        """The readable records, oldest first."""
        return (payload for _start, _after, payload in self._frames() if payload != FIRST)

    def _frames(self) -> Iterator[tuple[int, int, bytes]]:
        """Start, end and payload of each record that decrypts and stands after the one before it.

        After a gap every byte may be the next record's first: the header's checksum decides in 1 us, then decryption.
        """
        position, least = FILE_HEADER, 0
        while position + FRAME_HEADER <= len(self._data):
            numbers = frame_header(self._data[position : position + FRAME_HEADER])
            after = position + FRAME_HEADER + (numbers[0] if numbers else 0)
            if numbers and numbers[1] >= least and after <= len(self._data):
                try:
                    sealed = self._data[position + FRAME_HEADER : after]
                    payload = self._cipher.decrypt(sealed, self.name.associated(numbers[1]))
                except DeskUnavailable:
                    pass
                else:
                    yield position, after, payload
                    position, least = after, numbers[1] + 1
                    continue
            position += 1


def _content(folder: Path) -> bytes:
    try:
        return (folder / NAME).read_bytes()
    except OSError as error:
        raise atomic.trouble(error) from error


def _beyond_repair() -> DeskUnavailable:
    text = _("Nothing in the desk's store can be read: it is damaged at its beginning or under another key.")
    return DeskUnavailable(text, _("Nothing has been changed. Restore a backup; the documents are not affected."))
