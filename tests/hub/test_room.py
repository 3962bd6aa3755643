"""A full disk: told by name, nothing half kept, what makes room goes on, and no restart is needed afterwards."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from orderdesk.hub import room
from orderdesk.hub.limits import GIB, Limits
from tests.hub.conftest import Hub
from tests.hub.houses import code_of, fjordvejen, lindholm, name_of
from tests.hub.processes import join, register, serving

SEALED = [os.urandom(100_000) for _ in range(4)]
LARGE = [os.urandom(300_000) for _ in range(40)]


def count(hub: Hub, table: str) -> int:
    with hub.database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


@pytest.fixture
def small(hub: Hub) -> Iterator[Callable[[int], None]]:
    """Says how many pages the hub's database may have from now on: what SQLite answers beyond is what it answers when
    the disk is full."""
    pages = [2**30]

    def begin(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages[0]}")  # type: ignore[attr-defined]

    for engine in (hub.database._durable, hub.database._light):
        event.listen(engine, "begin", begin)

    def say(more: int) -> None:
        with hub.database.reading() as connection:
            pages[0] = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()) + more

    yield say
    for engine in (hub.database._durable, hub.database._light):
        event.remove(engine, "begin", begin)


def test_a_full_database(hub: Hub, small: Callable[[int], None]) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    small(60)
    assert hub.client.get(f"{hub.url}/readyz").status_code == 200
    assert mette.put(sara.person, SEALED[0]).status_code == 201
    refused = [mette.put(sara.person, data) for data in SEALED[1:4]][-1]
    assert (refused.status_code, code_of(refused), refused.headers["retry-after"]) == (507, "disk-full", "60")
    ready = hub.client.get(f"{hub.url}/readyz")
    assert (ready.status_code, code_of(ready)) == (507, "disk-full")
    assert hub.client.get(f"{hub.url}/healthz").status_code == 200
    kept = sara.names()
    assert count(hub, "contents") == count(hub, "envelopes") == len(kept)
    assert sara.fetch(kept[0]).content == SEALED[0]
    assert sara.acknowledge(kept[0]).status_code == 204  # its pages are free again
    assert mette.put(sara.person, SEALED[3]).status_code == 201
    assert hub.client.get(f"{hub.url}/readyz").status_code == 200
    small(2**20)
    assert mette.put(sara.person, SEALED[2]).status_code == 201


def test_room_is_kept_for_what_makes_room(make_hub: Callable[..., Hub], monkeypatch: pytest.MonkeyPatch) -> None:
    hub = make_hub(Limits(keep_free=1))
    hub.join()
    mette, sara, karen = (hub.desk(name) for name in ("mette-krogh", "sara-holt", "karen-toft"))
    assert mette.put(sara.person, b"before").status_code == 201
    monkeypatch.setattr(hub.hall.room, "_keep_free", 10**9 * GIB)
    answer = mette.put(sara.person, b"after")
    assert (answer.status_code, code_of(answer)) == (507, "disk-full")
    assert code_of(hub.client.get(f"{hub.url}/readyz")) == "disk-full"
    assert sara.fetch(name_of(b"before")).content == b"before"
    assert sara.acknowledge(name_of(b"before")).status_code == 204
    assert karen.publish(hub.provider.next_version(hub.clock())).status_code == 201  # it may revoke a stolen key
    monkeypatch.undo()
    assert mette.put(sara.person, b"after").status_code == 201


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve mebibytes, where this user may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this user may not mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.name != "posix", reason="mount")
@pytest.mark.parametrize("keep_free", ["0", "6 MiB"])
def test_a_disk_that_fills_up_under_a_hub(small_disk: Path, tmp_path: Path, keep_free: str) -> None:
    """What was answered with 201 is there; the rest is put once something was taken away."""
    database, municipality, provider = str(small_disk / "hub.sqlite3"), lindholm(), fjordvejen()
    register(database, municipality, provider)
    options = ("--limit", f"keep_free={keep_free}")
    with serving(database, tmp_path / "hub.log", *options) as hub, httpx.Client(timeout=60) as client:
        join(hub, client, municipality, provider)
        mette, sara = hub.desk(municipality, "mette-krogh", client), hub.desk(provider, "sara-holt", client)
        answers = {name_of(data): mette.put(sara.person, data) for data in LARGE}
        put = {name for name, answer in answers.items() if answer.status_code == 201}
        assert 3 < len(put) < len(LARGE)
        assert {code_of(one) for one in answers.values() if one.status_code != 201} == {"disk-full"}
        assert code_of(client.get(f"{hub.url}/readyz")) == "disk-full"
        if keep_free == "0":  # not even a nonce can be noted, until somebody makes room
            subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        assert set(sara.names(limit=500)) == put
        for name in sorted(put):
            assert name_of(sara.fetch(name).content) == name
            assert sara.acknowledge(name).status_code == 204
        if keep_free != "0":
            subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        for data in LARGE:
            assert mette.put(sara.person, data).status_code == (200 if name_of(data) in put else 201)
        assert client.get(f"{hub.url}/readyz").status_code == 200


def test_what_says_that_a_disk_is_full() -> None:
    assert room.is_full(OperationalError("INSERT", {}, psycopg.errors.DiskFull("no space")))
    assert not room.is_full(OperationalError("INSERT", {}, psycopg.errors.DeadlockDetected("x")))
    assert not room.is_full(ValueError())
