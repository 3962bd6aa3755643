"""Envelopes a second that a hub takes, on SQLite and PostgreSQL, with 1, 2 and 4 processes on one database and 200
desks that wait for news. `python tests/benchmarks/bench_hub_throughput.py` prints it.

"accepted" is a put answered with 201, on the disk, while every one wakes a desk that then asks again; "carried" is put,
listed, fetched and acknowledged. Put are as fast as answers come, 16 at a time over all processes. The load shares the
two cores with the hub: what each took is told, and "processor a put" is what holds on another machine. All
configurations take turns within a round; the figures are medians over the rounds.
"""

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hub_load import DESKS, FULL, Meter, Place, Spent, house, hubs_on, open_houses, places, prepare, run

from tests.hub.houses import House
from tests.hub.processes import HubProcess

PROCESSES = (1, 2, 4)
ROUNDS = 5 if FULL else 3
LAPS = 5 if FULL else 2
PUTTING = 16


@dataclass
class Setting:
    """One row: a database, so many of its hubs, and desks of its own that only wait, or that take what comes."""

    place: Place
    hubs: list[HubProcess]
    senders: House
    readers: House
    takes: bool

    @property
    def name(self) -> str:
        """What the row says."""
        what = "carried" if self.takes else "accepted"
        return f"{self.place.name}, {len(self.hubs)} process{'es' if len(self.hubs) > 1 else ''}: {what}"

    def round(self, number: int) -> tuple[float, Spent]:
        """Envelopes a second, and what the round cost."""
        urls = [hub.url for hub in self.hubs]
        work = prepare(urls, self.senders, self.readers, number * LAPS, LAPS, takes=self.takes)
        meter = Meter(self.hubs, self.place.server)
        ran = asyncio.run(run(work, PUTTING // len(urls)))
        return len(work.puts) / (ran.carried if self.takes else ran.accepted), meter.spent()


@contextmanager
def settings() -> Iterator[list[Setting]]:
    """All rows, their hubs running."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))))
        found = []
        for (place,) in stack.enter_context(places(folder, "hub")):
            hubs = stack.enter_context(hubs_on(place, folder, max(PROCESSES)))
            senders = house("lindholm-kommune", "municipality", "caseworker", DESKS)
            houses = [senders]
            for takes in (False, True):
                for count in PROCESSES:
                    readers = house(f"fjordvejen-{count}{'t' * takes}", "provider", "consultant", DESKS)
                    found.append(Setting(place, hubs[:count], senders, readers, takes))
                    houses.append(readers)
            open_houses(place, hubs[0], *houses)
        yield found


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured and the figure; there is no bound."""
    taken: dict[str, list[tuple[float, Spent]]] = {}
    with settings() as all_of_them:
        for number in range(ROUNDS):
            for setting in all_of_them:
                taken.setdefault(setting.name, []).append(setting.round(number))
    return [(f"{name}, {DESKS} desks wait", _figure(rounds), "") for name, rounds in taken.items()]


def _figure(rounds: list[tuple[float, Spent]]) -> str:
    a_second = sorted(rate for rate, _spent in rounds)
    count = DESKS * LAPS
    each = {
        who: statistics.median(getattr(spent, who) / count * 1e3 for _rate, spent in rounds)
        for who in ("hub", "database", "load")
    }
    share = statistics.median(spent.load / spent.wall for _rate, spent in rounds)
    cores = "hub {hub:.1f} + database {database:.1f}" if each["database"] else "hub {hub:.1f}"
    return (
        f"{statistics.median(a_second):4.0f}/s ({a_second[0]:.0f}-{a_second[-1]:.0f}); processor an envelope "
        f"{cores.format(**each)} ms; load {share:.0%} of a core"
    )


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<52} {measured:<80} {bound}".rstrip())
