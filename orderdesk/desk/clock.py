"""Time at a desk: the clock is given in; working days are Danish."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from orderdesk.desk.danish_holidays import danish_holidays

Clock = Callable[[], datetime]

_DENMARK = ZoneInfo("Europe/Copenhagen")


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def day_in_denmark(moment: datetime) -> date:
    """The calendar day in Denmark at `moment`."""
    return moment.astimezone(_DENMARK).date()


def is_working_day(day: date) -> bool:
    """Whether `day` is Monday to Friday and no Danish public holiday."""
    return day.weekday() < 5 and day not in danish_holidays(day.year)


def after_working_days(start: date, days: int) -> date:
    """The day `days` working days after `start`; a deadline of 2 from a Friday falls on the Tuesday."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            days -= 1
    return day
