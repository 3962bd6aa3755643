"""Hubs as processes of their own, and organisations that join them over HTTP."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from orderdesk.hub.database import Database
from orderdesk.hub.migrating import migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.store import organisations
from tests.hub.houses import House, HubDesk

ROOT = Path(__file__).resolve().parents[2]
SINCE = datetime.now(UTC) - timedelta(minutes=1)


def machine_clock() -> datetime:
    """The time: processes go by the machine's clock."""
    return datetime.now(UTC)


@dataclass
class HubProcess:
    """A hub that runs."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def kill(self) -> None:
        """End it as a power cut ends a process (SIGKILL)."""
        self.process.kill()
        self.process.wait()

    def desk(self, house: House, person: str, client: httpx.Client) -> HubDesk:
        """Somebody's desk at this hub."""
        return HubDesk(client, self.url, house[person], machine_clock)


@contextmanager
def serving(database: str, log: Path, *options: str) -> Iterator[HubProcess]:
    """`orderdesk hub serve` on a free port, until the block ends."""
    environment = {**os.environ, "ORDERDESK_HUB_DATABASE": database, "ORDERDESK_LANG": "en", "PYTHONPATH": str(ROOT)}
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "orderdesk", "hub", "serve", "--port", "0", *options],
            env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=log.parent,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("The hub listens at "), log.read_text(encoding="utf-8")
        yield HubProcess(process, line.removeprefix("The hub listens at ").rstrip(".\n"), log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()


def register(database: str, *houses: House) -> None:
    """Let organisations in, by the words of their root keys."""
    store = Database(database)
    migrate(store)
    with store.writing() as connection:
        for house in houses:
            organisations.register(connection, house.org, fingerprint_of(house.root.did), int(SINCE.timestamp()))
    store.close()


def join(hub: HubProcess, client: httpx.Client, *houses: House) -> None:
    """Publish each organisation's first directory."""
    for house in houses:
        administrator = next(one for one in house.people if "administrator" in one.roles)
        answer = hub.desk(house, administrator.id, client).publish(house.next_version(SINCE))
        assert answer.status_code == 201, answer.text
