"""One commit for several writers on SQLite: one commit, nobody is told sooner, nobody is hurt by another's refusal."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from orderdesk.hub import room
from orderdesk.hub.database import Database
from orderdesk.hub.shared_commit import SharedCommit
from tests.hub.processes import ROOT


class Refused(Exception):
    """A request that is refused after it has written."""


def shared(database: Database) -> SharedCommit:
    assert database._shared is not None
    return database._shared


def wait_until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.001)


def write(connection: Connection, name: str, size: int = 10) -> None:
    connection.exec_driver_sql("INSERT INTO papers VALUES (?, ?)", (name, os.urandom(size)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(str(tmp_path / "hub.sqlite3"))
    with made.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE papers (name TEXT PRIMARY KEY, content BLOB)")
        connection.exec_driver_sql(
            "CREATE TABLE replies (paper TEXT REFERENCES papers (name) DEFERRABLE INITIALLY DEFERRED)"
        )
    yield made
    made.close()


@pytest.fixture
def commits(database: Database) -> list[str]:
    """Grows with every commit: what was there just before it."""
    found: list[str] = []

    def note(connection: Connection) -> None:
        found.append(" ".join(connection.exec_driver_sql("SELECT name FROM papers ORDER BY name").scalars()))

    for engine in (database._durable, database._light):
        event.listen(engine, "commit", note)
    return found


def names(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM papers").scalars())


class Company:
    """Several who write; the first one's block does not end before all others wait for their turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pool = ThreadPoolExecutor(16)

    def together(self, *blocks: Callable[[Connection], object], first: str = "first") -> list[BaseException | None]:
        """What the first, and each of these in their order, raised."""
        turns = shared(self._database)
        begun, go = threading.Event(), threading.Event()

        def lead(connection: Connection) -> None:
            write(connection, first)
            begun.set()
            assert go.wait(60)

        jobs = [self._pool.submit(self._write, lead)]
        assert begun.wait(60) or jobs[0].result()
        for number, block in enumerate(blocks, 1):
            jobs.append(self._pool.submit(self._write, block))
            wait_until(lambda number=number: turns._waiting == number)  # type: ignore[misc]
        go.set()
        return [job.exception(60) for job in jobs]

    def _write(self, block: Callable[[Connection], object]) -> None:
        with self._database.writing() as connection:
            block(connection)

    def close(self) -> None:
        self._pool.shutdown()


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    made = Company(database)
    yield made
    made.close()


def paper(name: str, size: int = 10) -> Callable[[Connection], None]:
    return lambda connection: write(connection, name, size)


def refused(name: str) -> Callable[[Connection], None]:
    def block(connection: Connection) -> None:
        write(connection, name)
        raise Refused

    return block


def test_those_who_wait_share_one_commit(database: Database, company: Company, commits: list[str]) -> None:
    assert company.together(paper("b"), paper("c"), paper("d")) == [None] * 4
    assert commits == ["b c d first"]
    assert names(database) == {"first", "b", "c", "d"}


def test_nobody_is_told_before_the_commit(database: Database, company: Company) -> None:
    told: list[str] = []

    def look(_connection: Connection) -> None:
        told.append(f"{sum(job.done() for job in jobs)} told")

    event.listen(database._durable, "commit", look)
    jobs: list[Future[None]] = []
    submit = company._pool.submit
    company._pool.submit = lambda *given: jobs.append(submit(*given)) or jobs[-1]  # type: ignore[method-assign,func-returns-value,assignment]
    assert company.together(paper("b"), paper("c")) == [None] * 3
    assert told == ["0 told"]


@pytest.mark.parametrize("place", [0, 1, 2], ids=["second", "in the middle", "last"])
def test_who_is_refused_hurts_nobody(database: Database, company: Company, commits: list[str], place: int) -> None:
    blocks = [paper("b"), paper("c")]
    blocks.insert(place, refused("x"))
    raised = company.together(*blocks)
    assert [type(one) for one in raised if one is not None] == [Refused]
    assert isinstance(raised[place + 1], Refused)
    assert (names(database), len(commits)) == ({"first", "b", "c"}, 1)


def test_all_are_refused(database: Database, company: Company, commits: list[str]) -> None:
    with pytest.raises(Refused), database.writing() as connection:
        refused("x")(connection)
    assert (names(database), commits) == (set(), [])
    company.together(paper("b"))
    assert names(database) == {"first", "b"}


