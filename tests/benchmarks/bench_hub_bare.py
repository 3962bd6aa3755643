"""A put beside the least that could stand in its place: a bare FastAPI endpoint with one insert and one RFC 9421
verification (`hub_bare.py`), on the same database, as real processes. `python tests/benchmarks/bench_hub_bare.py`
prints it.

One process each, eight requests at a time, the same bytes. The endpoints take turns in short rounds, so that whatever
else the machine does hits all; the ratio is the median of the rounds' ratios. The hub is to do at least half of what
the bare endpoint with the verification does; unlike that it also holds the key to the directory, remembers the nonce,
counts the quota, gives the envelope its place and writes the access log and a line of its own log.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import psutil
from hub_load import (
    FULL,
    OCTETS,
    Envelope,
    Line,
    Person,
    box,
    house,
    hubs_on,
    name_of,
    open_houses,
    people,
    places,
    put,
    sealed,
    signer,
)

from orderdesk.signing.http_messages import Request, sign_request, verify_request

ROUNDS = 15 if FULL else 7
PUTS = 100
LINES = 8
PEOPLE = 20
BARE = Path(__file__).parent / "hub_bare.py"


@contextmanager
def bare_on(address: str) -> Iterator[tuple[str, psutil.Process]]:
    """The bare server as a process."""
    process = subprocess.Popen([sys.executable, str(BARE), address], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


async def _send(url: str, envelopes: list[Envelope]) -> float:
    left = iter(envelopes)

    async def one_line() -> None:
        line = await Line.to(url)
        for one in left:
            await put(line, one)
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(one_line() for _line in range(LINES)))
    return time.perf_counter() - began


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def verification() -> float:
    """Seconds for one verification of a put, all of the hub's own checks with it."""
    one = people(house("lindholm-kommune", "municipality", "caseworker", 1))[0]
    now, body, url = datetime.now(UTC), sealed(1), "http://127.0.0.1:8420/v1/x"
    headers = sign_request(
        "PUT", url, body, OCTETS, acting=f"{one.org}/{one.id}", key=one.http, now=now, nonce="n" * 24
    )
    request, times = Request("PUT", url, tuple(headers.items()), body), []
    for _turn in range(500):
        began = time.perf_counter()
        verify_request(request, now)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


@dataclass
class Pair:
    """A hub and a bare server on databases of one kind, and people who send to each other."""

    hub_url: str
    hub: psutil.Process
    bare_url: str
    bare: psutil.Process
    senders: tuple[Person, ...]
    readers: tuple[Person, ...]

    def served(self) -> dict[str, tuple[str, psutil.Process]]:
        """Where each kind of request goes."""
        bare = (self.bare_url, self.bare)
        return {"insert": bare, "verified": bare, "hub": (self.hub_url, self.hub)}

    def requests(self, kind: str, first: int) -> list[Envelope]:
        """A round's requests, signed."""
        url, found = self.served()[kind][0], []
        for number in range(first, first + PUTS):
            body, reader = sealed(number, kind), self.readers[number % PEOPLE]
            path = f"{box(reader)}/{name_of(body)}" if kind == "hub" else f"/{kind}/{name_of(body)}"
            found.append(Envelope(signer(self.senders[number % PEOPLE]).request(url, "PUT", path, body), name_of(body)))
        return found


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the figure, and the bound."""
    rows = [("one verification of a signed put, alone", f"{verification() * 1e3:.2f} ms", "")]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))))
        for hub_place, bare_place in stack.enter_context(places(folder, "hub", "bare")):
            (hub,) = stack.enter_context(hubs_on(hub_place, folder, 1))
            bare_url, bare = stack.enter_context(bare_on(bare_place.address))
            senders = house("lindholm-kommune", "municipality", "caseworker", PEOPLE)
            readers = house("fjordvejen", "provider", "consultant", PEOPLE)
            open_houses(hub_place, hub, senders, readers)
            process = psutil.Process(hub.process.pid)
            rows += _measured(hub_place.name, Pair(hub.url, process, bare_url, bare, people(senders), people(readers)))
    return rows


def _measured(where: str, pair: Pair) -> list[tuple[str, str, str]]:
    seconds: dict[str, list[float]] = {kind: [] for kind in pair.served()}
    cores: dict[str, list[float]] = {kind: [] for kind in pair.served()}
    for number in range(ROUNDS + 1):  # the first warms up
        for kind, (url, process) in pair.served().items():
            work, before = pair.requests(kind, number * PUTS), _processor(process)
            took = asyncio.run(_send(url, work)) / PUTS
            if number:
                seconds[kind].append(took)
                cores[kind].append((_processor(process) - before) / PUTS)
    return _rows(where, seconds, cores)


def _rows(where: str, seconds: dict[str, list[float]], cores: dict[str, list[float]]) -> list[tuple[str, str, str]]:
    names = {
        "insert": "bare endpoint, one insert",
        "verified": "bare endpoint, one verification and one insert",
        "hub": "the hub's put",
    }
    rows = []
    for kind, name in names.items():
        a_second = (
            f"{1 / statistics.median(seconds[kind]):.0f}/s, processor {statistics.median(cores[kind]) * 1e3:.1f} ms"
        )
        rows.append((f"{where}: {name}", a_second, ""))
    for what, figures in (("a second", seconds), ("by processor time", cores)):
        ratios = [bare / ours for bare, ours in zip(figures["verified"], figures["hub"], strict=True)]
        bound = "at least 0.5" if figures is seconds else ""
        rows.append(
            (f"{where}: the hub over the bare endpoint, {what}",
             f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})", bound)
        )  # fmt: skip
    return rows


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<60} {measured:<40} {bound}".rstrip())
