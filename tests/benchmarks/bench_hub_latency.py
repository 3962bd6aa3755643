"""How long an envelope is under way: from the moment at which it is put until the desk that waits for it has been told,
by long poll. `python tests/benchmarks/bench_hub_latency.py` prints it.

200 desks wait; envelopes go out by the clock, whether answers have come or not: ten a second, and as many as half of
what one process took in (bench_hub_throughput.py). With several processes an envelope is put at one and its reader
waits at another: news then goes through the database. The configurations take turns; the quantiles are over all their
rounds. Both ends are in one process with one clock.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hub_load import DESKS, FULL, Place, house, hubs_on, open_houses, places, prepare, quantile, run

from tests.hub.houses import House
from tests.hub.processes import HubProcess

ROUNDS = 3 if FULL else 1
RATES = (10, 60)
LINES = 32


@dataclass
class Setting:
    """One row: the hubs that are put to, those that are waited at, and how many envelopes go out in a second."""

    name: str
    put_at: list[HubProcess]
    wait_at: list[HubProcess]
    rate: int
    senders: House
    readers: House
    seconds: list[float] = field(default_factory=list)

    def round(self, number: int) -> None:
        """One envelope to every desk."""
        work = prepare(
            [hub.url for hub in self.put_at], self.senders, self.readers, number, 1, takes=False,
            polled=[hub.url for hub in self.wait_at],
        )  # fmt: skip
        asyncio.run(run(work, LINES // len(self.put_at), 1 / self.rate))
        self.seconds += [one.arrived - one.sent for _url, one in work.puts]


def settings_of(place: Place, hubs: list[HubProcess]) -> list[Setting]:
    """The rows of one database."""
    senders = house("lindholm-kommune", "municipality", "caseworker", DESKS)
    ways = {
        "1 process": (hubs[:1], hubs[:1]), "from one process to another": (hubs[:1], hubs[1:2]),
        "4 processes, all to all": (hubs, hubs),
    }  # fmt: skip
    found = []
    for rate in RATES:
        for number, (name, (put_at, wait_at)) in enumerate(ways.items()):
            readers = house(f"fjordvejen-{number}-{rate}", "provider", "consultant", DESKS)
            found.append(Setting(f"{place.name}, {name}, {rate}/s", put_at, wait_at, rate, senders, readers))
    open_houses(place, hubs[0], senders, *(one.readers for one in found))
    return found


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured and the figures."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))))
        rows: list[Setting] = []
        for (place,) in stack.enter_context(places(folder, "hub")):
            rows += settings_of(place, stack.enter_context(hubs_on(place, folder, 4)))
        for number in range(ROUNDS):
            for one in rows:
                one.round(number)
    return [(f"put to arrival: {one.name}", _figures(one.seconds), "") for one in rows]


def _figures(seconds: list[float]) -> str:
    p50, p95, p99 = (quantile(seconds, part) * 1e3 for part in (0.5, 0.95, 0.99))
    return f"p50 {p50:.0f}, p95 {p95:.0f}, p99 {p99:.0f} ms"


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<66} {measured:<40} {bound}".rstrip())
