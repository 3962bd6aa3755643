"""A request taken in: whose it is by its head, then its body, within limits, held against its digest.

A body is waited for only of somebody whose key is known, whose signature fits and whose nonce is new; it is 512 KiB
that a stranger would otherwise have the hub hold. What has no body, or a small one that is there at once, is taken in
at one go: a hop to a thread costs more than the signature.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from fastapi import Request
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive

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

_SMALL: Final = 64 * 1024
"""Bytes of a body that are read ahead: as many as uvicorn takes in of any request before anybody asks for them."""
_MOMENT: Final = 0.02
"""Seconds that a small body has to be there. Then its sender is looked at with it, in one hop to a thread; for one that
is still on its way, who announces it is looked at first, which costs a hop and a transaction more."""


def machine_clock() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """A request that has been taken in. `claim` is who made it, by a signature that fits; None while nobody looked."""

    reception: "Reception"
    request: Request
    body: bytes = b""
    claim: "Claim | None" = None

    def admit(self) -> Caller:
        """Whose request it is; see Reception.admit. Raises Problem."""
        return self.reception.admit(self)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says to have made a request, and what they signed."""

    caller: Caller
    signed: Signed


class Reception:
    """Lets requests in. `url` is the address that desks use, without a slash at its end: what they signed begins with
    it, whatever a proxy in between has made of the request."""

    def __init__(self, database: Database, url: str, limits: Limits, clock: Clock) -> None:
        self._database = database
        self._url = url
        self._limits = limits
        self._rate = Rate(database, limits.requests_a_minute, clock)
        self.clock = clock

    async def receive(self, request: Request, limit: int = MAX_MESSAGE, *, joining: bool = False) -> Received:
        """The request with its body of at most `limit` bytes. `joining`: the key may be one that is in no directory
        yet. Raises Problem."""
        _check_frame(request, limit)
        received = Received(self, request)
        if not _announces_body(request):
            return received
        body = _Body(request.receive, limit)
        if not joining and _is_small(request):
            with suppress(TimeoutError):
                return replace(received, body=await body.within(_MOMENT))
        claim = await run_in_threadpool(self._look, received, joining)
        try:
            return replace(received, body=await body.within(self._limits.body_seconds), claim=claim)
        except TimeoutError as error:
            raise Problem("body-too-slow") from error

    def admit(self, received: Received) -> Caller:
        """Whose request it is; its nonce is used up. Raises Problem. Takes the database: not for the event loop."""
        caller, signed = self.verify(received)
        with self._database.noting() as connection:
            # The key again: it may have been revoked while the body came.
            callers.let_in(connection, caller, self._now(), signed.nonce, int(signed.forgettable.timestamp()))
        if received.claim is None:
            self._rate.count(caller)
        return caller

    @contextmanager
    def admitting(self, received: Received) -> Iterator[tuple[Connection, Caller]]:
        """A transaction for what the request asks, with whose request it is; on the disk when the block ends.

        The nonce is used up in it, which saves a transaction. Where the block refuses by a Problem, nothing of it has
        happened and the nonce is used up all the same. Raises Problem. Takes the database: not for the event loop.
        """
        caller, signed = self.verify(received)
        let_in = lot = False
        try:
            with self._database.writing() as connection:
                callers.let_in(connection, caller, self._now(), signed.nonce, int(signed.forgettable.timestamp()))
                let_in = True
                if received.claim is None:
                    lot = self._rate.count(caller, connection)
                yield connection, caller
        except Problem:
            if let_in:
                with self._database.noting() as connection:
                    callers.remember_nonce(connection, signed.did, signed.nonce, int(signed.forgettable.timestamp()))
                    if lot:
                        self._rate.pay(caller, connection)
            raise

    def count(self, caller: Caller) -> None:
        """Count a request of somebody whom the caller has let in. Raises Problem ("too-many-requests")."""
        self._rate.count(caller)

    def verify(self, received: Received) -> tuple[Caller, Signed]:
        """Whose request it says it is, by a signature that fits and with the body that was signed; whether the key is
        theirs and the nonce new is not asked. Raises Problem."""
        claim = received.claim or self._claim(received.request, has_body=bool(received.body))
        try:
            http_messages.check_body(claim.signed, received.body)
        except InputRefused as refused:
            raise Problem(refused.check) from refused
        return claim.caller, claim.signed

    def _look(self, received: Received, joining: bool) -> Claim:
        """Who announces a body, if there is reason to read it. Raises Problem."""
        claim = self._claim(received.request, has_body=True)
        with self._database.reading() as connection:
            if joining:
                callers.check_registered(connection, claim.caller.org)
            else:
                callers.check_key(connection, claim.caller, self._now())
            callers.check_nonce(connection, claim.signed.did, claim.signed.nonce)
        if not joining:
            self._rate.count(claim.caller)
        return claim

    def _claim(self, request: Request, *, has_body: bool) -> Claim:
        now = self.clock()
        try:
            signed = http_messages.verify_head(self._as_signed(request), now, has_body=has_body)
        except InputRefused as refused:
            raise Problem(refused.check, now=now.isoformat(timespec="seconds")) from refused
        org, slash, person = signed.acting.partition("/")
        if not slash or NAME.fullmatch(org) is None or NAME.fullmatch(person) is None:
            raise Problem("acting")
        return Claim(Caller(org, person, signed.did), signed)

    def _as_signed(self, request: Request) -> http_messages.Request:
        """The head with the address as the desk wrote it: the path undecoded, the query as it stands."""
        path = request.scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1")
        query = request.scope["query_string"].decode("latin-1")
        url = f"{self._url}{path}?{query}" if query else f"{self._url}{path}"
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        return http_messages.Request(request.method, url, headers, b"")

    def _now(self) -> int:
        return int(self.clock().timestamp())


def _check_frame(request: Request, limit: int) -> None:
    """What is wrong at a glance. Raises Problem: "encoded", "malformed", "too-large", "signature-missing"."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem("encoded")
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or len(length) > 12:
        raise Problem("malformed")
    if int(length) > limit:
        raise Problem("too-large", limit=limit)
    if "signature-input" not in request.headers or "signature" not in request.headers:
        raise Problem("signature-missing")


def _announces_body(request: Request) -> bool:
    return int(request.headers.get("content-length", "0")) > 0 or "transfer-encoding" in request.headers


def _is_small(request: Request) -> bool:
    return "transfer-encoding" not in request.headers and int(request.headers.get("content-length", "0")) <= _SMALL


class _Body:
    """A body of at most `limit` bytes as it comes. What has come stays where a wait for the rest is cut off."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    async def within(self, seconds: float) -> bytes:
        """The whole. Raises TimeoutError where it has not come by then; Problem: "too-large", "malformed"."""
        async with asyncio.timeout(seconds):
            while await self._takes_more():
                pass
        return b"".join(self._parts)

    async def _takes_more(self) -> bool:
        message = await self._receive()
        if message["type"] != "http.request":  # hung up
            raise Problem("malformed")
        part = message.get("body", b"")
        self._size += len(part)
        if self._size > self._limit:
            raise Problem("too-large", limit=self._limit)
        self._parts.append(part)
        return bool(message.get("more_body", False))
