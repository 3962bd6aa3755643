"""The bytes of a journal: a plain header that names the file, then frames of one encrypted record each.

    file   = "ODJRNL1\\n" | generation u64 | identity 16 bytes | CRC-32 of these u32
    frame  = length of the ciphertext u32 | sequence u64 | CRC-32 of these u32 | ciphertext

Numbers are big-endian. The ciphertext is bound to identity, generation and sequence, so a frame that was dropped, moved
or taken from another journal does not decrypt. The header's own checksum tells a frame that was cut short (its length
can be trusted) from one whose length was damaged.
"""

import secrets
import struct
import zlib
from dataclasses import dataclass

_MAGIC = b"ODJRNL1\n"
_FILE = struct.Struct(">8sQ16sI")
_FRAME = struct.Struct(">IQI")
_NUMBERS = struct.Struct(">IQ")
_BOUND = struct.Struct(">16sQQ")

FILE_HEADER = _FILE.size
FRAME_HEADER = _FRAME.size


@dataclass(frozen=True, slots=True)
class JournalName:
    """Which journal file this is: `generation` counts compactions, `identity` is random for each file."""

    generation: int
    identity: bytes

    @classmethod
    def fresh(cls, generation: int) -> "JournalName":
        """A name that no other file has."""
        return cls(generation, secrets.token_bytes(16))

    @classmethod
    def read(cls, data: bytes) -> "JournalName | None":
        """The name in the first bytes of a file; None when they are not a journal's."""
        if len(data) < FILE_HEADER:
            return None
        magic, generation, identity, checksum = _FILE.unpack_from(data)
        if magic != _MAGIC or checksum != zlib.crc32(data[: FILE_HEADER - 4]):
            return None
        return cls(generation, identity)

    def header(self) -> bytes:
        """The first bytes of the file."""
        start = _FILE.pack(_MAGIC, self.generation, self.identity, 0)[:-4]
        return start + zlib.crc32(start).to_bytes(4, "big")

    def associated(self, sequence: int) -> bytes:
        """What record `sequence` of this file is bound to."""
        return b"orderdesk.journal.v1" + _BOUND.pack(self.identity, self.generation, sequence)


def frame(sequence: int, ciphertext: bytes) -> bytes:
    """One record as it lies in the file."""
    numbers = _NUMBERS.pack(len(ciphertext), sequence)
    return numbers + zlib.crc32(numbers).to_bytes(4, "big") + ciphertext


def frame_header(data: bytes) -> tuple[int, int] | None:
    """Length of the ciphertext and sequence, from the first FRAME_HEADER bytes; None when the checksum is wrong."""
    length, sequence, checksum = _FRAME.unpack_from(data)
    return (length, sequence) if checksum == zlib.crc32(data[: FRAME_HEADER - 4]) else None


def never_written(tail: bytes) -> bool:
    """Whether a last record has a hole: the file grew, and the power went before its blocks reached the disk.

    Sixteen zero bytes in a row do not occur in ciphertext (chance 2^-128 a place).
    """
    return bytes(16) in tail
