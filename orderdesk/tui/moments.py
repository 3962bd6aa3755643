"""Days and times as a person in Denmark reads them in a list."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from orderdesk.desk.clock import day_in_denmark
from orderdesk.locale import N_, _

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip

_DENMARK = ZoneInfo("Europe/Copenhagen")

DAY_WIDTH = 7
"""Cells that a day without its year needs in both languages."""
DATE_WIDTH = 12
"""Cells that a day with its year needs."""
PERIOD_WIDTH = 20
"""Cells that a period within a year needs."""


def day_of(moment: str) -> date | None:
    """The Danish day of an instant or of an ISO date; None for anything else."""
    try:
        return day_in_denmark(datetime.fromisoformat(moment)) if "T" in moment else date.fromisoformat(moment)
    except ValueError:
        return None


def day_text(moment: str, today: date) -> str:
    """The day of an instant or ISO date: "2 Nov", with the year where it is not this one. "" for an empty text, and
    the text itself where it is no date."""
    day = day_of(moment)
    if day is None:
        return moment
    words = _("{day} {month}").format(day=day.day, month=_(_MONTHS[day.month - 1]))
    return words if day.year == today.year else f"{words} {day.year}"


def period_text(start: str, end: str, today: date) -> str:
    """From one day to another."""
    first, last = day_of(start), day_of(end)
    if first is None or last is None:
        return " – ".join(day_text(moment, today) for moment in (start, end) if moment)
    # The year is said once where both days are in it.
    begins = day_text(start, last if first.year == last.year else today)
    return f"{begins} – {day_text(end, today)}"


def clock_text(moment: datetime) -> str:
    """The time of day in Denmark: "09:31"."""
    return moment.astimezone(_DENMARK).strftime("%H:%M")
