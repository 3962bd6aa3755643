"""What a hub process does by itself: it notes every minute that it serves, and forgets what was kept long enough."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from orderdesk.hub import logs
from orderdesk.hub.database import Unavailable
from orderdesk.hub.hall import Hall
from orderdesk.hub.limits import Limits
from orderdesk.hub.store import epochs, retention

EVERY: Final = 60.0
"""Seconds."""
_ROUNDS: Final = 400
"""Transactions in one go: 200,000 envelopes a minute; a year's worth of a whole country goes in an hour."""
_PAUSE: Final = 0.02
"""Seconds between two of them, so that desks do not wait behind a long sweep."""


class Upkeep:
    """The upkeep of one hub process."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._written: int | None = None

    @asynccontextmanager
    async def going(self) -> AsyncIterator[None]:
        """Do it within the block; once at its beginning."""
        await self._try(self.note)
        task = asyncio.create_task(self._go())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def note(self) -> None:
        """Note that the database is served now."""
        with self._hall.database.noting() as connection:
            self._written = epochs.serve(connection, self._hall.now(), self._written)

    async def _go(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._try(self.note)
            for step in (retention.forget, retention.sweep):
                for _round in range(_ROUNDS):
                    if not await self._try(self._once, step):
                        break
                    await asyncio.sleep(_PAUSE)

    def _once(self, step: Callable[[Connection, int, Limits], int]) -> bool:
        """Whether there may be more to do."""
        with self._hall.database.noting() as connection:
            return step(connection, self._hall.now(), self._hall.limits) >= retention.BATCH

    async def _try(self, job: Callable[..., bool | None], *given: object) -> bool | None:
        try:
            return await run_in_threadpool(job, *given)
        except Unavailable as error:
            logs.say_error("upkeep", error)
            return None
