"""News between hub processes, with no look that could find it otherwise: by PostgreSQL, and by a file that changes."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from orderdesk.hub.arrivals import Arrivals
from orderdesk.hub.database import Database
from orderdesk.hub.migrating import migrate
from orderdesk.hub.store import mailboxes, news, organisations
from orderdesk.hub.store.mailboxes import Box
from tests.hub.databases import fresh, postgres

NEVER = 3600.0
LISTENING = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%%' AND datname = current_database()"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "hub.sqlite3")
    return fresh(request.getfixturevalue("server"), "arrivals")


@pytest.fixture
def databases(address: str) -> Iterator[tuple[Database, Database]]:
    """The database as two processes have it, with one mailbox."""
    both = Database(address), Database(address)
    migrate(both[0])
    with both[0].writing() as connection:
        organisations.register(connection, "fjordvejen", "tolv ord", 0)
        mailboxes.open_for(connection, "fjordvejen", ["sara-holt"])
    yield both
    for one in both:
        one.close()


def put(database: Database) -> Box:
    """Something comes into the mailbox."""
    with database.writing() as connection:
        return mailboxes.give_place(connection, "fjordvejen", "sara-holt", 1)


async def listening(database: Database, but: int = 0) -> int:
    """The PostgreSQL process that one who listens has, once there is one other than `but`."""
    while True:
        with database.reading() as connection:
            for (pid,) in connection.exec_driver_sql(LISTENING):
                if pid != but:
                    return int(pid)
        await asyncio.sleep(0.01)


def test_what_one_process_takes_in_wakes_the_other(databases: tuple[Database, Database]) -> None:
    async def play() -> None:
        here, there = (Arrivals(database, NEVER) for database in databases)
        async with AsyncExitStack() as stack:
            for one in (here, there):
                await stack.enter_async_context(one.watching())
            if not databases[0].is_sqlite:
                await listening(databases[0])
            box = Box(1, 0)
            for _turn in range(3):
                waiting = asyncio.create_task(there.wait(box, 60))
                await asyncio.sleep(0.25)  # it has waited for a while
                box = put(databases[0])
                here.announce(box)
                assert await waiting
            assert not await there.wait(box, 0.3)

    asyncio.run(play())


def test_what_comes_between_listing_and_waiting_is_not_missed(databases: tuple[Database, Database]) -> None:
    async def play() -> None:
        here, there = (Arrivals(database, NEVER) for database in databases)
        async with here.watching(), there.watching():
            if not databases[0].is_sqlite:
                await listening(databases[0])
            box = put(databases[0])
            here.announce(box)
            await asyncio.sleep(0.5)  # the news is old when somebody begins to wait who had listed before it
            assert await there.wait(Box(box.id, 0), 60)

    asyncio.run(play())


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_listener_whose_connection_dies_listens_again(databases: tuple[Database, Database]) -> None:
    async def play() -> None:
        there = Arrivals(databases[1], NEVER)
        async with there.watching():
            first = await listening(databases[0])
            waiting = asyncio.create_task(there.wait(Box(1, 0), 60))
            await asyncio.sleep(0)
            with databases[0].writing() as connection:
                connection.exec_driver_sql(f"SELECT pg_terminate_backend({first})")
            box = put(databases[0])  # and nobody says so
            assert box.id == 1
            assert await waiting  # it looks when it listens again
            await listening(databases[0], but=first)
            waiting = asyncio.create_task(there.wait(box, 60))
            await asyncio.sleep(0)
            said = put(databases[0])
            with databases[0].noting() as connection:
                news.say(connection, [said])
            assert await waiting

    asyncio.run(play())


def test_many_mailboxes_in_one_breath() -> None:
    said: list[str] = []

    class Telling:
        def execute(self, _statement: object, parameters: dict[str, str]) -> None:
            said.append(parameters["text"])

    many = [Box(2**62 + n, 2**62) for n in range(500)]
    news.say(Telling(), many)  # type: ignore[arg-type]
    assert [box for text in said for box in news.read(text)] == many
    assert max(map(len, said)) < 8000
