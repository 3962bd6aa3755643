"""Which days the next report covers, and when it is due."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from orderdesk.desk.clocks import Clocks

Period = tuple[date, date]

_SHORTEST = 10
"""A period with fewer days than this at either end of a course is made part of the one beside it."""


def next_period(
    start: date, end: date, frequency: str, reported: Iterable[date], waived: Iterable[Period] = ()
) -> Period | None:
    """The first and last day of the next report, for a course from `start` to `end` that has been reported on until
    each day of `reported`; a period that lies within one of `waived` is passed over. None when it has been reported on
    to its end.

    Periods follow calendar months where the last one did; a provider who reports from the 21st to the 20th goes on so.
    """
    done, waived = max(reported, default=None), list(waived)
    while (period := _after(done, start, end, frequency)) and any(
        w[0] <= period[0] and period[1] <= w[1] for w in waived
    ):
        done = period[1]
    return period


def _after(done: date | None, start: date, end: date, frequency: str) -> Period | None:
    first = start if done is None else done + timedelta(days=1)
    if first > end:
        return None
    last = _last_day(first, frequency, new=done is None)
    return (first, end) if (end - last).days < _SHORTEST else (first, last)


def row_period(row: Mapping[str, Any]) -> Period | None:
    """The next period of a thread, from its row in the index."""
    reported = (date.fromisoformat(report["end"]) for report in in_force(row))
    waived = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.get("waived", ())]
    start, end = (date.fromisoformat(row[name]) for name in ("start", "end"))
    return next_period(start, end, row["frequency"], reported, waived)


def row_due(row: Mapping[str, Any], clocks: Clocks) -> date | None:
    """When the thread's next periodic report is due; the first one not before the day that was ordered."""
    period = row_period(row)
    if period is None:
        return None
    due = clocks.after("report_due", period[1])
    first = not any(True for _report in in_force(row)) and not row.get("waived")
    return max(due, date.fromisoformat(row["first_due"])) if first else due


def in_force(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The reports of a thread's row that no later version has superseded, drafts left out."""
    return (report for report in row["reports"] if report["kind"] != "draft" and report["state"] != "superseded")


def _last_day(first: date, frequency: str, *, new: bool) -> date:
    if frequency == "fortnightly":
        return first + timedelta(days=13)
    months = 2 if frequency == "every_two_months" else 1
    if not new and first.day > 1:
        return _months_on(first, months) - timedelta(days=1)
    month = _months_on(first.replace(day=1), months - 1)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if (last - first).days + 1 >= _SHORTEST:
        return last
    following = last + timedelta(days=1)
    return following.replace(day=calendar.monthrange(following.year, following.month)[1])


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
