"""Hubs as real processes on loopback, on SQLite and on PostgreSQL: several on one database, killed, restarted."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from tests.hub.databases import fresh, postgres
from tests.hub.houses import House, HubDesk, code_of, fjordvejen, lindholm, name_of
from tests.hub.processes import HubProcess, join, register, serving


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@dataclass
class Running:
    """Two hub processes on one database."""

    database: str
    hubs: list[HubProcess]


@dataclass
class Pair:
    """Two organisations that have joined them."""

    running: Running
    folder: Path
    client: httpx.Client
    municipality: House
    provider: House

    def mette(self, hub: int = 0) -> HubDesk:
        return self.running.hubs[hub].desk(self.municipality, "mette-krogh", self.client)

    def sara(self, hub: int = 0) -> HubDesk:
        return self.running.hubs[hub].desk(self.provider, "sara-holt", self.client)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("hub")
    if request.param == "sqlite":
        database = str(folder / "hub.sqlite3")
    else:
        database = fresh(request.getfixturevalue("server"), "hub")
    with ExitStack() as stack:
        # Both at once: each finds the tables missing, and one makes them.
        with ThreadPoolExecutor(2) as pool:
            starts = [pool.submit(stack.enter_context, serving(database, folder / f"{n}.log")) for n in range(2)]
            hubs = [start.result() for start in starts]
        yield Running(database, hubs)


@pytest.fixture
def pair(running: Running, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Pair]:
    suffix = f"-{sha256(request.node.name.encode()).hexdigest()[:8]}"
    municipality, provider = lindholm(suffix), fjordvejen(suffix)
    register(running.database, municipality, provider)
    with httpx.Client(timeout=60) as client:
        join(running.hubs[0], client, municipality, provider)
        yield Pair(running, tmp_path, client, municipality, provider)


def test_two_processes_are_one_hub(pair: Pair) -> None:
    sealed = b"forseglet"
    assert pair.mette(0).put(pair.sara().person, sealed).status_code == 201
    assert pair.mette(1).put(pair.sara().person, sealed).status_code == 200
    assert pair.sara(1).names() == [name_of(sealed)]
    assert pair.sara(1).fetch(name_of(sealed)).content == sealed
    assert pair.sara(0).acknowledge(name_of(sealed)).status_code == 204
    assert pair.sara(1).names() == []
    nonce = "n" * 20
    assert pair.sara(0).send("GET", pair.sara(0).box, nonce=nonce).status_code == 200
    assert code_of(pair.sara(1).send("GET", pair.sara(1).box, nonce=nonce)) == "replayed"


def test_waiting_at_one_process_for_what_comes_to_the_other(pair: Pair) -> None:
    with ThreadPoolExecutor(1) as pool:
        polled = pool.submit(pair.sara(1).names, 0, wait=30)
        until_somebody_waits(pair.running.hubs[1], pair.client)
        pair.mette(0).put(pair.sara().person, b"forseglet")
        assert polled.result(timeout=25) == [name_of(b"forseglet")]


def test_the_cursor_skips_nothing_while_many_put(pair: Pair) -> None:
    """Eight writers at two processes, each envelope put by two of them; a reader follows the cursor meanwhile."""
    wanted = [f"forseglet {number}".encode() for number in range(60)]
    seen: list[tuple[int, str]] = []
    done = threading.Event()

    def write(writer: int) -> None:
        with httpx.Client(timeout=60) as client:
            desk = pair.running.hubs[writer % 2].desk(pair.municipality, "mette-krogh", client)
            for number in range(writer // 2, len(wanted), 4):
                assert desk.put(pair.sara().person, wanted[number]).status_code in (200, 201)

    def read() -> None:
        with httpx.Client(timeout=60) as client:
            desk = pair.running.hubs[1].desk(pair.provider, "sara-holt", client)
            after, last = 0, False
            while True:
                page = desk.waiting(after, limit=7)
                seen.extend((one["seq"], one["name"]) for one in page["envelopes"])
                after = page["next"]
                if last and not page["envelopes"]:
                    return
                last = done.is_set()

    with ThreadPoolExecutor(9) as pool:
        reader = pool.submit(read)
        for writer in [pool.submit(write, number) for number in range(8)]:
            writer.result()
        done.set()
        reader.result()
    assert [seq for seq, _name in seen] == list(range(1, len(wanted) + 1))
    assert {name for _seq, name in seen} == {name_of(data) for data in wanted}


def test_killed_in_mid_traffic(pair: Pair) -> None:
    """What was answered with 201 is there after kill -9, what was acknowledged does not come again, and whatever was
    under way can be done again."""
    wanted = [f"forseglet {number}".encode() * 50 for number in range(80)]
    put: set[str] = set()
    taken: set[str] = set()
    enough = threading.Event()

    def write(desk: HubDesk, part: int) -> None:
        with suppress(httpx.TransportError):
            for data in wanted[part::4]:
                if desk.put(pair.sara().person, data).status_code in (200, 201):
                    put.add(name_of(data))
                if len(put) >= 25:
                    enough.set()

    def take(desk: HubDesk) -> None:
        with suppress(httpx.TransportError):
            while True:
                for name in desk.names()[:3]:
                    if desk.acknowledge(name).status_code == 204:
                        taken.add(name)

    with serving(pair.running.database, pair.folder / "hub.log") as hub, ThreadPoolExecutor(5) as pool:
        sender = hub.desk(pair.municipality, "mette-krogh", pair.client)
        jobs = [pool.submit(write, sender, part) for part in range(4)]
        jobs.append(pool.submit(take, hub.desk(pair.provider, "sara-holt", pair.client)))
        assert enough.wait(60)
        hub.kill()
        for job in jobs:
            job.result()
    waiting = set(pair.sara(1).names(limit=500))
    assert not waiting & taken
    cut_off = put - taken - waiting  # acknowledged, and the answer did not come: at most the one under way
    assert len(cut_off) <= 1
    assert [pair.sara(1).acknowledge(name).status_code for name in cut_off] == [204] * len(cut_off)
    for data in wanted:
        assert pair.mette(1).put(pair.sara().person, data).status_code in (200, 201)
    assert not set(pair.sara(1).names(limit=500)) & taken
    assert len(set(pair.sara(1).names(limit=500)) | taken | cut_off) >= len(wanted) - 1


def test_a_hub_that_ends_answers_who_waits(pair: Pair) -> None:
    with ThreadPoolExecutor(1) as pool:
        with serving(pair.running.database, pair.folder / "hub.log") as hub:
            desk = hub.desk(pair.provider, "sara-holt", pair.client)
            polled = pool.submit(desk.waiting, 0, wait=30)
            until_somebody_waits(hub, pair.client)
        assert polled.result()["envelopes"] == []
        assert hub.process.returncode in (0, -signal.SIGTERM)


def until_somebody_waits(hub: HubProcess, client: httpx.Client) -> None:
    """Return once a long poll is held there."""
    while "orderdesk_hub_polls 1.0" not in client.get(hub.url + "/metrics").text:
        pass
