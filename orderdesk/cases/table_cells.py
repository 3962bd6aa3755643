"""What stands in a cell of a list, as the case file has it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.table_columns import Column, Sort
from orderdesk.locale import N_

_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DANISH_DAY: Final = re.compile(r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})")
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)")
_DECIMAL: Final = re.compile(r"(\d{1,4})(?:[,.](\d{1,4}))?")
_FORM: Final = re.compile(r"l(?:æ|ae) ?(\d{3})(?: .*)?")
_YES_NO: Final[Mapping[str, bool]] = {
    "ja": True, "yes": True, "true": True, "x": True, "nej": False, "no": False, "false": False,
}  # fmt: skip

_A_DAY = N_("Write a day as 2026-03-01 or 01-03-2026.")
_NO_DAY = N_("There is no such day in the calendar.")
_HOURS = N_("Write hours as 12:30 or 12,5, in whole minutes.")
_MINUTES = N_("Write whole minutes, or hours as 12:30.")
_NUMBER = N_("Write a whole number.")
_YES = N_("Write yes or no.")


class UnreadableCell(ValueError):
    """A cell that cannot be read; `template` is the English sentence that says what is wanted."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template


def cell_text(cell: str) -> str:
    """The cell as text of the case file has it: composed letters, line feeds, no tabs, no blanks around."""
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", lines).strip()


def value_of_cell(column: Column, cell: str, fact_kind: str = "") -> Any:
    """The value of a cell that is not empty. `fact_kind` tells what a fact's value must be. Raises UnreadableCell."""
    if column.sort == "code":
        return column.words.get(cell.lower(), cell.lower())
    if column.sort == "kind":
        return _kind(column, cell)
    if column.sort == "value":
        return _fact_value(fact_kind, cell)
    return _READERS[column.sort](cell)


def _kind(column: Column, cell: str) -> str:
    """The code of a kind that is known, by whatever name; one that is not known stays as it is written."""
    low = cell.lower()
    if form := _FORM.fullmatch(low):
        return f"lae{form[1]}"
    return column.words.get(low, low if low in EVIDENCE_KINDS or low in FACT_KINDS else cell)


def _day(cell: str) -> str:
    if found := _ISO_DAY.fullmatch(cell):
        year, month, day = found.groups()
    elif found := _DANISH_DAY.fullmatch(cell):
        day, _mark, month, year = found.groups()
    else:
        raise UnreadableCell(_A_DAY)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise UnreadableCell(_NO_DAY) from None


def _parts(cell: str) -> list[str]:
    return [part for each in cell.split("|") if (part := each.strip())]


def _hours(cell: str) -> int:
    if clock := _CLOCK.fullmatch(cell):
        return int(clock[1]) * 60 + int(clock[2])
    found = _DECIMAL.fullmatch(cell)
    if not found:
        raise UnreadableCell(_HOURS)
    decimals = found[2] or "0"
    parts: int = 10 ** len(decimals)
    minutes, rest = divmod(int(decimals) * 60, parts)
    if rest:
        raise UnreadableCell(_HOURS)
    return int(found[1]) * 60 + minutes


def _minutes(cell: str) -> int:
    if clock := _CLOCK.fullmatch(cell):
        return int(clock[1]) * 60 + int(clock[2])
    return _number(cell, _MINUTES)


def _number(cell: str, wanted: str = _NUMBER) -> int:
    if not re.fullmatch(r"-?[0-9]{1,12}", cell):
        raise UnreadableCell(wanted)
    return int(cell)


def _yes_no(cell: str) -> bool:
    if cell.lower() not in _YES_NO:
        raise UnreadableCell(_YES)
    return _YES_NO[cell.lower()]


def _fact_value(fact_kind: str, cell: str) -> Any:
    """As the kind asks; a text for a kind that is not known: what it is would be a guess."""
    kind = FACT_KINDS.get(fact_kind)
    if kind is None or kind.value == "text":
        return cell
    if kind.value == "yes_no":
        return _yes_no(cell)
    return _day(cell) if kind.value == "day" else _number(cell)


_READERS: Final[Mapping[Sort, Callable[[str], Any]]] = {
    "text": str,
    "texts": _parts,
    "day": _day,
    "days": lambda cell: [_day(part) for part in _parts(cell)],
    "calls": lambda cell: [{"day": _day(part)} for part in _parts(cell)],
    "minutes": _minutes,
    "hours": _hours,
    "number": _number,
    "yes_no": _yes_no,
}