def test_a_double_within_the_company_is_its_own_fault(database: Database, company: Company) -> None:
    raised = company.together(paper("b"), paper("b"), paper("c"))
    assert [one is None for one in raised] == [True, True, False, True]
    assert names(database) == {"first", "b", "c"}


def test_a_disk_that_is_full_in_the_middle(database: Database, company: Company) -> None:
    """What SQLite answers beyond max_page_count is what it answers when the disk is full. Whoever is told that it is
    kept finds it kept, and nobody else does; whoever is not, is told why."""

    def small(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
        write(connection, "large", 100_000)

    raised = company.together(paper("b"), small, paper("c"))
    assert isinstance(raised[2], DBAPIError)
    assert room.is_full(raised[2])
    assert all(one is None or room.is_full(one) for one in raised)
    kept = {name for name, one in zip(("first", "b", "large", "c"), raised, strict=True) if one is None}
    assert names(database) == kept
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert company.together(paper("later"), first="again") == [None, None]
    assert names(database) == kept | {"again", "later"}


def test_sqlite_takes_back_everything_in_the_middle(database: Database, company: Company) -> None:
    """As after an input or output error: those before it have lost their work and are told so; those after begin anew,
    and nothing of theirs is written outside a transaction."""

    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT OR ROLLBACK INTO papers VALUES ('b', '')")

    raised = company.together(paper("b"), broken, paper("c"), refused("x"))
    assert [type(one).__name__ for one in raised[:3]] == ["DBAPIError", "DBAPIError", "IntegrityError"]
    assert (raised[3], type(raised[4])) == (None, Refused)
    assert names(database) == {"c"}


def test_sqlite_has_taken_back_everything_and_the_block_says_nothing(database: Database, company: Company) -> None:
    """sqlite3 would take the commit for done."""

    def silent(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")

    raised = company.together(paper("b"), silent)
    assert all(isinstance(one, DBAPIError) for one in raised)
    assert names(database) == set()


def test_a_commit_that_fails_has_failed_for_all(database: Database, company: Company) -> None:
    def dangling(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO replies VALUES ('there is no such paper')")

    raised = company.together(paper("b"), dangling, paper("c"))
    assert all(isinstance(one, DBAPIError) for one in raised)
    assert names(database) == set()
    assert company.together(paper("b")) == [None, None]
    assert names(database) == {"first", "b"}


def test_who_is_refused_is_told_at_once_though_the_commit_fails(database: Database, company: Company) -> None:
    def dangling(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO replies VALUES ('there is no such paper')")

    raised = company.together(dangling, refused("x"))
    assert [type(one).__name__ for one in raised] == ["DBAPIError", "DBAPIError", "Refused"]


def test_many_at_once_in_two_processes(database: Database, tmp_path: Path) -> None:
    """What a block that ended has written is there, what a block that raised has written is not; with nothing else."""
    other = Database(str(tmp_path / "hub.sqlite3"))

    def line(number: int) -> set[str]:
        rng, kept = random.Random(number), set()
        hub = (database, other)[number % 2]
        for turn in range(40):
            name, transaction = f"{number}-{turn}", rng.choice((hub.writing, hub.writing, hub.noting))
            try:
                with transaction() as connection:
                    write(connection, name, rng.choice((10, 5_000)))
                    if rng.random() < 0.3:
                        raise Refused
                    if rng.random() < 0.1:
                        write(connection, name)  # there is one
            except (Refused, DBAPIError):
                continue
            kept.add(name)
            with hub.reading() as connection:
                found = connection.exec_driver_sql("SELECT count(*) FROM papers WHERE name = ?", (name,)).scalar()
            assert found == 1
        return kept

    with ThreadPoolExecutor(16) as pool:
        kept = set().union(*pool.map(line, range(16)))
    other.close()
    assert names(database) == kept
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


WRITER = """
import itertools, sys, threading
from orderdesk.hub.database import Database

database, numbers = Database(sys.argv[1]), itertools.count()

def line():
    while True:
        name = f"paper-{next(numbers)}"
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO papers VALUES (?, ?)", (name, bytes(5000)))
        sys.stdout.write(name + "\\n")
        sys.stdout.flush()

for _ in range(8):
    threading.Thread(target=line).start()
"""


def test_killed_among_many_writers(database: Database, tmp_path: Path) -> None:
    """kill -9: whatever one of eight threads has told is there."""
    for _turn in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "hub.sqlite3")],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert process.stdout is not None
        told = [process.stdout.readline() for _number in range(200)]
        process.kill()
        told += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        assert {line.strip() for line in told if line.endswith("\n")} <= names(database)
        with database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM papers")
