"""Waiting for news: a request that asks for what comes is woken when something comes, by whichever hub process.

What is put in this process wakes at once. From the others news comes as the database can bring it. PostgreSQL carries
it (NOTIFY); since a commit that notifies takes a lock of the whole server, whoever takes in an envelope does not, and
a small transaction at a time tells what has come since the last. SQLite has nothing of the kind, but tells
cheaply whether anybody has written (PRAGMA data_version, 0.01 ms): asked ten times a second, and only then the counters
of the mailboxes are looked at where somebody waits. Whatever news was lost, a look every five seconds finds.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.listening import Listener
from orderdesk.hub.store import mailboxes, news
from orderdesk.hub.store.mailboxes import Box

LOOK_EVERY: Final = 5.0
"""Seconds between two looks in case news was lost."""
_GLANCE_EVERY: Final = 0.1
"""Seconds between two glances at whether another process has written to an SQLite file."""
_SAY_EVERY: Final = 0.05
"""Seconds between two notices to other processes: what came meanwhile is told in one."""
_REMEMBERED: Final = 10_000
"""Mailboxes of which the latest news is remembered, for a request that has listed and does not wait yet."""


class Arrivals:
    """Who waits at which mailbox. Belongs to one event loop."""

    def __init__(self, database: Database, look_every: float = LOOK_EVERY) -> None:
        self._database = database
        self._look_every = look_every
        self._waiting: dict[int, set[_Waiter]] = {}
        self._latest: OrderedDict[int, int] = OrderedDict()
        self._unsaid: dict[int, int] = {}
        self._saying: asyncio.Task[None] | None = None
        self._look_now = asyncio.Event()
        self._closing = False

    def announce(self, box: Box) -> None:
        """This process has taken something in there, at the place `last_seq`: tell everybody, everywhere."""
        self.tell(box)
        if not self._database.is_sqlite:
            self._unsaid[box.id] = max(box.last_seq, self._unsaid.get(box.id, 0))
            if self._saying is None:
                self._saying = asyncio.create_task(self._say())

    def tell(self, box: Box) -> None:
        """Something has come there: wake who waits in this process."""
        self._latest[box.id] = max(box.last_seq, self._latest.get(box.id, 0))
        self._latest.move_to_end(box.id)
        if len(self._latest) > _REMEMBERED:
            self._latest.popitem(last=False)
        for waiter in self._waiting.get(box.id, ()):
            if box.last_seq > waiter.seen:
                waiter.news.set()

    async def wait(self, box: Box, seconds: float) -> bool:
        """Whether something came after the place `box.last_seq` within that time; ends early when the hub does."""
        if self._closing:
            return False
        if self._latest.get(box.id, 0) > box.last_seq:
            return True
        waiter = _Waiter(box.last_seq)
        self._waiting.setdefault(box.id, set()).add(waiter)
        if self._database.is_sqlite:
            self._look_now.set()  # for what another process took in since the list was read
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
        """Hear what other processes take in, within the block."""
        loop = asyncio.get_running_loop()
        listener = None
        if self._database.is_sqlite:
            task = asyncio.create_task(self._watch_file())
        else:
            task = asyncio.create_task(self._watch())
            listener = Listener(
                self._database,
                lambda text: loop.call_soon_threadsafe(self._hear, text),
                lambda: loop.call_soon_threadsafe(self._look_now.set),
            )
            listener.start()
        try:
            yield
        finally:
            self.close()
            for job in (task, self._saying):
                if job is not None:
                    job.cancel()
                    with suppress(asyncio.CancelledError):
                        await job
            if listener is not None:
                await run_in_threadpool(listener.end)

    def _hear(self, text: str) -> None:
        for box in news.read(text):
            self.tell(box)

    async def _say(self) -> None:
        while self._unsaid:
            boxes, self._unsaid = self._unsaid, {}
            with suppress(Unavailable):  # their next look finds it
                await run_in_threadpool(self._send, [Box(*one) for one in boxes.items()])
            await asyncio.sleep(_SAY_EVERY)
        self._saying = None

    def _send(self, boxes: list[Box]) -> None:
        with self._database.noting() as connection:
            news.say(connection, boxes)

    async def _watch(self) -> None:
        """The look in case news was lost: now and then, and when the listener has had no connection."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look_now.wait(), self._look_every)
            self._look_now.clear()
            await self._look()

    async def _watch_file(self) -> None:
        """The same, and when anybody has written to the file."""
        last_look = asyncio.get_running_loop().time()
        with self._database.glancing() as changed:
            while True:
                await asyncio.sleep(_GLANCE_EVERY)
                if not self._waiting:
                    continue
                written = await run_in_threadpool(changed)
                due = asyncio.get_running_loop().time() - last_look >= self._look_every
                if written or due or self._look_now.is_set():
                    self._look_now.clear()
                    last_look = asyncio.get_running_loop().time()
                    await self._look()

    async def _look(self) -> None:
        if not self._waiting:
            return
        with suppress(Unavailable):  # the requests themselves say so, and this tries again
            places = await run_in_threadpool(self._last_places, list(self._waiting))
            for number, last_seq in places.items():
                self.tell(Box(number, last_seq))

    def _last_places(self, numbers: list[int]) -> dict[int, int]:
        with self._database.reading() as connection:
            return mailboxes.last_places(connection, numbers)


class _Waiter:
    """One request that waits, and the place that it has seen."""

    def __init__(self, seen: int) -> None:
        self.seen = seen
        self.news = asyncio.Event()
