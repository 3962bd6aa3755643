"""Hearing what other hub processes tell by PostgreSQL, on a connection of its own that is made again when it dies."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Final

import psycopg

from orderdesk.hub import logs
from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.store.news import CHANNEL

_TURN: Final = 1.0
"""Seconds without news after which the thread sees whether it shall end."""
_ALIVE_EVERY: Final = 10
"""Turns without news after which the connection is asked whether it lives; a cut line says nothing by itself."""
_AGAIN: Final = 1.0
"""Seconds before the connection is made again."""


class Listener:
    """A thread that calls `hear` with each message, and `missed` whenever it has begun to listen: what was said before
    has not been heard. psycopg's asynchronous connections do not run on Windows' usual event loop; hence a thread."""

    def __init__(self, database: Database, hear: Callable[[str], object], missed: Callable[[], object]) -> None:
        self._database = database
        self._hear = hear
        self._missed = missed
        self._ended = Event()
        self._thread = Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """End, and wait until it has."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                with self._database.apart() as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._missed()
                    self._listen(connection)
            except (Unavailable, psycopg.Error) as error:
                logs.say_error("listener", error)
                self._ended.wait(_AGAIN)

    def _listen(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        silent = 0
        while not self._ended.is_set():
            silent += 1
            for message in connection.notifies(timeout=_TURN):
                silent = 0
                self._hear(message.payload)
            if silent == _ALIVE_EVERY:
                connection.execute("SELECT 1")
                silent = 0
