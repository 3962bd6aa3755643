"""Load for a hub: real requests, signed before the clock starts, sent over plain sockets by one event loop.

The load runs on the same cores as the hub, so it is kept small and what it takes is measured with the rest (`Spent`):
no HTTP library, no signing and no JSON beyond a page's cursor while the clock runs. A desk here does what a desk does:
it asks for news with its cursor, and where it takes what came, it fetches and acknowledges each envelope.
"""

import asyncio
import base64
import os
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import httpx
import orjson
import psutil
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parents[2]
for _place in (str(ROOT), str(ROOT / "tests")):
    if _place not in sys.path:
        sys.path.insert(0, _place)

from factories import Person  # noqa: E402

from orderdesk.signing.http_messages import TAG, content_digest, new_nonce, sign_request  # noqa: E402
from tests.hub.databases import fresh, postgres  # noqa: E402
from tests.hub.houses import OCTETS, House, name_of  # noqa: E402
from tests.hub.processes import HubProcess, join, register, serving  # noqa: E402

FULL = bool(os.environ.get("ORDERDESK_BENCH_FULL"))
"""Whether the sizes are those that the project promises, or a tenth of them."""
DESKS = 200
SIZES = (6_364,) * 5 + (11_825,) * 4 + (22_748,)
"""Bytes of documents sealed to three keys: receipts, replies and notices are padded to 4 KiB, orders and reports to 8,
some to 16; base64 and the keys' entries come on top."""


class Signer:
    """Signs as desks do, ten times as fast: the text to be signed is put together here. The first request of every
    person is held to `sign_request`."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._private = Ed25519PrivateKey.from_private_bytes(person.http.seed)
        self._acting = f"{person.org}/{person.id}"
        self._checked = False

    def request(self, url: str, method: str, path: str, body: bytes = b"", content_type: str = OCTETS) -> bytes:
        """The bytes of a signed HTTP/1.1 request; good for five minutes."""
        now, nonce = datetime.now(UTC), new_nonce()
        headers = self._headers(method, url + path, body, content_type, int(now.timestamp()), nonce)
        if not self._checked:
            theirs = sign_request(
                method, url + path, body, content_type, acting=self._acting, key=self.person.http, now=now, nonce=nonce
            )
            if headers != theirs:
                raise AssertionError("the load signs in another way than desks do")
            self._checked = True
        lines = [f"{method} {path} HTTP/1.1", f"Host: {url.partition('://')[2]}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "\r\n"]).encode() + body

    def _headers(self, method: str, url: str, body: bytes, kind: str, now: int, nonce: str) -> dict[str, str]:
        headers = {"Content-Digest": content_digest(body), "Orderdesk-Acting": self._acting}
        covered = {"@method": method, "@target-uri": url, "content-digest": headers["Content-Digest"]}
        if body:
            headers["Content-Type"] = covered["content-type"] = kind
        covered["orderdesk-acting"] = self._acting
        names = " ".join(f'"{name}"' for name in sorted(covered))
        parameters = (
            f'({names});created={now};keyid="{self.person.http.did}";alg="ed25519";expires={now + 300}'
            f';nonce="{nonce}";tag="{TAG}"'
        )
        base = "".join(f'"{name}": {covered[name]}\n' for name in sorted(covered))
        signature = self._private.sign(f'{base}"@signature-params": {parameters}'.encode())
        headers["Signature-Input"] = f"orderdesk={parameters}"
        headers["Signature"] = f"orderdesk=:{base64.b64encode(signature).decode()}:"
        return headers


@cache
def signer(person: Person) -> Signer:
    """One signer a person."""
    return Signer(person)


def box(person: Person) -> str:
    """The path of somebody's mailbox."""
    return f"/v1/mailboxes/{person.org}/{person.id}/envelopes"


_NOISE = random.Random(1).randbytes(max(SIZES))


def sealed(number: int, mark: str = "") -> bytes:
    """Bytes of a sealed document's size that are nobody else's, and that no database can compress."""
    return f"{mark}{number:012d}".encode() + _NOISE[: SIZES[number % len(SIZES)]]


def house(org: str, kind: str, role: str, people: int) -> House:
    """An organisation with so many people of that role, and an administrator."""
    named = (Person.of(org, f"person-{number}", "Medarbejder", role) for number in range(people))
    return House(org, kind, (Person.of(org, "birthe-skov", "Administrator", "administrator"), *named))


def people(of: House) -> tuple[Person, ...]:
    """All but the administrator."""
    return of.people[1:]


