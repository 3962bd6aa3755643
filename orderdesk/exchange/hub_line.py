"""The line to a hub: a signed request out, its answer in, with bounds on size and time.

The only module that loads httpx (some 130 ms), and so loaded when a hub is asked for the first time.
httpx inflates what is compressed even where identity was asked for: the raw bytes are read, and a compressed answer is
none. Every request can be made twice, so a lost answer costs a repetition and nothing else.
"""

import logging
import re
import ssl
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Final, NamedTuple

import httpx
from pydantic import ValidationError

from orderdesk.errors import OrderdeskError
from orderdesk.exchange import hub_trouble
from orderdesk.exchange.carrier import Sign
from orderdesk.exchange.hub_address import is_loopback
from orderdesk.exchange.hub_answers import Refusal

LONGEST: Final = 120.0
"""Seconds that one answer may take in all: 512 KiB at 35 kbit/s."""
_CONNECT: Final = 10.0
_SILENCE: Final = 30.0
"""Seconds without a byte, after which the line counts as broken."""
_AGAIN: Final = frozenset({"too-many-requests", "replayed"})
"""A large backlog goes at the pace that the hub allows; and where something in between sent a request twice, this one
is new."""
_AGAIN_AT_MOST: Final = 3
_LONGEST_PAUSE: Final = 5
"""Seconds; what would take longer is the caller's to try again."""
_REFUSAL_BYTES: Final = 8 * 1024
_ANOTHER_KEY: Final = frozenset({"key-unknown", "key-period", "key-revoked"})
_CREATED: Final = re.compile(r";created=(\d{1,11})\b")
# It would write every address at level INFO, and an address holds a person's id.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Answer(NamedTuple):
    """What came back: `refusal` where it was not done, `made`, the time that the signed request bore, and the seconds
    after which it may be asked again."""

    status: int
    content: bytes
    refusal: Refusal | None = None
    made: datetime | None = None
    retry_after: float = 0.0

    @property
    def code(self) -> str:
        """The hub's code for the refusal; "" where it was done."""
        return self.refusal.code if self.refusal else ""


class HubLine:
    """Requests to the hub at `base`, which has no slash at its end. May be used by several threads."""

    def __init__(self, base: str, sign: Sign) -> None:
        self._base = base
        self._sign = sign
        self._lock = Lock()
        self._client: httpx.Client | None = None

    def ask(
        self, kept: str, method: str, path: str, body: bytes = b"", content_type: str = "", *, limit: int = 4096,
        patience: float = 0.0,
    ) -> Answer:  # fmt: skip
        """The answer to a signed request, of at most `limit` bytes. `kept` is the sentence on what is safe, `patience`
        the seconds for which the hub was asked to wait.

        Raises ExchangeUnavailable; also where the answer is none of a hub's.
        """
        answer = self._by_some_key(kept, method, path, body, content_type, limit, patience)
        for _again in range(_AGAIN_AT_MOST):
            if answer.code not in _AGAIN or answer.retry_after > _LONGEST_PAUSE:
                break
            time.sleep(answer.retry_after)
            answer = self._by_some_key(kept, method, path, body, content_type, limit, patience)
        return answer

    def look(self, path: str, limit: int = 16 * 1024) -> Answer:
        """The answer to a request that needs no signature. Raises ExchangeUnavailable."""
        return self._send("", "GET", path, b"", {}, limit, 0.0)

    def refused(self, answer: Answer, kept: str) -> OrderdeskError:
        """The error for an answer that is not the one that was wanted."""
        if answer.refusal is None:
            return hub_trouble.no_hub(self._base, answer.status, kept)
        return hub_trouble.refused(self._base, answer.refusal, kept, answer.made, answer.retry_after)

    def close(self) -> None:
        """Hang up; a later request opens the line again."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _by_some_key(
        self, kept: str, method: str, path: str, body: bytes, content_type: str, limit: int, patience: float
    ) -> Answer:
        """A key that has just been made, or has just been replaced, may not be the one that the hub knows."""
        answer: Answer | None = None
        for headers in self._sign(method, self._base + path, body, content_type):
            found = self._send(kept, method, path, body, headers, limit, patience)
            if found.code not in _ANOTHER_KEY:
                return found
            answer = answer or found
        if answer is None:
            raise hub_trouble.no_key(self._base, kept)
        return answer

    def _send(
        self, kept: str, method: str, path: str, body: bytes, headers: dict[str, str], limit: int, patience: float
    ) -> Answer:
        timeouts = httpx.Timeout(_SILENCE + patience, connect=_CONNECT)
        try:
            with self._connected().stream(
                method, self._base + path, content=body or None, headers=headers, timeout=timeouts
            ) as response:
                content = _read(response, max(limit, _REFUSAL_BYTES), time.monotonic() + LONGEST + patience)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError, RuntimeError) as error:
            # RuntimeError: the line was hung up in another thread, as when the desk has just moved elsewhere.
            raise hub_trouble.unreachable(self._base, error, kept) from error
        if content is None or (response.is_success and len(content) > limit):
            raise hub_trouble.no_hub(self._base, response.status_code, kept)
        if response.is_success:
            return Answer(response.status_code, content)
        later = _retry_after(response.headers.get("retry-after", ""), datetime.now(UTC))
        try:
            refusal = Refusal.model_validate_json(content)
        except ValidationError as error:
            raise hub_trouble.no_hub(self._base, response.status_code, kept, later) from error
        return Answer(response.status_code, b"", refusal, _made(headers), max(later, refusal.retry_after))

    def _connected(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                here = is_loopback(self._base)
                self._client = httpx.Client(
                    verify=_authorities() if self._base.startswith("https:") else False,
                    trust_env=not here,
                    headers={"Accept-Encoding": "identity", "User-Agent": "orderdesk"},
                )  # fmt: skip
            return self._client


def _authorities() -> ssl.SSLContext:
    """httpx takes SSL_CERT_FILE's or its own list; a house's own authority is often among the system's alone."""
    context = httpx.create_ssl_context()
    context.load_default_certs()
    return context


def _made(headers: dict[str, str]) -> datetime | None:
    """When the request was signed, by the clock that it was signed by."""
    found = _CREATED.search(headers.get("Signature-Input", ""))
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _retry_after(header: str, now: datetime) -> float:
    """The seconds that the header asks for: a number, or the time of a day (RFC 9110, 10.2.3). 0 where it says
    neither."""
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    try:
        then = parsedate_to_datetime(text)
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without its zone
        return 0.0


def _read(response: httpx.Response, limit: int, until: float) -> bytes | None:
    """The body as it came; None where it is compressed, larger than `limit`, or takes too long."""
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        return None
    content = bytearray()
    for part in response.iter_raw():
        content += part
        if len(content) > limit or time.monotonic() > until:
            return None
    return bytes(content)
