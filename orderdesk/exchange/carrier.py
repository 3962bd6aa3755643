"""What carries sealed documents between desks, whichever way: at least once, named by the hash of the sealed bytes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from orderdesk.errors import InputRefused
from orderdesk.locale import _

MAX_SEALED: Final = 512 * 1024
"""The largest sealed document, in bytes: a document of 256 KiB, sealed, in base64 and padded, has room."""

MAX_DIRECTORY: Final = 256 * 1024
"""The largest published directory, in bytes: it is a document, and no document is larger."""

REASONS: Final = frozenset(
    {
        "damaged",  # the bytes do not hash to the name
        "too-large",  # more than MAX_SEALED
        "cannot-open",  # sealed for others, or not a sealed document
        "malformed",  # opened, and not a document of the profile or the schema
        "bad-signature",
        "not-trusted",  # the key is not known, not valid or revoked
        "not-allowed",  # the role may not send this, or the order's state does not take it
        "not-for-us",
        "replayed",
        "unknown-version",
        "other",
    }
)
"""Why a sealed document may be refused. Codes, never free text: others read the folder."""

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_HASH = re.compile(r"[0-9a-f]{64}")
# Names that Windows takes for devices, in whatever folder.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


def check_id(value: str) -> str:
    """`value`, if it can name an organisation or a person on every file system. Raises InputRefused("mailbox-id")."""
    if _ID.fullmatch(value) is None or value in _DEVICES:
        raise InputRefused(
            "mailbox-id",
            _("The id of an organisation or a person is not one that the exchange can carry."),
            _("Use 1 to 63 of the letters a-z, digits and hyphens, with a letter or digit at both ends."),
        )
    return value


def name_of(data: bytes) -> str:
    """The name of `data` in the exchange: its SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


Sign = Callable[[str, str, bytes, str], Iterator[dict[str, str]]]
"""Signs a request for the desk's owner: method, whole address, body, and the body's type. Gives the headers to send
with it, once for each key that the owner has for this, the one most likely to be known there first."""


@dataclass(frozen=True)
class Mailbox:
    """Where one person at one organisation (or one unit there) receives. The ids can never lead out of the exchange."""

    org: str
    person: str

    def __post_init__(self) -> None:
        check_id(self.org)
        check_id(self.person)


@dataclass(frozen=True)
class Envelope:
    """One sealed document that waits: its name (SHA-256 of the sealed bytes, hexadecimal) and its size in bytes."""

    name: str
    size: int

    def __post_init__(self) -> None:
        if _HASH.fullmatch(self.name) is None:
            raise InputRefused("envelope-name", _("The name of a sealed document is not a SHA-256 in hexadecimal."))


class Carrier(Protocol):
    """Carries sealed documents and published directories. Any call may raise ExchangeUnavailable; it loses nothing."""

    def put(self, mailbox: Mailbox, sealed: bytes) -> str:
        """Leave `sealed` in `mailbox`; returns its name once it is durable there. Doing it twice is doing it once.

        Raises InputRefused("sealed-size") for nothing at all or for more than MAX_SEALED bytes.
        """
        ...

    def waiting(self, mailbox: Mailbox) -> list[Envelope]:
        """What waits in full, each once, in the order of arrival as far as that is known, the same at each call."""
        ...

    def fetch(self, mailbox: Mailbox, envelope: Envelope) -> bytes:
        """The sealed bytes: they hash to the name and are at most MAX_SEALED. They wait on until acknowledged.

        Raises NotFound when it waits no longer, InputRefused("sealed-size") when it is too large, ExchangeUnavailable
        when it has not arrived in full.
        """
        ...

    def acknowledge(self, mailbox: Mailbox, envelope: Envelope) -> None:
        """Say that it is taken and stored: it waits no longer and is not delivered again. Twice is the same as once."""
        ...

    def reject(self, mailbox: Mailbox, envelope: Envelope, reason: str) -> None:
        """Put it aside among the refused, with `reason`, one of REASONS (else InputRefused("refusal-reason"))."""
        ...

    def publish(self, org: str, directory: bytes) -> None:
        """Publish a signed directory of `org`; earlier ones stay. InputRefused("directory-size") over MAX_DIRECTORY."""
        ...

    def directories(self, *, everyone: bool = False) -> list[bytes]:
        """The published directories of one's own organisation and of those that one works with, by organisation, oldest
        first as far as known; not verified by anyone. With `everyone` those of strangers as well, as far as the
        exchange shows them: a hub does to administrators, a folder to anybody, always."""
        ...

    @property
    def listens(self) -> bool:
        """Whether `listen` waits for news; where it does not, one looks into the exchange now and then."""
        ...

    def listen(self, mailbox: Mailbox, seconds: int) -> bool:
        """Whether something has come into `mailbox` since `waiting` was last asked; waits up to `seconds` for it.
        Beside other calls, from a thread of its own."""
        ...

    @property
    def epoch(self) -> str:
        """What changes when the exchange may have been set back to an earlier copy of itself, as `waiting` last heard
        it; "" where that is not told."""
        ...

    def describe(self) -> str:
        """One sentence: what this exchange is, where, and whether it can be reached now. Never raises."""
        ...

    def close(self) -> None:
        """Let go of what is held open, such as a line. May be used again afterwards."""
        ...


def check_sealed_size(sealed: bytes) -> None:
    """Raise InputRefused("sealed-size") unless `sealed` is 1 to MAX_SEALED bytes."""
    check_sealed_length(len(sealed))


def check_sealed_length(length: int) -> None:
    """Raise InputRefused("sealed-size") unless a sealed document may have that many bytes."""
    if not 0 < length <= MAX_SEALED:
        raise InputRefused(
            "sealed-size",
            _("A sealed document must be 1 to {limit} bytes; this one is {size}.").format(
                limit=MAX_SEALED, size=length
            ),
            _("Shorten the document or send it as several."),
        )


def check_directory_size(directory: bytes) -> None:
    """Raise InputRefused("directory-size") unless `directory` is 1 to MAX_DIRECTORY bytes."""
    if not 0 < len(directory) <= MAX_DIRECTORY:
        raise InputRefused(
            "directory-size",
            _("A directory must be 1 to {limit} bytes; this one is {size}.").format(
                limit=MAX_DIRECTORY, size=len(directory)
            ),
        )


def check_reason(reason: str) -> str:
    """`reason`, if it is one of REASONS. Raises InputRefused("refusal-reason"); the text itself is not repeated."""
    if reason not in REASONS:
        raise InputRefused("refusal-reason", _("A refusal needs one of the known reason codes."))
    return reason