class Line(asyncio.Protocol):
    """One connection, kept open; one request at a time."""

    def __init__(self) -> None:
        self._parts = bytearray()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def to(cls, url: str) -> "Line":
        """A connection to the hub at that address."""
        host, _colon, port = url.partition("://")[2].partition(":")
        _transport, line = await asyncio.get_running_loop().create_connection(cls, host, int(port))
        return line

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of an answer: the hub's have a length, or no body."""
        self._parts += data
        head = self._parts.find(b"\r\n\r\n")
        if head < 0:
            return
        found = _LENGTH.search(self._parts, 0, head)
        end = head + 4 + (int(found[1]) if found else 0)
        if len(self._parts) >= end and self._answer is not None and not self._answer.done():
            status, body = int(self._parts[9:12]), bytes(self._parts[head + 4 : end])
            del self._parts[:end]
            self._answer.set_result((status, body))

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits is told."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the hub hung up"))


_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


@dataclass
class Envelope:
    """One that is put: the request, and what its reader does with it."""

    put: bytes
    name: str
    fetch: bytes = b""
    acknowledge: bytes = b""
    sent: float = 0.0
    arrived: float = 0.0


@dataclass
class Reading:
    """A desk that waits for news: where it asks, its request for every cursor that it can have, and where it ends."""

    url: str
    reader: Person
    polls: dict[int, bytes]
    last: int

    def poll(self, after: int) -> bytes:
        """The request with that cursor; one that was sent before is signed again."""
        return self.polls.pop(after, b"") or _poll(self.reader, self.url, after)


def _poll(reader: Person, url: str, after: int) -> bytes:
    return signer(reader).request(url, "GET", f"{box(reader)}?after={after}&wait=30")


@dataclass
class Work:
    """A round: envelopes in the order in which they go out, each with the hub that is asked, and the desks."""

    puts: list[tuple[str, Envelope]]
    readings: list[Reading]
    by_name: dict[str, Envelope] = field(default_factory=dict)


def prepare(
    urls: Sequence[str],
    senders: House,
    readers: House,
    done: int,
    laps: int,
    *,
    takes: bool,
    polled: Sequence[str] = (),
) -> Work:
    """The requests of a round in which every reader gets `laps` envelopes; `done` each had before. Desks are spread
    over the hubs `polled`, puts over `urls`."""
    polled = polled or urls
    work = Work([], [])
    writers = people(senders)
    for lap in range(laps):
        for number, reader in enumerate(people(readers)):
            url, writer = urls[(number + lap) % len(urls)], writers[(number + lap) % len(writers)]
            body = sealed((done + lap) * 1000 + number, reader.org)
            name = name_of(body)
            one = Envelope(signer(writer).request(url, "PUT", f"{box(reader)}/{name}", body), name)
            if takes:
                at = polled[number % len(polled)]
                one.fetch = signer(reader).request(at, "GET", f"{box(reader)}/{name}")
                one.acknowledge = signer(reader).request(at, "POST", f"{box(reader)}/{name}/acknowledge")
            work.puts.append((url, one))
            work.by_name[name] = one
    for number, reader in enumerate(people(readers)):
        at = polled[number % len(polled)]
        polls = {after: _poll(reader, at, after) for after in range(done, done + laps)}
        work.readings.append(Reading(at, reader, polls, done + laps))
    return work


@dataclass
class Ran:
    """What a round took: seconds from the first put to the last answer to one, and until all had arrived."""

    accepted: float
    carried: float


async def run(work: Work, lines: int, every: float = 0.0) -> Ran:
    """Send it all over `lines` connections a hub, as fast as answers come, or one each `every` seconds; the desks
    wait before the first is sent. Raises AssertionError for an answer that is not the one that is due."""
    urls = sorted({url for url, _one in work.puts})
    asked = sorted({reading.url for reading in work.readings})
    waiting = [asyncio.create_task(_follow(reading, work)) for reading in work.readings]
    await _until_waiting(asked, len(waiting))
    queues = {url: iter([one for at, one in work.puts if at == url]) for url in urls}
    began = time.perf_counter()
    if every:
        await _paced(work.puts, lines, every)
    else:
        await asyncio.gather(*(_send(url, queues[url]) for url in urls for _line in range(lines)))
    accepted = time.perf_counter() - began
    await asyncio.gather(*waiting)
    return Ran(accepted, time.perf_counter() - began)


async def _send(url: str, envelopes: Iterator[Envelope]) -> None:
    line = await Line.to(url)
    for one in envelopes:
        await put(line, one)
    line.close()


async def put(line: Line, one: Envelope) -> None:
    """Put it, and see that it is kept."""
    one.sent = time.perf_counter()
    status, body = await line.ask(one.put)
    assert status == 201, (status, body)


