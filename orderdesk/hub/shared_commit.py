"""One commit for several changes of a process, on SQLite: there is one writer, and a commit that waits for the disk
takes as long as all else that a change does.

Who wants to write waits for its turn. Who finds somebody waiting at its end leaves its work to them uncommitted, the
last one commits for all, and nobody's block ends before that commit is on the disk. Each works within a savepoint of
its own, so one that is refused hurts nobody else. A commit that fails, and an error after which SQLite has taken back
the whole transaction (a full disk, say), has failed for everybody in it: each is told so, and nothing has happened.

Who is refused is told at once, also where that rests on what somebody before it has changed; should the commit fail
after that, a second try finds it so.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_MOST: Final = 32
"""Changes in one commit. A desk waits for those after its own, and other processes wait for all of them."""


class SharedCommit:
    """The changes that one process makes: on `durable`, an engine whose transactions begin with BEGIN IMMEDIATE and
    whose commits are on the disk, or on `light`, where they need not be."""

    def __init__(self, durable: Engine, light: Engine) -> None:
        self._durable = durable
        self._light = light
        self._turn = Lock()
        self._counting = Lock()
        self._waiting = 0
        self._batch: _Batch | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A change that is on the disk when the block ends, or has not happened. Raises SQLAlchemyError."""
        self._wait_for_turn()
        try:
            if self._batch is None:
                self._batch = _Batch(self._durable)
            batch = self._batch
            with batch.change():
                yield batch.connection
        finally:
            self._end_turn()
        batch.wait()

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A change that other processes see when the block ends; a power cut may take it back. Raises
        SQLAlchemyError."""
        self._wait_for_turn()
        batch = self._batch
        try:
            if batch is None:
                with self._light.begin() as connection:
                    yield connection
            else:  # there is one writer: what is under way must end first, so this goes with it
                with batch.change():
                    yield batch.connection
        finally:
            self._end_turn()
        if batch is not None:
            batch.wait()

    def _wait_for_turn(self) -> None:
        with self._counting:
            self._waiting += 1
        self._turn.acquire()
        with self._counting:
            self._waiting -= 1

    def _end_turn(self) -> None:
        """Hand over to who waits, or commit for all."""
        batch = self._batch
        try:
            if batch is not None and (batch.is_over or batch.changes >= _MOST or not self._waiting):
                self._batch = None
                batch.commit()
        finally:
            self._turn.release()


class _Batch:
    """One transaction with the changes of several threads, one after the other."""

    def __init__(self, engine: Engine) -> None:
        self.changes = 0
        self.is_over = False
        self._error: SQLAlchemyError | None = None
        self._ended = Event()
        self.connection = engine.connect()
        try:
            self.connection.begin()
        except BaseException:
            self.connection.close()
            raise
        self._file = cast(sqlite3.Connection, self.connection.connection.driver_connection)

    @contextmanager
    def change(self) -> Iterator[None]:
        """One change: a block that raises has changed nothing, and the others' changes stand."""
        try:
            self._say("SAVEPOINT change")
            yield
            self._say("RELEASE change")
            self.changes += 1
        except BaseException as error:
            self._take_back(error)
            raise

    def commit(self) -> None:
        """Bring everything to the disk and let everybody go."""
        self.is_over = True
        try:
            if self._error is None and self.changes:
                if not self._file.in_transaction:  # sqlite3 would take the commit for done
                    raise _lost(None)
                self.connection.commit()
        except SQLAlchemyError as error:
            self._error = error
        except BaseException:
            self._error = _lost(None)
            raise
        finally:
            self._close()

    def wait(self) -> None:
        """Wait until it is on the disk. Raises SQLAlchemyError where it is not."""
        self._ended.wait()
        if self._error is not None:
            raise _lost(self._error) from self._error

    def _say(self, statement: str) -> None:
        try:
            self._file.execute(statement)
        except sqlite3.Error as error:
            raise _lost(error) from error

    def _take_back(self, error: BaseException) -> None:
        try:
            if not self._file.in_transaction:  # SQLite has taken back everything
                raise _lost(error)
            self._say("ROLLBACK TO change")
            self._say("RELEASE change")
        except SQLAlchemyError as lost:
            self.is_over = True
            self._error = lost

    def _close(self) -> None:
        """Let go of the connection; SQLite leaves a transaction open whose commit has failed."""
        try:
            if self._file.in_transaction:
                self._file.rollback()
        except sqlite3.Error:
            self.connection.invalidate()
        finally:
            self.connection.close()
            self._ended.set()


def _lost(error: BaseException | None) -> DBAPIError:
    """What everybody is told whose change went with the transaction: for the reason that the database gave."""
    reason = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(reason, sqlite3.Error):
        reason = sqlite3.OperationalError("the transaction is over")
    return DBAPIError("COMMIT", None, reason)
