"""The hub's database: SQLite in a file, or PostgreSQL by its address; several hub processes may use it at once.

Two ways to write. `writing` returns once the change is on the disk: what was acknowledged to a desk goes this way.
`noting` is for nonces: seen by all processes at once, and safe from a killed hub; in a power cut the last moments may
be lost (SQLite synchronous=NORMAL, PostgreSQL synchronous_commit=off). A request replayed after that finds its work
done already, since every one of them can be made twice.

SQLite has one writer. Its own way of waiting for the lock sleeps up to 0.1 s a time; within a process a lock of ours
comes first, which wakes at once, and whoever waits for it shares a commit with those before (shared_commit.py).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from orderdesk.errors import InputRefused
from orderdesk.hub.shared_commit import SharedCommit
from orderdesk.locale import _

if TYPE_CHECKING:
    import psycopg

_BUSY_MILLISECONDS: Final = 15_000
_SHARING: Final = 8
"""Threads of a process on SQLite. Eight puts at once went through 695 a second with four, 839 with eight and 774 with
16 (605 with four and a commit each; medians of ten rounds in turns)."""
_CONNECTIONS: Final = 5
_MORE: Final = 2
"""Beyond those, in each of three pools: PostgreSQL allows 100 in all unless told otherwise, and four hub processes take
84. A request waits for one until another has done."""

_RESTED: Final = 1.0
"""Seconds unused after which a connection to PostgreSQL is asked whether it lives."""


class Database:
    """`address` is a file's path, or "sqlite:///<path>", or "postgresql://...". Opens no connection yet.

    Raises InputRefused ("database") for an address that is none; it may hold a password and is not repeated.
    """

    def __init__(self, address: str) -> None:
        url = _url_of(address)
        self.is_sqlite = url.startswith("sqlite")
        self.file = Path(url.removeprefix("sqlite:///")) if self.is_sqlite else None
        self._durable = _engine(url, durable=True)
        self._light = _engine(url, durable=False)
        self._reading = _engine(url, durable=False)
        self._shared = SharedCommit(self._durable, self._light) if self.is_sqlite else None
        if self.is_sqlite:
            for engine, begin in ((self._durable, "BEGIN IMMEDIATE"), (self._light, "BEGIN IMMEDIATE"),
                                  (self._reading, "BEGIN")):  # fmt: skip
                _begin_with(engine, begin)

    @property
    def at_once(self) -> int:
        """How many transactions a process should have under way. SQLite has one writer, and more threads than those who
        share a commit only wake and wait. On PostgreSQL it is as many as a pool keeps connections: one beyond those is
        made for a single use (330 puts a second with seven threads, 390 with five; medians of 16 rounds in turns)."""
        return _SHARING if self.is_sqlite else _CONNECTIONS

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is on the disk when the block ends, or has not happened."""
        return self._durable.begin() if self._shared is None else self._shared.writing()

    def noting(self) -> AbstractContextManager[Connection]:
        """A transaction that other processes see when the block ends; see above for a power cut."""
        return self._light.begin() if self._shared is None else self._shared.noting()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that changes nothing."""
        with self._reading.begin() as connection:
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction while no other process is in one of these, for changing tables."""
        with self.writing() as connection:
            if not self.is_sqlite:  # BEGIN IMMEDIATE has seen to it
                connection.execute(text("SELECT pg_advisory_xact_lock(7308332)"))
            yield connection

    @contextmanager
    def apart(self) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """A connection to PostgreSQL for one long use, outside transactions; closed at the end of the block."""
        pooled = self._light.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        try:
            connection.rollback()
            connection.autocommit = True
            yield connection
        finally:
            connection.close()

    @contextmanager
    def glancing(self) -> Iterator[Callable[[], bool]]:
        """Gives what tells whether anybody has written to the SQLite file since it was called last."""
        with closing(sqlite3.connect(str(self.file), check_same_thread=False, isolation_level=None)) as connection:
            last = connection.execute("PRAGMA data_version").fetchone()[0]

            def changed() -> bool:
                nonlocal last
                before = last
                try:
                    last = connection.execute("PRAGMA data_version").fetchone()[0]
                except sqlite3.Error:
                    return True  # the look that follows says what is the matter
                return bool(last != before)

            yield changed

    def close(self) -> None:
        """Let go of every connection."""
        for engine in (self._durable, self._light, self._reading):
            engine.dispose()


def _url_of(address: str) -> str:
    if address.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + address.partition("://")[2]
    path = address.removeprefix("sqlite:///")
    if "://" in path or not path:
        raise InputRefused(
            "database",
            _("The address of the database names neither a file nor PostgreSQL."),
            _("Give a file's path, or postgresql://user@host/database."),
        )
    return f"sqlite:///{Path(path).absolute()}"


def _engine(url: str, *, durable: bool) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise InputRefused("database", _("The address of the database is malformed.")) from error
    if url.startswith("sqlite"):
        engine = create_engine(
            parsed, poolclass=QueuePool, pool_size=_SHARING, max_overflow=32,
            connect_args={"check_same_thread": False, "timeout": _BUSY_MILLISECONDS / 1000},
        )  # fmt: skip
        event.listen(engine, "connect", _prepare_durable if durable else _prepare_light)
        return engine
    options = "" if durable else "-c synchronous_commit=off"
    engine = create_engine(parsed, pool_size=_CONNECTIONS, max_overflow=_MORE, connect_args={"options": options})
    _ask_the_rested(engine)
    return engine


def _prepare_durable(connection: sqlite3.Connection, _record: object) -> None:
    _prepare(connection, "FULL")


def _prepare_light(connection: sqlite3.Connection, _record: object) -> None:
    _prepare(connection, "NORMAL")


def _prepare(connection: sqlite3.Connection, synchronous: str) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin says BEGIN; sqlite3 must not say it as well
    for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _ask_the_rested(engine: Engine) -> None:
    """Ask a connection to PostgreSQL that has lain unused for a while whether it lives, before it is used again, and
    make another where it does not. One that was in use just now is not asked: that costs as much as a statement. Where
    the server was started anew meanwhile, a request on it is answered by "unavailable", and the desk tries again; the
    pool lets go of all its connections then."""

    def rest(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = monotonic()

    def ask(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if monotonic() - record.info.get("rests_since", monotonic()) < _RESTED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", rest)
    event.listen(engine, "checkout", ask)


def _begin_with(engine: Engine, statement: str) -> None:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)


Unavailable: Final = SQLAlchemyError
"""What is raised when the database does not do what it should: gone, full, busy for too long, no connection free."""
