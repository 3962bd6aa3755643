"""How a desk looks before it is opened: language, theme and whose it is, read without a passphrase and in 1 ms.

The settings as a whole are a pydantic model, which costs 130 ms to import: too much before the first screen.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orderdesk.locale import language_of

THEMES = ("orderdesk-light", "orderdesk-dark", "orderdesk-contrast")
LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the first screen needs to know. `owner` is the person's name, `place` the organisation's; both may be
    empty."""

    language: str
    theme: str
    owner: str
    place: str

    @property
    def label(self) -> str:
        """Whose desk it is, for a title."""
        return " · ".join(part for part in (self.place, self.owner) if part)


def appearance(root: Path) -> Appearance:
    """What can be read of the desk in `root`. Never fails: opening the desk says what is wrong with it."""
    try:
        found: Any = json.loads((root / "desk.json").read_bytes())
    except (OSError, ValueError):
        found = {}
    known = found if isinstance(found, dict) else {}
    texts = {name: value for name, value in known.items() if isinstance(value, str)}
    language, theme = texts.get("language", ""), texts.get("theme", "")
    wanted = language in LANGUAGES and not os.environ.get("ORDERDESK_LANG")
    return Appearance(
        language=language if wanted else language_of(dict(os.environ)),
        theme=theme if theme in THEMES else THEMES[0],
        owner=texts.get("name", ""),
        place=texts.get("org_name", ""),
    )


def is_desk(root: Path) -> bool:
    """Whether a desk lies in `root`."""
    return (root / "desk.json").is_file()
