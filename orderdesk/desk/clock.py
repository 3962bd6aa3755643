"""Time at a desk: the clock is given in; a day is the day in Denmark."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

_DENMARK = ZoneInfo("Europe/Copenhagen")


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def day_in_denmark(moment: datetime) -> date:
    """The calendar day in Denmark at `moment`."""
    return moment.astimezone(_DENMARK).date()
