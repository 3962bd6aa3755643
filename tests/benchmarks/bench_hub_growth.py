"""A put and a list with ten thousand, a hundred thousand and a million envelopes stored (without --full, a tenth of
that), on SQLite and PostgreSQL. `python tests/benchmarks/bench_hub_growth.py` prints it.

Each size is a database of its own (`hub_rows.py`) with a hub process of its own. Requests go to the three in turn, one
at a time, so that whatever else the machine does hits all alike; put goes to mailboxes by chance among 500
organisations, a list is a page of 20. Beside the requests stand the same two at the store itself, without HTTP and
signatures, and what a sweep takes that finds nothing to forget. The bound: the largest over the smallest at most 1.3.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hub_load import (
    FULL,
    Line,
    Place,
    box,
    house,
    hubs_on,
    name_of,
    open_houses,
    people,
    places,
    quantile,
    sealed,
    signer,
)
from hub_rows import fill, give, some_mailboxes

from orderdesk.hub.database import Database
from orderdesk.hub.limits import Limits
from orderdesk.hub.store import envelopes, mailboxes, retention
from orderdesk.hub.store.callers import Caller
from tests.hub.houses import House
from tests.hub.processes import HubProcess

SIZES = (10_000, 100_000, 1_000_000) if FULL else (1_000, 10_000, 100_000)
TURNS = 400 if FULL else 150
READERS = 20
PAGE = 20
Times = dict[int, list[float]]


def rounds(turns: int, calls: dict[int, Callable[[int], object]]) -> Times:
    """Seconds of each call at each size, the sizes in turns, each first as often as the others."""
    times: Times = {size: [] for size in calls}
    order = list(calls)
    for turn in range(turns + 10):
        for size in order[turn % len(order) :] + order[: turn % len(order)]:
            began = time.perf_counter()
            calls[size](turn)
            if turn >= 10:  # the first ones warm up
                times[size].append(time.perf_counter() - began)
    return times


class Stored:
    """One size: its database, and a hub on it."""

    def __init__(self, place: Place, size: int, hub: HubProcess, senders: House, readers: House) -> None:
        self.size, self.hub = size, hub
        self.database = Database(place.address)
        self._sender = people(senders)[0]
        self._readers = people(readers)
        self._boxes = some_mailboxes(place.address, 2 * TURNS + 20)
        self._line: Line | None = None
        self._loop = asyncio.new_event_loop()

    def _ask(self, request: bytes) -> tuple[int, bytes]:
        async def asking() -> tuple[int, bytes]:
            if self._line is None:
                self._line = await Line.to(self.hub.url)
            return await self._line.ask(request)

        return self._loop.run_until_complete(asking())

    def http_puts(self) -> Callable[[int], object]:
        """Put through the hub; signed here."""
        work = []
        for number in range(TURNS + 10):
            body, (org, person) = sealed(number, "http"), self._boxes[number]
            path = f"/v1/mailboxes/{org}/{person}/envelopes/{name_of(body)}"
            work.append(signer(self._sender).request(self.hub.url, "PUT", path, body))

        def one(turn: int) -> None:
            status, answer = self._ask(work[turn])
            assert status == 201, answer

        return one

    def http_lists(self) -> Callable[[int], object]:
        """A page through the hub; signed here."""
        work = []
        for number in range(TURNS + 10):
            reader = self._readers[number % READERS]
            work.append(signer(reader).request(self.hub.url, "GET", f"{box(reader)}?limit={PAGE}"))

        def one(turn: int) -> None:
            status, answer = self._ask(work[turn])
            assert (status, answer.count(b'"name"')) == (200, PAGE), answer

        return one

    def store_put(self, turn: int) -> None:
        """Put at the store."""
        body = sealed(turn, "store")
        caller = Caller(self._sender.org, self._sender.id, self._sender.http.did)
        with self.database.writing() as connection:
            mailbox = self._boxes[TURNS + 10 + turn]
            envelopes.put(connection, caller, mailbox, name_of(body), body, int(time.time()), Limits())

    def store_list(self, turn: int) -> None:
        """A page at the store."""
        reader = self._readers[turn % READERS]
        with self.database.reading() as connection:
            assert len(envelopes.waiting(connection, (reader.org, reader.id), 0, PAGE).envelopes) == PAGE

    def sweep(self, _turn: int) -> None:
        """Look for what has been kept long enough."""
        with self.database.writing() as connection:
            assert retention.sweep(connection, int(time.time()), Limits()) == 0

    def totals(self, _turn: int) -> None:
        """What /metrics asks."""
        with self.database.reading() as connection:
            mailboxes.totals(connection)

    def close(self) -> None:
        """Let go."""
        if self._line is not None:
            self._line.close()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()
        self.database.close()


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the figures, and the bound."""
    rows: list[tuple[str, str, str]] = []
    senders = house("lindholm-kommune", "municipality", "caseworker", 1)
    readers = house("fjordvejen", "provider", "consultant", READERS)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))))
        for kind in stack.enter_context(places(folder, *map(str, SIZES))):
            with ExitStack() as hubs:
                stored = [_stored(hubs, folder, place, size, senders, readers)
                          for place, size in zip(kind, SIZES, strict=True)]  # fmt: skip
                rows += _measured(kind[0].name, stored)
    return rows


def _stored(stack: ExitStack, folder: Path, place: Place, size: int, senders: House, readers: House) -> Stored:
    (hub,) = stack.enter_context(hubs_on(place, folder, 1, "--limit", "requests_a_minute=100000"))
    for one in (senders, readers):
        one.versions.clear()
    open_houses(place, hub, senders, readers)
    fill(place.address, size, senders, readers)
    give(place.address, readers, PAGE, int(time.time()))
    stored = Stored(place, size, hub, senders, readers)
    stack.callback(stored.close)
    return stored


def _measured(where: str, stored: list[Stored]) -> list[tuple[str, str, str]]:
    what = {
        "put through the hub": rounds(TURNS, {one.size: one.http_puts() for one in stored}),
        "list through the hub": rounds(TURNS, {one.size: one.http_lists() for one in stored}),
        "put at the store": rounds(TURNS, {one.size: one.store_put for one in stored}),
        "list at the store": rounds(TURNS, {one.size: one.store_list for one in stored}),
        "a sweep that finds nothing": rounds(20, {one.size: one.sweep for one in stored}),
        "what /metrics asks": rounds(20, {one.size: one.totals for one in stored}),
    }
    return [
        (f"{where}: {name}", _figures(times), "1.3" if name.startswith(("put", "list")) else "")
        for name, times in what.items()
    ]


def _figures(times: Times) -> str:
    middle = {size: statistics.median(values) for size, values in times.items()}
    most = max(middle[size] for size in SIZES[1:]) / middle[SIZES[0]]
    each = ", ".join(f"{middle[size] * 1e3:.2f}" for size in SIZES)
    late = ", ".join(f"{quantile(values, 0.95) * 1e3:.1f}" for values in times.values())
    return f"{each} ms with {', '.join(f'{size:,}' for size in SIZES)}; p95 {late}; {most:.2f} times"


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<40} {measured:<90} {'at most ' + bound if bound else ''}".rstrip())
