"""How long a connection may take its time: a head that does not come, a body after a refusal that does not end, an
answer that nobody takes. uvicorn waits for all three without end, and two thousand such connections would fill a hub.

What this cannot do is a proxy's work: to hold back one address that opens all connections there are, and to end a TLS
handshake sooner than asyncio does (60 seconds).
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from orderdesk.hub.limits import Limits


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting. A body within a request has its own (`body_seconds`)."""

    limits = Limits()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._ending: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The head of the first request must come from now on."""
        super().connection_made(transport)
        self._end_after("head", self.limits.header_seconds)

    def data_received(self, data: bytes) -> None:
        """What came; a head that has begun and is not whole has from now on."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """An answer before the body was read: the rest is let go by, so that the client comes to read the answer."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._end_after("rest", self.limits.header_seconds)
        self._watch()

    def pause_writing(self) -> None:
        """The answer is not taken."""
        super().pause_writing()
        self._end_after("answer", self.limits.body_seconds)

    def resume_writing(self) -> None:
        """It is."""
        super().resume_writing()
        self._calm("answer")

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for what in tuple(self._ending):
            self._calm(what)
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._end_after("head", self.limits.header_seconds)
        else:
            self._calm("head")
        if self.conn.their_state is not h11.SEND_BODY:
            self._calm("rest")

    def _end_after(self, what: str, seconds: float) -> None:
        if what not in self._ending:
            self._ending[what] = self.loop.call_later(seconds, self.transport.abort)

    def _calm(self, what: str) -> None:
        if (timer := self._ending.pop(what, None)) is not None:
            timer.cancel()


def patient(limits: Limits) -> type[PatientProtocol]:
    """The protocol under these limits: uvicorn makes one of the class for each connection."""
    return type("PatientProtocol", (PatientProtocol,), {"limits": limits})
