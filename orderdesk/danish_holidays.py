"""The Danish public holidays (helligdage) of a year.

The library `holidays` knows them too and is what the tests compare with, 1990 to 2100. It loads all its 250 countries
for one: 11 MiB of a desk's 80 and 75 ms of Today's first rows, measured with 5,000 documents.
"""

from datetime import date, timedelta
from functools import cache

_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, Easter Day and Monday, Ascension Day, Whit Sunday and Monday: days from Easter Day."""
_GREAT_PRAYER_DAY = 26
"""Store bededag, the fourth Friday after Easter; no holiday from 2024 on (lov nr. 214 af 06/03/2023)."""
_FIXED = ((1, 1), (12, 25), (12, 26))


@cache
def danish_holidays(year: int) -> frozenset[date]:
    """The public holidays of `year`; Constitution Day and the half days before are working days."""
    easter = easter_day(year)
    offsets = (*_FROM_EASTER, _GREAT_PRAYER_DAY) if year < 2024 else _FROM_EASTER
    movable = {easter + timedelta(days=days) for days in offsets}
    return frozenset(movable | {date(year, month, day) for month, day in _FIXED})


def easter_day(year: int) -> date:
    """Easter Day in the Gregorian calendar, by the algorithm that Nature published in 1876 (Meeus, Astronomical
    Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)
