"""Days as people type and read them: ISO everywhere, and the Danish way."""

import re
from argparse import ArgumentTypeError
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from orderdesk.locale import _
from orderdesk.locale.days import in_figures

_DANISH = re.compile(r"(\d{1,2})(?:\.|/|-|\. )(\d{1,2})(?:\.|/|-|\. )(\d{4})", re.ASCII)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(text: str) -> str:
    """A typed day ("2026-11-30", "30.11.2026", "30/11-2026"), or as the forms on screen take it ("3/12", "3. dec",
    "+14"), as ISO. Raises ArgumentTypeError, so that it can be the type of an option."""
    if found := as_iso(text.strip()) or _as_in_forms(text):
        return found
    raise ArgumentTypeError(_("not a day such as 2026-11-30, 30/11 or +14"))


def _as_in_forms(text: str) -> str:
    from orderdesk.desk.clock import day_in_denmark, system_clock
    from orderdesk.tui.form.entry import parse_date

    found = parse_date(text, day_in_denmark(system_clock()))
    return found.isoformat() if found else ""


def as_iso(text: str) -> str:
    """The day that `text` writes, as ISO; empty where it is none."""
    written = _DANISH.fullmatch(text)
    iso = f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}" if written else text
    try:
        return date.fromisoformat(iso).isoformat() if _ISO.fullmatch(iso) else ""
    except ValueError:
        return ""


def with_iso_days(value: Any) -> Any:
    """`value` with every text that is a day written the Danish way, and nothing else, as ISO."""
    if isinstance(value, str):
        return as_iso(value) or value if _DANISH.fullmatch(value) else value
    if isinstance(value, Mapping):
        return {name: with_iso_days(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_iso_days(inner) for inner in value]
    return value


def shown(text: str) -> str:
    """A day or an instant from a document, as people of the language in use read it; what is no day stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    when = moment.astimezone(ZoneInfo("Europe/Copenhagen")) if moment.tzinfo else moment
    return in_figures(when)
