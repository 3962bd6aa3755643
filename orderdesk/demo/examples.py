"""The invented citizens of examples/: where the files are, and their dates moved to the present.

In the files today is Sunday 2026-11-22. Every date is moved by the same number of whole weeks, the most that brings no
happening past the real today: a session on a Tuesday stays on a Tuesday.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from orderdesk.errors import NotFound
from orderdesk.locale import _

Body = dict[str, Any]

TODAY_IN_FILES: Final = date(2026, 11, 22)

_DENMARK: Final = ZoneInfo("Europe/Copenhagen")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_WEEK: Final = re.compile(r"\bi uge ([0-9]{1,2})\b")
_DAY_IN_WORDS: Final = re.compile(rf"\b([0-9]{{1,2}})\. ({'|'.join(_MONTHS)})\b(?: ([0-9]{{4}}))?")


def examples_folder() -> Path:
    """Where the examples lie: in the installed package, or in the checkout it runs from. Raises NotFound."""
    package = Path(str(resources.files("orderdesk.demo")))
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "directory.json").is_file():
            return folder
    raise NotFound(
        _("The demo's examples are missing from this installation."), _("Install orderdesk anew, from its wheel.")
    )


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples with their dates moved by `weeks`."""

    folder: Path
    weeks: int

    @classmethod
    def as_of(cls, today: date, folder: Path | None = None) -> "Examples":
        """The examples for that today."""
        return cls(folder or examples_folder(), (today - TODAY_IN_FILES).days // 7)

    def organisations(self) -> list[Body]:
        """The organisations and their people."""
        found: list[Body] = self._read("directory.json")["organisations"]
        return found

    def order(self, citizen: str) -> Body:
        """The body of the citizen's order."""
        return self._read(f"orders/{citizen}.json")

    def report(self, citizen: str, month: str) -> Body:
        """The body of the citizen's report of a month as the files name it ("2026-09")."""
        return self._read(f"reports/{citizen}/{month}.json")

    def draft(self, name: str) -> Body:
        """The body of a draft that has not been finished."""
        return self._read(f"drafts/{name}.json")

    def cases(self) -> list[Body]:
        """The case files. When somebody was born is not moved: it belongs to the CPR number, which stays."""
        names = [f"cases/{path.name}" for path in sorted((self.folder / "cases").glob("*.json"))]
        return [{**self._read(name), "citizen": self._as_written(name)["citizen"]} for name in names]

    def day(self, in_files: str) -> str:
        """A day of the files (ISO) as it is now."""
        return moved(in_files, self.weeks)

    def present(self, value: Any) -> Any:
        """Anything written with days of the files, as it is now."""
        return _through(value, lambda text: moved(text, self.weeks))

    def moment(self, in_files: str, at: str) -> datetime:
        """A day of the files and a Danish time of day ("09:30") as the moment it is now."""
        day = date.fromisoformat(self.day(in_files))
        return datetime.combine(day, time.fromisoformat(at), _DENMARK)

    def _read(self, name: str) -> Body:
        present: Body = self.present(self._as_written(name))
        return present

    def _as_written(self, name: str) -> Body:
        value: Body = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return value


def replaced(body: Body, words: Mapping[str, str]) -> Body:
    """`body` with words put in the place of others wherever they stand: a course given to another consultant, say."""

    def put(text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    changed: Body = _through(body, put)
    return changed


def moved(text: str, weeks: int) -> str:
    """`text` with its dates moved: an ISO date as a whole, or those in Danish prose ("10. november", "i uge 41")."""
    if not weeks:
        return text
    if _DAY.fullmatch(text):
        return (date.fromisoformat(text) + timedelta(weeks=weeks)).isoformat()
    text = _DAY.sub(lambda found: moved(found[0], weeks), text)
    text = _WEEK.sub(lambda found: _moved_week(found, weeks), text)
    return _DAY_IN_WORDS.sub(lambda found: _moved_words(found, weeks), text)


def _moved_week(found: re.Match[str], weeks: int) -> str:
    """A week by its ISO number, of the year of the files' today."""
    monday = date.fromisocalendar(TODAY_IN_FILES.year, int(found[1]), 1) + timedelta(weeks=weeks)
    return f"i uge {monday.isocalendar().week}"


def _moved_words(found: re.Match[str], weeks: int) -> str:
    """A day in words. Without a year it is the one nearest to the files' today; the year stays unsaid."""
    month = _MONTHS.index(found[2]) + 1
    years = [int(found[3])] if found[3] else [TODAY_IN_FILES.year + offset for offset in (-1, 0, 1)]
    nearest = min((date(year, month, int(found[1])) for year in years), key=lambda day: abs(day - TODAY_IN_FILES))
    day = nearest + timedelta(weeks=weeks)
    return f"{day.day}. {_MONTHS[day.month - 1]}" + (f" {day.year}" if found[3] else "")


def _through(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _through(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_through(item, change) for item in value]
    return value
