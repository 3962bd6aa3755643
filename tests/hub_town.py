"""A hub as a process of its own behind a wire that can be cut, and desks of two organisations that exchange through it.

Real processes go by the machine's clock; so does everything here.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk_pair import PASSPHRASE

from orderdesk.desk.clock import Clock, system_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.errors import ExchangeUnavailable
from orderdesk.hub.database import Database
from orderdesk.hub.migrating import migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.store import organisations
from orderdesk.signing.vault import LIGHT

ROOT = Path(__file__).resolve().parents[1]
METHODS = (b"PUT ", b"POST ", b"GET ")


class Wire:
    """A TCP proxy in front of the hub. What it is told to cut, it cuts after the hub has done it and before the answer:
    `cut` says how many answers to which method are lost."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.target = 0
        self.cut: dict[bytes, int] = {}
        self.lost = 0
        """How many answers were cut off."""
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def _start(self, job: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=job, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            try:
                hub = socket.create_connection(("127.0.0.1", self.target), timeout=10)
            except OSError:
                client.close()
                continue
            hub.settimeout(None)
            for end in (client, hub):  # else each part of a request waits 40 ms for the acknowledgement of the last
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._start(self._carry, client, hub)

    def _carry(self, client: socket.socket, hub: socket.socket) -> None:
        asked: list[bytes] = []
        back = threading.Thread(target=self._back, args=(client, hub, asked), daemon=True)
        back.start()
        with suppress(OSError):
            while data := client.recv(65536):
                asked += [method for method in METHODS if data.startswith(method)]
                hub.sendall(data)
        _hang_up(hub, client)
        back.join()
        hub.close()
        client.close()

    def _back(self, client: socket.socket, hub: socket.socket, asked: list[bytes]) -> None:
        with suppress(OSError):
            while data := hub.recv(65536):
                with self._lock:
                    method = asked[-1].strip() if asked else b""
                    if self.cut.get(method, 0) > 0:
                        self.cut[method] -= 1
                        self.lost += 1
                        break
                client.sendall(data)
        _hang_up(hub, client)


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@dataclass
class HubRun:
    """A hub that can be killed and started again on the same database, always at the same address."""

    folder: Path
    wire: Wire
    options: tuple[str, ...] = ()
    requests_a_minute: int = 0
    """What a person may ask; 0 is what the hub usually allows."""
    process: subprocess.Popen[str] | None = None

    @property
    def database(self) -> str:
        """Its SQLite file."""
        return str(self.folder / "hub.sqlite3")

    @property
    def url(self) -> str:
        """The address that desks use."""
        return f"{'https' if '--tls-cert' in self.options else 'http'}://127.0.0.1:{self.wire.port}"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        environment = {**os.environ, "ORDERDESK_LANG": "en", "PYTHONPATH": str(ROOT)}
        with (self.folder / "hub.log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._program()],
                stdout=subprocess.PIPE, stderr=log, text=True, env=environment, cwd=self.folder,
            )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert self.url in line, (self.folder / "hub.log").read_text(encoding="utf-8")
        self.wire.target = _port_of(self.process.pid)

    def _program(self) -> list[str]:
        if not self.requests_a_minute:
            return ["-m", "orderdesk", "hub", "serve", "--database", self.database, "--port", "0", "--url", self.url,
                    *self.options]  # fmt: skip
        program = (
            "import sys; from functools import partial; from orderdesk.hub.limits import Limits;"
            "from orderdesk.hub.serving import Options, serve;"
            "limits = Limits(requests_a_minute=int(sys.argv[3]));"
            "serve(Options(sys.argv[1], port=0, url=sys.argv[2], limits=limits), partial(print, flush=True))"
        )
        return ["-c", program, self.database, self.url, str(self.requests_a_minute)]

    def kill(self) -> None:
        """End it as a power cut would (SIGKILL)."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as its operator does."""
        self._end(signal.SIGTERM)

    def register(self, org: str, root: str) -> None:
        """Let an organisation in, by its root key."""
        database = Database(self.database)
        migrate(database)
        with database.writing() as connection:
            assert organisations.register(connection, org, fingerprint_of(root), int(datetime.now(UTC).timestamp()))
        database.close()

    def _end(self, number: int) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.send_signal(number)
            process.wait(timeout=30)
            assert process.stdout is not None
            process.stdout.close()


def _port_of(pid: int) -> int:
    """The port that a process listens on; with --url it says the address by which others reach it."""
    import psutil

    listening = [c for c in psutil.Process(pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    return int(listening[0].laddr.port)


@contextmanager
def running_hub(folder: Path, *options: str, requests_a_minute: int = 0) -> Iterator[HubRun]:
    """A hub in `folder`, until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(Wire()) as wire:
        hub = HubRun(folder, wire, options, requests_a_minute)
        hub.start()
        try:
            yield hub
        finally:
            hub.stop()


@dataclass
class HubPair:
    """A caseworker's and a consultant's desk at one hub."""

    hub: HubRun
    caseworker: Desk
    consultant: Desk
    rounds: list[post.Round] = field(default_factory=list)

    def deliver(self, turns: int = 3) -> None:
        """Carry everything both ways, receipts too."""
        for _turn in range(turns):
            for desk in (self.caseworker, self.consultant):
                self.rounds.append(post.sync(desk, force=True))

    def storm(self, rng: random.Random, turns: int) -> None:
        """Rounds of either desk while answers are lost and the hub is killed, as chance has it. Ends with the hub up
        and the line whole."""
        for _turn in range(turns):
            match rng.randrange(8):
                case 0:
                    self.hub.kill()
                    self.sync(rng)
                    self.hub.start()
                case 1 | 2 | 3:
                    self.hub.wire.cut[rng.choice([b"PUT", b"POST", b"GET"])] = rng.randint(1, 2)
                case _:
                    pass
            self.sync(rng)
        self.hub.wire.cut.clear()

    def sync(self, rng: random.Random) -> None:
        """A round of one of the desks."""
        self.rounds.append(post.sync(rng.choice([self.caseworker, self.consultant]), force=True))

    def close(self) -> None:
        """Let go of both desks."""
        self.caseworker.close()
        self.consultant.close()


CASEWORKER = Owner("lindholm-kommune", "Lindholm Kommune", "municipality", "mette-krogh", "Mette Krogh", "caseworker")
CONSULTANT = Owner("fjordvejen", "Fjordvejen ApS", "provider", "sara-holt", "Sara Holt", "consultant")


def desk_at(folder: Path, owner: Owner, exchange: str, clock: Clock = system_clock) -> Desk:
    """A new desk in `folder`."""
    return create_desk(
        folder / owner.person, owner, passphrase=PASSPHRASE, exchange=exchange, clock=clock, cost=LIGHT
    )  # fmt: skip


def hub_pair(folder: Path, hub: HubRun) -> HubPair:
    """Found both organisations at the hub; each vouches for the other."""
    caseworker, consultant = (desk_at(folder, owner, hub.url) for owner in (CASEWORKER, CONSULTANT))
    for desk, phone in ((caseworker, "70 10 20 31"), (consultant, "70 10 20 52")):
        hub.register(desk.settings.org, desk.settings.root)
        mail = f"{desk.settings.person}@{desk.settings.org}.example"
        organisation.found(desk, Particulars("Medarbejder", "Jobcenter Lindholm", phone, mail))
    vouch_both_ways(caseworker, consultant)
    pair = HubPair(hub, caseworker, consultant)
    pair.deliver(2)
    return pair


def vouch_both_ways(caseworker: Desk, consultant: Desk) -> None:
    """Each organisation enters the other; where the line is down that is published later."""
    for desk, other in ((caseworker, consultant.settings), (consultant, caseworker.settings)):
        with suppress(ExchangeUnavailable):
            organisation.vouch(desk, org=other.org, name=other.org_name, kind=other.org_kind, root=other.root)


def off_by(**by: float) -> Clock:
    """A clock that is wrong by that much."""
    return lambda: datetime.now(UTC) + timedelta(**by)
