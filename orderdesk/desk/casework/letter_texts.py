"""Letters as plain text, made of templates that a municipality's people can read: letters/README.md tells how."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from orderdesk.locale import language_in_use

_PLACES: Final = re.compile(r"\{(\w+)\}")
_HEADING: Final = "# "


def filled(name: str, values: Mapping[str, str]) -> str:
    """The text `name` in the language in use with its places filled. A line with a place for which there is nothing is
    left out; so is a heading with nothing below it."""
    passages = (_passage(part, values) for part in str(texts()[name]).strip("\n").split("\n\n"))
    return "\n\n".join(passage for passage in passages if passage) + "\n"


def question(name: str, **values: str) -> str:
    """The question `name` in the language in use."""
    return str(texts()["questions"][name]).format(**values)


def phrase(name: str, **values: object) -> str:
    """A few words of the letters in the language in use."""
    return str(texts()[name]).format(**values)


def texts() -> Mapping[str, Any]:
    """All texts in the language in use."""
    return _texts(language_in_use())


@cache
def _texts(language: str) -> Mapping[str, Any]:
    place = files("orderdesk.desk.casework.letters") / language / "letters.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _passage(part: str, values: Mapping[str, str]) -> str:
    lines = part.split("\n")
    heading = lines[0].startswith(_HEADING)
    kept = [
        line.removeprefix(_HEADING).format(**values)
        for line in lines
        if all(values.get(place, "") for place in _PLACES.findall(line))
    ]
    return "" if heading and len(kept) < 2 else "\n".join(kept)
