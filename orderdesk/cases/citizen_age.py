"""The citizen's age, from the day of birth or the CPR number."""

from datetime import date

from orderdesk.cases.case_file import CaseCitizen

_REPLACEMENT = 60  # is added to the day in a replacement number (erstatnings-CPR-nummer)


def born_of(citizen: CaseCitizen) -> date | None:
    """The day of birth that the file gives, else the one in the CPR number; None where neither is a day."""
    return citizen.born or born_by_cpr(citizen.cpr)


def born_by_cpr(cpr: str) -> date | None:
    """The day of birth in a CPR number; None where it holds no day. The seventh digit tells the century (CPR-kontoret,
    Personnummeret i CPR)."""
    day, month, year, seventh = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6]), int(cpr[7])
    day -= _REPLACEMENT if day > _REPLACEMENT else 0
    try:
        return date(_century(year, seventh) + year, month, day)
    except ValueError:
        return None


def _century(year: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def age_on(born: date, day: date) -> int:
    """Whole years on `day`; who is born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
