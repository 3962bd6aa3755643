"""Danish working days, and lengths of time as rules of law count them: in months of the calendar."""

import calendar
from datetime import date, timedelta

from orderdesk.danish_holidays import danish_holidays


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


def working_day_from(day: date) -> date:
    """`day`, or the next working day where it is none."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after_months(start: date, months: int) -> date:
    """The same day of the month `months` later; the month's last day where it has none such (31 January and a month:
    the end of February). `months` may be negative."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