async def _paced(puts: Iterable[tuple[str, Envelope]], lines: int, every: float) -> None:
    """By the clock, whether answers have come or not, as long as a line is free."""
    free: dict[str, asyncio.Queue[Line]] = {}
    for url in {url for url, _one in puts}:
        free[url] = asyncio.Queue()
        for _line in range(lines):
            free[url].put_nowait(await Line.to(url))
    began, jobs = time.perf_counter(), []
    for number, (url, one) in enumerate(puts):
        await asyncio.sleep(max(0.0, began + number * every - time.perf_counter()))
        jobs.append(asyncio.create_task(_put_by_any(free[url], one)))
    await asyncio.gather(*jobs)
    for queue in free.values():
        while not queue.empty():
            queue.get_nowait().close()


async def _put_by_any(free: "asyncio.Queue[Line]", one: Envelope) -> None:
    one.sent = time.perf_counter()  # a line that is waited for counts
    line = await free.get()
    status, body = await line.ask(one.put)
    assert status == 201, (status, body)
    free.put_nowait(line)


async def _follow(reading: Reading, work: Work) -> None:
    """Ask for news until all has come, and take it where the round says so."""
    line = await Line.to(reading.url)
    after = min(reading.polls)
    while after < reading.last:
        status, body = await line.ask(reading.poll(after))
        now = time.perf_counter()
        assert status == 200, (status, body)
        page = orjson.loads(body)
        after = page["next"]
        for row in page["envelopes"]:
            one = work.by_name[row["name"]]
            one.arrived = now
            if one.fetch:
                status, data = await line.ask(one.fetch)
                assert (status, name_of(data)) == (200, one.name)
                status, _body = await line.ask(one.acknowledge)
                assert status == 204, status
    line.close()


async def _until_waiting(urls: Sequence[str], desks: int) -> None:
    async with httpx.AsyncClient() as client:
        while True:
            texts = [(await client.get(url + "/metrics")).text for url in urls]
            if sum(float(re.findall(r"^orderdesk_hub_polls (\S+)", text, re.M)[0]) for text in texts) >= desks:
                return
            await asyncio.sleep(0.02)


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and seconds of the cores: of this process, the hubs, the database's server."""

    wall: float
    load: float
    hub: float
    database: float


class Meter:
    """What processes take between two looks."""

    def __init__(self, hubs: Iterable[HubProcess], server: "psutil.Process | None" = None) -> None:
        self._hubs = [psutil.Process(hub.process.pid) for hub in hubs]
        self._server = server
        self._then = self._now()

    def _now(self) -> tuple[float, float, float, float]:
        database = 0.0
        if self._server is not None:
            database = sum(map(_cpu, [self._server, *self._server.children(recursive=True)]))
        return time.perf_counter(), time.process_time(), sum(map(_cpu, self._hubs)), database

    def spent(self) -> Spent:
        """Since this was made, or asked last."""
        now = self._now()
        spent = Spent(*(b - a for a, b in zip(self._then, now, strict=True)))
        self._then = now
        return spent


def _cpu(process: psutil.Process) -> float:
    """With the children that have ended: a server's backends come and go."""
    with suppress(psutil.Error):
        times = process.cpu_times()
        ended = 0.0 if sys.platform == "win32" else times.children_user + times.children_system
        return float(times.user + times.system + ended)
    return 0.0


@dataclass
class Place:
    """A database to try the hub on: its name in the tables, its address, and the server's process where it has one."""

    name: str
    address: str
    server: psutil.Process | None


@contextmanager
def places(folder: Path, *names: str) -> Iterator[list[list[Place]]]:
    """For each name an empty database on SQLite and, where it can be had, on PostgreSQL: by kind, then by name."""
    with ExitStack() as stack:
        found = [[Place("SQLite", str(folder / f"{name}.sqlite3"), None) for name in names]]
        try:
            server = stack.enter_context(postgres())
        except pytest.skip.Exception as skipped:
            print(f"  {skipped}", file=sys.stderr)
        else:
            with psycopg.connect(server) as connection:
                row = connection.execute("SELECT pg_backend_pid()").fetchone()
                assert row is not None
                process = psutil.Process(row[0]).parent()
            found.append([Place("PostgreSQL", fresh(server, f"hub_{name}"), process) for name in names])
        yield found


@contextmanager
def hubs_on(place: Place, folder: Path, count: int, *options: str) -> Iterator[list[HubProcess]]:
    """So many hub processes on one database."""
    with ExitStack() as stack:
        logs = [folder / f"{place.name}-{Path(place.address).name[:12]}-{number}.log" for number in range(count)]
        yield [stack.enter_context(serving(place.address, log, *options)) for log in logs]


def open_houses(place: Place, hub: HubProcess, *houses: House) -> None:
    """Register them and publish their directories."""
    register(place.address, *houses)
    with httpx.Client(timeout=60) as client:
        join(hub, client, *houses)


def quantile(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
