"""What the hub takes and keeps: sizes, rates, quotas, times. One place, published under /v1/capabilities; whoever
runs a hub changes them by `orderdesk hub serve --settings` or `--limit` (see settings.py)."""

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

MAX_SEALED: Final = 512 * 1024
"""The largest envelope, in bytes: what the exchange carries anywhere."""
MAX_DIRECTORY: Final = 256 * 1024
"""The largest directory, in bytes: it is a document, and no document is larger."""
MAX_MESSAGE: Final = 1024
"""The largest body of any other request, in bytes."""

REASONS: Final = (
    "bad-signature", "cannot-open", "damaged", "malformed", "not-allowed", "not-for-us",
    "not-trusted", "other", "replayed", "too-large", "unknown-version",
)  # fmt: skip
"""Why an envelope may be refused. Codes, never free text: those who run the hub read them."""

NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""The id of an organisation or a person."""
HASH: Final = re.compile(r"[0-9a-f]{64}")
"""The name of an envelope or a directory: the SHA-256 of its bytes."""

SECOND: Final = 1
DAY: Final = 24 * 60 * 60
KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB

Kind = Literal["number", "size", "time"]


def _limit(default: int, kind: Kind, least: int, most: int) -> Any:
    return field(default=default, metadata={"kind": kind, "least": least, "most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one installation allows; times in seconds, sizes in bytes. Beside each stands what it may be set to."""

    requests_a_minute: int = _limit(600, "number", 1, 1_000_000)
    """By one person, over time and at all hub processes together; as many may come at once."""
    envelope_bytes: int = _limit(MAX_SEALED, "size", 8 * KIB, MAX_SEALED)
    """The largest envelope. Below 512 KiB some documents, and handed-over cases, do not go through."""
    organisation_bytes: int = _limit(GIB, "size", MIB, 1024 * GIB)
    """What may wait for one organisation: 1 GiB is some 50,000 reports."""
    organisation_envelopes: int = _limit(100_000, "number", 1, 100_000_000)
    """How many envelopes may wait for one organisation."""
    organisation_directories: int = _limit(1_000, "number", 1, 100_000)
    """How many versions of an organisation's directory are kept: all. With one change a week they last 19 years."""
    directories_a_day: int = _limit(50, "number", 1, 10_000)
    """How many versions an organisation may publish in 24 hours: each has all before it verified again."""
    page: int = _limit(500, "number", 1, 500)
    """Envelopes in one answer."""
    directory_page: int = _limit(64, "number", 1, 64)
    """Directories in one answer, of at most 256 KiB each."""
    longest_wait: int = _limit(30, "time", 0, 60)
    """How long a request may wait for news; proxies commonly cut at 60."""
    header_seconds: int = _limit(20, "time", 1, 600)
    """How long the head of a request may take to come, and what follows of a body that was refused."""
    body_seconds: int = _limit(60, "time", 1, 3_600)
    """How long the body of a request may take to come: 512 KiB at 70 kbit/s."""
    connections: int = _limit(2_000, "number", 10, 100_000)
    """Open at once at one hub process; more are answered with 503. 200 desks that wait and put take some 400."""
    keep_free: int = _limit(64 * MIB, "size", 0, 1024 * GIB)
    """On the disk of an SQLite database: with less free nothing new is taken, so that desks can still fetch and
    acknowledge, which makes room. A PostgreSQL says itself when its disk is full."""
    keep_waiting: int = _limit(400 * DAY, "time", DAY, 36_500 * DAY)
    """How long an envelope waits that nobody takes."""
    keep_refused: int = _limit(90 * DAY, "time", DAY, 36_500 * DAY)
    """How long a refused envelope is kept for inspection."""
    keep_names: int = _limit(400 * DAY, "time", DAY, 36_500 * DAY)
    """How long the names of what was taken are known, so that a late copy is not delivered again."""
    keep_access: int = _limit(730 * DAY, "time", DAY, 36_500 * DAY)
    """How long the access log is kept."""
