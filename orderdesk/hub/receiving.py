"""A request taken in: its body within the limits of size and time, its signature, and whose it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from starlette.requests import ClientDisconnect

from orderdesk.errors import InputRefused
from orderdesk.hub.database import Database
from orderdesk.hub.limits import MAX_MESSAGE, NAME, Limits
from orderdesk.hub.problems import Problem
from orderdesk.hub.rate import Rate
from orderdesk.hub.store import callers
from orderdesk.hub.store.callers import Caller
from orderdesk.signing import http_messages
from orderdesk.signing.http_messages import Signed

Clock = Callable[[], datetime]


def machine_clock() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


class Reception:
    """Lets requests in. `url` is the address that desks use, without a slash at its end: what they signed begins with
    it, whatever a proxy in between has made of the request."""

    def __init__(self, database: Database, url: str, limits: Limits, clock: Clock) -> None:
        self._database = database
        self._url = url
        self._limits = limits
        self._rate = Rate(limits.requests_a_minute, clock)
        self.clock = clock

    async def receive(self, request: Request, limit: int = MAX_MESSAGE) -> "Received":
        """The request with its body of at most `limit` bytes; nobody is let in yet. Raises Problem."""
        return Received(self, request, await self._body(request, limit))

    def admit(self, received: "Received") -> Caller:
        """Whose request it is; its nonce is used up. Raises Problem. Takes the database: not for the event loop."""
        caller, signed = self.verify(received)
        with self._database.noting() as connection:
            callers.check_key(connection, caller, int(self.clock().timestamp()))
            self._rate.count(caller)
            callers.remember_nonce(connection, signed.did, signed.nonce, int(signed.forgettable.timestamp()))
        return caller

    def verify(self, received: "Received") -> tuple[Caller, Signed]:
        """Whose request it says it is, by a signature that fits; whether the key is theirs and the nonce new is not
        asked. Raises Problem."""
        now = self.clock()
        try:
            signed = http_messages.verify_request(self._as_signed(received.request, received.body), now)
        except InputRefused as refused:
            raise Problem(refused.check, now=now.isoformat(timespec="seconds")) from refused
        org, slash, person = signed.acting.partition("/")
        if not slash or NAME.fullmatch(org) is None or NAME.fullmatch(person) is None:
            raise Problem("acting")
        return Caller(org, person, signed.did), signed

    def _as_signed(self, request: Request, body: bytes) -> http_messages.Request:
        """The request with the address as the desk wrote it: the path undecoded, the query as it stands."""
        path = request.scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1")
        query = request.scope["query_string"].decode("latin-1")
        url = f"{self._url}{path}?{query}" if query else f"{self._url}{path}"
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        return http_messages.Request(request.method, url, headers, body)

    async def _body(self, request: Request, limit: int) -> bytes:
        """Raises Problem: "encoded", "too-large", "body-too-slow", "malformed"."""
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Problem("encoded")
        length = request.headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > 12:
            raise Problem("malformed")
        if int(length) > limit:
            raise Problem("too-large", limit=limit)
        if "signature-input" not in request.headers or "signature" not in request.headers:
            raise Problem("signature-missing")  # nothing is read of what nobody will answer for
        try:
            return await asyncio.wait_for(_read(request, limit), self._limits.body_seconds)
        except TimeoutError as error:
            raise Problem("body-too-slow") from error
        except ClientDisconnect as error:
            raise Problem("malformed") from error


@dataclass(frozen=True, slots=True)
class Received:
    """A request with its body, before it is known whose it is. One hop to a thread then does all the rest: a hop costs
    as much as the signature."""

    reception: Reception
    request: Request
    body: bytes

    def admit(self) -> Caller:
        """Whose request it is. Raises Problem."""
        return self.reception.admit(self)


async def _read(request: Request, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise Problem("too-large", limit=limit)
        parts.append(part)
    return b"".join(parts)
