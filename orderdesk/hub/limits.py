"""What the hub takes and keeps: sizes, rates, quotas, times. One place, published under /v1/capabilities."""

import re
from dataclasses import dataclass
from typing import Final

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

DAY: Final = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Limits:
    """What one installation allows; times in seconds, sizes in bytes."""

    requests_a_minute: int = 600
    """By one person, over time; as many may come at once."""
    organisation_bytes: int = 1024**3
    """What may wait for one organisation: 1 GiB is some 50,000 reports."""
    organisation_envelopes: int = 100_000
    """How many envelopes may wait for one organisation."""
    page: int = 500
    """Envelopes in one answer."""
    directory_page: int = 64
    """Directories in one answer, of at most 256 KiB each."""
    longest_wait: int = 30
    """How long a request may wait for news; proxies commonly cut at 60."""
    header_seconds: int = 20
    """How long the head of a request may take to come, and what follows of a body that was refused."""
    body_seconds: int = 60
    """How long the body of a request may take to come: 512 KiB at 70 kbit/s."""
    keep_waiting: int = 400 * DAY
    """How long an envelope waits that nobody takes."""
    keep_refused: int = 90 * DAY
    """How long a refused envelope is kept for inspection."""
    keep_names: int = 400 * DAY
    """How long the names of what was taken are known, so that a late copy is not delivered again."""
    keep_access: int = 730 * DAY
    """How long the access log is kept."""
