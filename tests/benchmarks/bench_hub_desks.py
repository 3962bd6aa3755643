"""What open desks cost a hub that nothing comes to: memory a process and a desk, and the processor for asking again
every half minute. `python tests/benchmarks/bench_hub_desks.py` prints it.

So many desks wait at one process; each has a connection of its own and asks again when its wait has run out, here
sooner than in use (`longest_wait` = 5 seconds), so that a short run sees many. What one asking costs is the processor
time of the hub over the number of answers, and the database's beside it.
"""

import asyncio
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import psutil
from hub_load import FULL, Line, Meter, Place, box, house, hubs_on, open_houses, people, places, signer

from tests.hub.houses import House
from tests.hub.processes import HubProcess

STEPS = (0, 400, 800, 1_600) if FULL else (0, 100, 200)
WAIT = 5
SECONDS = 15 if FULL else 10
PEOPLE = 200


class Desks:
    """Desks that wait at a hub to which nothing comes; several of them are one person's windows."""

    def __init__(self, hub: HubProcess, readers: House) -> None:
        self._hub = hub
        self._people = people(readers)
        self._tasks: list[asyncio.Task[None]] = []
        self.answers = 0

    async def open(self, count: int) -> None:
        """So many wait from now on."""
        for number in range(len(self._tasks), count):
            line = await Line.to(self._hub.url)
            self._tasks.append(asyncio.create_task(self._wait(line, number)))
            await asyncio.sleep(WAIT / max(count, 1) / 2)  # not all at the same moment

    async def _wait(self, line: Line, number: int) -> None:
        reader = self._people[number % len(self._people)]
        while True:
            request = signer(reader).request(self._hub.url, "GET", f"{box(reader)}?wait={WAIT}")
            status, body = await line.ask(request)
            assert status == 200, body
            self.answers += 1

    async def close(self) -> None:
        """Nobody waits any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _steps(place: Place, hub: HubProcess, readers: House) -> list[tuple[str, str, str]]:
    desks, process = Desks(hub, readers), psutil.Process(hub.process.pid)
    meter = Meter([hub], place.server)
    rows, before = [], 0.0
    for count in STEPS:
        await desks.open(count)
        await asyncio.sleep(WAIT)
        meter.spent()
        answers, began = desks.answers, time.perf_counter()
        await asyncio.sleep(SECONDS)
        spent, answered = meter.spent(), desks.answers - answers
        memory = process.memory_info().rss / 2**20
        what = f"{place.name}: {count:,} desks wait at one process"
        if not count:
            before = memory
            rows.append((what, f"{memory:.0f} MiB, {spent.hub / spent.wall:.1%} of a core", ""))
            continue
        rows.append(
            (what,
             f"{memory:.0f} MiB = {(memory - before) * 1024 / count:.0f} KiB a desk; "
             f"{answered / (time.perf_counter() - began):.0f} askings/s, each {spent.hub / answered * 1e3:.1f} ms"
             + (f" + {spent.database / answered * 1e3:.1f} ms" if place.server else ""), "")
        )  # fmt: skip
    await desks.close()
    return rows


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured and the figures."""
    rows = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))))
        for (place,) in stack.enter_context(places(folder, "hub")):
            limits = ("--limit", f"longest_wait={WAIT}", "--limit", "requests_a_minute=100000")
            (hub,) = stack.enter_context(hubs_on(place, folder, 1, *limits))
            readers = house("fjordvejen", "provider", "consultant", PEOPLE)
            open_houses(place, hub, readers)
            rows += asyncio.run(_steps(place, hub, readers))
    return rows


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<52} {measured:<60} {bound}".rstrip())
