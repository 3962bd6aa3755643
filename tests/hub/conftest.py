"""A hub in a thread of the test, on a real socket and a real database file, with a clock that is moved by hand."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from orderdesk.hub.app import make_app
from orderdesk.hub.database import Database
from orderdesk.hub.hall import Hall
from orderdesk.hub.limits import Limits
from orderdesk.hub.migrating import migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.serving import configured, listening
from orderdesk.hub.store import organisations
from tests.hub.houses import House, HubDesk, fjordvejen, lindholm


@dataclass
class Clock:
    """Stands still until it is moved."""

    moment: datetime = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Move on, by days, hours, minutes or seconds."""
        self.moment += timedelta(**by)


@dataclass
class Hub:
    """A hub, its database, and the two organisations that use it."""

    client: httpx.Client
    url: str
    database: Database
    clock: Clock
    hall: Hall
    municipality: House = field(default_factory=lindholm)
    provider: House = field(default_factory=fjordvejen)

    def desk(self, person: str) -> HubDesk:
        """That person's desk."""
        house = self.municipality if any(p.id == person for p in self.municipality.people) else self.provider
        return HubDesk(self.client, self.url, house[person], self.clock)

    def register(self, house: House) -> None:
        """Let an organisation in."""
        with self.database.writing() as connection:
            now = int(self.clock().timestamp())
            assert organisations.register(connection, house.org, fingerprint_of(house.root.did), now)

    def join(self) -> None:
        """Register both, and publish their first directories."""
        for house in (self.municipality, self.provider):
            self.register(house)
            administrator = next(one for one in house.people if "administrator" in one.roles)
            answer = self.desk(administrator.id).publish(house.next_version(self.clock()))
            assert answer.status_code == 201, answer.text


class Serving:
    """An application on a socket, served by a thread."""

    def __init__(self, app: FastAPI, limits: Limits, listener: socket.socket) -> None:
        self._server = uvicorn.Server(configured(app, limits, grace=2))
        self._listener = listener
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]})
        self._thread.start()

    def end(self) -> None:
        """Let the hub end, and wait until it has."""
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database file with the tables and nothing in them: made once, since the steps take longer than most tests."""
    file = tmp_path_factory.mktemp("tables") / "hub.sqlite3"
    database = Database(str(file))
    migrate(database)
    database.close()
    return file.read_bytes()


@pytest.fixture
def make_hub(tmp_path: Path, tables: bytes) -> Iterator[Callable[..., Hub]]:
    """Makes hubs on the same database."""
    ends: list[Callable[[], None]] = []
    (tmp_path / "hub.sqlite3").write_bytes(tables)

    def make(limits: Limits | None = None, clock: Clock | None = None) -> Hub:
        database = Database(str(tmp_path / "hub.sqlite3"))
        clock = clock or Clock()
        listener = listening("127.0.0.1", 0)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = make_app(database, url, limits, clock)
        serving = Serving(app, limits or Limits(), listener)
        client = httpx.Client(timeout=60)
        ends.extend((database.close, serving.end, client.close))
        return Hub(client, url, database, clock, app.state.hall)

    yield make
    for end in reversed(ends):
        end()


@pytest.fixture
def empty_hub(make_hub: Callable[..., Hub]) -> Hub:
    """A hub that nobody uses yet."""
    return make_hub()


@pytest.fixture
def hub(empty_hub: Hub) -> Hub:
    """A hub with both organisations."""
    empty_hub.join()
    return empty_hub
