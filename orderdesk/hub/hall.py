"""What every route needs, handed over once when the application is made."""

from dataclasses import dataclass
from typing import cast

from fastapi import Request

from orderdesk.hub.arrivals import Arrivals
from orderdesk.hub.database import Database
from orderdesk.hub.limits import Limits
from orderdesk.hub.metrics import Metrics
from orderdesk.hub.receiving import Reception
from orderdesk.hub.room import Room


@dataclass(frozen=True, slots=True)
class Hall:
    """One hub process."""

    database: Database
    url: str
    limits: Limits
    reception: Reception
    arrivals: Arrivals
    metrics: Metrics
    room: Room

    def now(self) -> int:
        """The time in seconds since 1970."""
        return int(self.reception.clock().timestamp())


def hall_of(request: Request) -> Hall:
    """The hub that a request has come to."""
    return cast(Hall, request.app.state.hall)
