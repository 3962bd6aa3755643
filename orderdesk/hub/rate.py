"""How many requests one person may make: a bucket that fills steadily. Each hub process counts for itself."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Final

from orderdesk.hub.problems import Problem
from orderdesk.hub.store.callers import Caller

_PERSONS: Final = 20_000
"""Whose buckets are remembered: more people than there are at all Danish jobcentres and providers."""


class Rate:
    """`a_minute` requests over time by one person, and as many at once."""

    def __init__(self, a_minute: int, clock: Callable[[], datetime]) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def count(self, caller: Caller) -> None:
        """Count a request. Raises Problem ("too-many-requests"), with the seconds to wait."""
        moment = self._clock().timestamp()
        person = (caller.org, caller.person)
        with self._lock:
            left, then = self._buckets.pop(person, (float(self._a_minute), moment))
            left = min(float(self._a_minute), left + max(0.0, moment - then) * self._a_minute / 60)
            allowed = left >= 1
            self._buckets[person] = (left - 1 if allowed else left, moment)
            if len(self._buckets) > _PERSONS:
                self._buckets.popitem(last=False)
        if not allowed:
            raise Problem("too-many-requests", retry_after=1 + int((1 - left) * 60 / self._a_minute))
