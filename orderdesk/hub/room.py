"""Whether there is room on the disk of the database, and what a full one looks like.

A full disk must not lock a hub up: nothing can be fetched or acknowledged without noting it, and acknowledging is what
makes room. So of an SQLite database's disk some is kept free (`keep_free`): with less, nothing new is taken in, and the
rest goes on. PostgreSQL's disk is its own to watch; where it says that it is full, the desk is told the same.
"""

import shutil
import sqlite3
from time import monotonic
from typing import Final

from sqlalchemy.exc import DBAPIError

from orderdesk.hub.database import Database
from orderdesk.hub.problems import Problem
from orderdesk.hub.store import epochs

_DISK_FULL: Final = "53100"
"""PostgreSQL's SQLSTATE (Appendix A of its manual)."""
AGAIN: Final = 60
"""Seconds after which a desk may try again: somebody has to make room, or others to fetch."""


def is_full(error: BaseException) -> bool:
    """Whether the database could not write for want of room."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        return cause.sqlite_errorcode == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == _DISK_FULL


class Room:
    """The room that one hub process has."""

    def __init__(self, database: Database, keep_free: int) -> None:
        self._database = database
        self._keep_free = keep_free
        self._refused: float | None = None

    def check(self) -> None:
        """Whether something new may be taken in. Raises Problem ("disk-full")."""
        if self._database.file is None or not self._keep_free:
            return
        try:
            free = shutil.disk_usage(self._database.file.parent).free
        except OSError:
            return  # writing will tell
        if free < self._keep_free:
            raise full()

    def check_ready(self) -> None:
        """Whether the database can be written, as far as is known without taking something in. Raises Problem
        ("disk-full"), or what the database raises."""
        self.check()
        if self._refused is not None and monotonic() - self._refused < AGAIN:
            raise full()
        with self._database.noting() as connection:
            epochs.touch(connection)

    def refused(self) -> None:
        """Something could not be taken in for want of room."""
        self._refused = monotonic()

    def taken(self) -> None:
        """Something could."""
        self._refused = None


def full() -> Problem:
    """The answer where there is no room."""
    return Problem("disk-full", retry_after=AGAIN)
