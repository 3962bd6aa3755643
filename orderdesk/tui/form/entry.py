"""What people type and what is stored: hours, dates, numbers. A text that is none of these is stored as it was
typed, so that nothing is lost; the checks report it."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from orderdesk.locale import _
from orderdesk.locale.days import in_words
from orderdesk.tui.form.model import Kind

_MONTH_NUMBER = {
    name: number
    for number, names in enumerate(
        (
            ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",),
            ("jul",), ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("dec",),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
"""The first three letters of the months, Danish and English: both are understood in either language."""

_HOURS = re.compile(r"(\d{1,4})(?:[:](\d{1,2})|[.,](\d{1,2}))?\s*(?:t|h|timer|hours?)?\.?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})\.?(?:[./\- ]+(\d{4}|\d{2}))?")
_NAMED_DATE = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?,?\s*(\d{4})?")
_RELATIVE = re.compile(r"([+-])\s*(\d{1,4})\s*(d|u|w|m)?")


def parse_minutes(text: str) -> int | None:
    """Minutes for "37:00", "7,5", "7.5" or "37" (hours); None when it is none of these."""
    found = _HOURS.fullmatch(text.strip().casefold())
    if not found:
        return None
    hours, minutes, fraction = found.groups()
    if minutes is not None:
        return None if int(minutes) > 59 else int(hours) * 60 + int(minutes)
    part = int(fraction) * 60 / 10 ** len(fraction) if fraction else 0
    return int(hours) * 60 + round(part)


def show_minutes(minutes: int) -> str:
    """2220 as "37:00"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def parse_date(text: str, today: date) -> date | None:
    """A date for "3/12", "3. dec", "3. december 2026", "2026-12-03", "+14" (days), "+2u" (weeks), "+1m" (months);
    None when it is none. Without a year, the coming one of that day: half a year back at most, otherwise next year."""
    text = text.strip().casefold()
    if found := _RELATIVE.fullmatch(text):
        return _relative(today, int(found[1] + found[2]), found[3] or "d")
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
        if found := _NUMERIC_DATE.fullmatch(text):
            return _dated(int(found[1]), int(found[2]), found[3], today)
        if (found := _NAMED_DATE.fullmatch(text)) and (month := _MONTH_NUMBER.get(found[2][:3])):
            return _dated(int(found[1]), month, found[3], today)
    except ValueError:
        pass
    return None


def show_date(iso: str) -> str:
    """ "2026-12-03" as "3 Dec 2026", in Danish "3. dec. 2026". A text that is no date comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return in_words(day)


def parse(kind: Kind, text: str, today: date) -> Any:
    """The value to store for what was typed; the text itself (NFC) when it cannot be understood; None when it is
    empty."""
    text = unicodedata.normalize("NFC", text)
    bare = text.strip()
    if not bare:
        return None
    if kind is Kind.NUMBER:
        return int(bare) if re.fullmatch(r"-?\d{1,15}", bare) else bare
    if kind is Kind.HOURS:
        minutes = parse_minutes(bare)
        return bare if minutes is None else minutes
    if kind is Kind.DATE:
        day = parse_date(bare, today)
        return bare if day is None else day.isoformat()
    if kind is Kind.TEXT_LIST:
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text


def show(kind: Kind, value: Any) -> str:
    """A stored value as it stands in its field."""
    if value is None:
        return ""
    if kind is Kind.HOURS and isinstance(value, int):
        return show_minutes(value)
    if kind is Kind.DATE:
        return show_date(str(value))
    if kind is Kind.TEXT_LIST and isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    return str(value)


def problem(kind: Kind, value: Any) -> str:
    """Why a stored value is not yet what the field asks for, as a sentence; "" when it is, or when there is none."""
    if kind is Kind.NUMBER and isinstance(value, str):
        return _("This is not a whole number.")
    if kind is Kind.HOURS and isinstance(value, str):
        return _("These are not hours. Write 37:00 or 7,5.")
    if kind is Kind.DATE and isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return _("This is not a date. Write 3/12, 3. dec, 2026-12-03 or +14 for in 14 days.")
    return ""


def _relative(today: date, amount: int, unit: str) -> date | None:
    try:
        if unit == "m":
            months = today.month - 1 + amount
            year, month = today.year + months // 12, months % 12 + 1
            first_of_next = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, min(today.day, (first_of_next - timedelta(days=1)).day))
        return today + timedelta(days=amount * (1 if unit == "d" else 7))
    except (ValueError, OverflowError):
        return None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day) if (month, day) != (2, 29) else _leap_day(today.year)
    return this_year if this_year >= today - timedelta(days=183) else date(this_year.year + 1, month, day)


def _leap_day(year: int) -> date:
    while year % 4 or (year % 100 == 0 and year % 400):
        year += 1
    return date(year, 2, 29)
