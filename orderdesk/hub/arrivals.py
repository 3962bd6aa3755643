"""Waiting for news: a request that asks for what comes is woken when something comes, by whichever hub process.

What is put in this process wakes at once. For the others one look at the counters, twice a second, asks for all
mailboxes that somebody waits at; it costs the same however many envelopes are stored.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.store import mailboxes
from orderdesk.hub.store.mailboxes import Box

LOOK_EVERY: Final = 0.5
"""Seconds between two looks for what other processes have taken in."""


class Arrivals:
    """Who waits at which mailbox. Belongs to one event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[int, set[_Waiter]] = {}
        self._closing = False

    def tell(self, box: Box) -> None:
        """Something has come there, at the place `last_seq`."""
        for waiter in self._waiting.get(box.id, ()):
            if box.last_seq > waiter.seen:
                waiter.news.set()

    async def wait(self, box: Box, seconds: float) -> bool:
        """Whether something came after the place `box.last_seq` within that time; ends early when the hub does."""
        if self._closing:
            return False
        waiter = _Waiter(box.last_seq)
        self._waiting.setdefault(box.id, set()).add(waiter)
        try:
            await asyncio.wait_for(waiter.news.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            others = self._waiting[box.id]
            others.discard(waiter)
            if not others:
                del self._waiting[box.id]
        return True

    def waiting(self) -> int:
        """How many requests wait now."""
        return sum(map(len, self._waiting.values()))

    def close(self) -> None:
        """Wake everybody: the hub is about to end."""
        self._closing = True
        for waiters in self._waiting.values():
            for waiter in waiters:
                waiter.news.set()

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look for what other processes take in, within the block."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self.close()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if not self._waiting:
                continue
            with suppress(Unavailable):  # the requests themselves say so, and this tries again
                places = await run_in_threadpool(self._look, list(self._waiting))
                for number, last_seq in places.items():
                    self.tell(Box(number, last_seq))

    def _look(self, numbers: list[int]) -> dict[int, int]:
        with self._database.reading() as connection:
            return mailboxes.last_places(connection, numbers)


class _Waiter:
    """One request that waits, and the place that it has seen."""

    def __init__(self, seen: int) -> None:
        self.seen = seen
        self.news = asyncio.Event()
