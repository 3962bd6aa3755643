"""How a hub is run, as a TOML file says it, and limits as a command line says them.

    database = "postgresql://hub@/hub"        # also: host, port, url, tls_cert, tls_key
    [limits]
    organisation_bytes = "4 GiB"              # or a number of bytes; KiB, MiB, GiB
    keep_waiting = "200 days"                 # or a number of seconds; seconds, minutes, hours, days
    requests_a_minute = 1200

What stands on the command line goes before the file.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any, Final

from orderdesk.errors import InputRefused, NotFound
from orderdesk.hub.limits import DAY, GIB, KIB, MIB, Kind, Limits
from orderdesk.locale import _

NAMES: Final = ("database", "host", "port", "url", "tls_cert", "tls_key")
"""What a settings file may hold beside `limits`."""
_QUANTITY: Final = re.compile(r"(\d{1,18}) *([A-Za-z]*)")
_UNITS: Final[dict[Kind, dict[str, int]]] = {
    "number": {"": 1},
    "size": {"": 1, "kib": KIB, "mib": MIB, "gib": GIB},
    "time": {"": 1, "second": 1, "seconds": 1, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600,
             "day": DAY, "days": DAY},
}  # fmt: skip
_LIMITS: Final[dict[str, Field[Any]]] = {one.name: one for one in fields(Limits)}


def read_settings(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """What the file says: settings by their names, and limits. Raises NotFound; InputRefused ("settings") with what is
    wrong and where."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(_("The settings file cannot be read."), _("Write its whole path.")) from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(_("The settings file is not TOML: {where}.").format(where=str(error).rstrip("."))) from error
    limits = found.pop("limits", {})
    if not isinstance(limits, dict):
        raise _refused(_("`limits` is a table: write [limits], and the limits below it."))
    for name, value in found.items():
        if name not in NAMES:
            raise _refused(
                _("There is no setting {name}.").format(name=ascii(name)),
                _("There are: {names}.").format(names=", ".join((*NAMES, "[limits]"))),
            )
        if type(value) is not (int if name == "port" else str):
            raise _refused(_("The setting {name} is of another kind.").format(name=name))
    return found, {name: _value(name, value) for name, value in limits.items()}


def typed_limits(words: Iterable[str]) -> dict[str, int]:
    """Limits as they were typed, each NAME=VALUE. Raises InputRefused ("settings")."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise _refused(_("A limit is written NAME=VALUE, as requests_a_minute=1200."))
        found[name.strip()] = _value(name.strip(), value.strip())
    return found


def limits_of(*said: Mapping[str, int]) -> Limits:
    """The usual limits with what was said of them, the last word counting."""
    together: dict[str, int] = {}
    for one in said:
        together |= one
    return Limits(**together)


def _value(name: str, value: object) -> int:
    if name not in _LIMITS:
        raise _refused(
            _("There is no limit {name}.").format(name=ascii(name)),
            _("There are: {names}.").format(names=", ".join(_LIMITS)),
        )
    about = _LIMITS[name].metadata
    units = _UNITS[about["kind"]]
    match = _QUANTITY.fullmatch(str(value)) if type(value) in (int, str) else None
    if match is None or match[2].lower() not in units:
        raise _refused(
            {
                "number": _("The limit {name} is a whole number."),
                "size": _('The limit {name} is a size, as "64 MiB"; there are KiB, MiB and GiB.'),
                "time": _('The limit {name} is a time, as "90 days"; there are seconds, minutes, hours and days.'),
            }[about["kind"]].format(name=name)
        )
    number = int(match[1]) * units[match[2].lower()]
    if not about["least"] <= number <= about["most"]:
        raise _refused(
            _("The limit {name} is {least} to {most}.").format(
                name=name, least=_shown(about["least"], about["kind"]), most=_shown(about["most"], about["kind"])
            )
        )
    return number


def _shown(number: int, kind: Kind) -> str:
    """A limit as a settings file says it, in the largest unit that fits."""
    shown = {"number": {}, "size": {"GiB": GIB, "MiB": MIB, "KiB": KIB}, "time": {"days": DAY, "minutes": 60}}[kind]
    for unit, size in shown.items():
        if number >= size and number % size == 0:
            return f"{number // size} {unit}"
    return str(number)


def _refused(message: str, advice: str = "") -> InputRefused:
    return InputRefused("settings", message, advice)
