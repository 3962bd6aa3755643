"""How many requests one person may make, at all hub processes together.

The count stands in the database (store/rates.py), since a desk may be led to any process. A process takes it in lots of
a sixtieth of the minute's allowance, so only one request in ten asks for it: a lot costs a transaction that does not
wait for the disk (0.3 ms). What a process has taken and not used it may use later; so a person has at most a lot a
process more than is allowed.
"""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from orderdesk.hub.database import Database
from orderdesk.hub.problems import Problem
from orderdesk.hub.store import rates
from orderdesk.hub.store.callers import Caller

_PERSONS: Final = 20_000
"""Whose lots are remembered: more people than there are at all Danish jobcentres and providers."""
_LOTS: Final = 60
"""Lots in a minute's allowance."""
_MINUTE: Final = 60_000
"""Milliseconds."""


class Rate:
    """`a_minute` requests over time by one person, and as many at once."""

    def __init__(self, database: Database, a_minute: int, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._lot = max(1, a_minute // _LOTS)
        self._cost = round(self._lot * _MINUTE / a_minute)
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[tuple[str, str], int] = OrderedDict()

    def count(self, caller: Caller, within: Connection | None = None) -> bool:
        """Count a request of somebody who has been let in, `within` a transaction or in one of its own. Raises Problem
        ("too-many-requests"), with the seconds to wait. Takes the database: not for the event loop.

        Returns whether a lot was taken: where the transaction does not come about, it is to be paid in another.
        """
        person = (caller.org, caller.person)
        if self._take(person):
            return False
        moment = int(self._clock().timestamp() * 1000)
        with self._database.noting() if within is None else nullcontext(within) as connection:
            wait = rates.take(connection, *person, now=moment, cost=self._cost, burst=_MINUTE)
        if wait:
            raise Problem("too-many-requests", retry_after=1 + wait // 1000)
        self._put(person, self._lot - 1)
        return True

    def pay(self, caller: Caller, within: Connection) -> None:
        """Note a lot that is in use already."""
        moment = int(self._clock().timestamp() * 1000)
        rates.take(within, caller.org, caller.person, now=moment, cost=self._cost, burst=_MINUTE)

    def _take(self, person: tuple[str, str]) -> bool:
        with self._lock:
            left = self._left.get(person, 0)
            if left:
                self._left[person] = left - 1
                self._left.move_to_end(person)
            return left > 0

    def _put(self, person: tuple[str, str], requests: int) -> None:
        with self._lock:
            self._left[person] = self._left.get(person, 0) + requests
            self._left.move_to_end(person)
            if len(self._left) > _PERSONS:
                self._left.popitem(last=False)
