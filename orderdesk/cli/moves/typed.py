"""What is typed for a field of an action, made the value that the document holds, or refused (ArgumentTypeError)."""

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from orderdesk.cli.days import day
from orderdesk.desk.moves.model import Holds
from orderdesk.locale import _
from orderdesk.tui.form.entry import parse_minutes

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?", re.ASCII)


def clock(text: str) -> str:
    """ "9", "9.30", "930" and "09:30" as "09:30"."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ArgumentTypeError(_("not a time of day such as 9:30"))
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def number(text: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"\d{1,6}", text.strip(), re.ASCII):
        raise ArgumentTypeError(_("not a whole number"))
    return int(text)


def length(text: str) -> int:
    """A length of time as forms read it, in minutes: "1:30" and "1,5" are an hour and a half, "2" is two hours."""
    found = parse_minutes(text)
    if found is None:
        raise ArgumentTypeError(_("not hours and minutes such as 1:30"))
    return found


def yes_no(text: str) -> bool:
    """Yes or no, in English or Danish."""
    said = text.strip().casefold()
    if said not in ("yes", "y", "ja", "j", "no", "n", "nej"):
        raise ArgumentTypeError(_("not yes or no"))
    return said[0] in "yj"


def item(text: str) -> str:
    """The id of a goal or an activity."""
    return text.strip().upper()


def one_of(codes: Sequence[str]) -> Callable[[str], str]:
    """Takes one of `codes`."""

    def code(text: str) -> str:
        if text.strip() not in codes:
            raise ArgumentTypeError(_("not one of {codes}").format(codes=", ".join(codes)))
        return text.strip()

    return code


def row(columns: Sequence[tuple[str, bool, Callable[[str], Any]]]) -> Callable[[str], dict[str, Any]]:
    """Takes a row whose places `columns` gives: name, whether it is required, and what takes it. Empty places are left
    out; the form says what it lacks."""

    def entry(text: str) -> dict[str, Any]:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > len(columns):
            raise ArgumentTypeError(_("more than {count} places between the lines |").format(count=len(columns)))
        pairs = zip(columns, parts, strict=False)
        return {name: take(part) for (name, _required, take), part in pairs if part}

    return entry


TYPES: Final[Mapping[Holds, Callable[[str], Any]]] = {
    Holds.DAY: day, Holds.CLOCK: clock, Holds.NUMBER: number, Holds.MINUTES: length, Holds.YES_NO: yes_no,
    Holds.ITEM: item,
}  # fmt: skip
"""What takes each kind of field; the rest is text as it stands, choices and rows are made."""
