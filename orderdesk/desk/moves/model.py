"""An action and its form as data. Screens and commands are made from it; labels and help are English msgids."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from orderdesk.locale import N_


class Holds(StrEnum):
    """What a field holds, and so how it is typed and stored in the document."""

    LINE = "line"
    """One line of text."""
    TEXT = "text"
    """Several lines of text."""
    DAY = "day"
    """A date; stored as ISO text."""
    CLOCK = "clock"
    """A time of day, HH:MM."""
    NUMBER = "number"
    """A whole number."""
    MINUTES = "minutes"
    """A length of time, typed as hours and minutes; stored as whole minutes."""
    CHOICE = "choice"
    """One of the codes that `wording.WORDS[words]` has."""
    CHOICES = "choices"
    """Several of those codes; a list."""
    YES_NO = "yes or no"
    LINES = "lines"
    """A list of lines."""
    COLLEAGUE = "colleague"
    """Somebody of the own organisation by their id; stored as a contact."""
    ITEM = "item"
    """A goal or an activity of the order by its id."""
    PLACES = "places"
    """Fields that the version in force changed, as paths; a list."""
    ROWS = "rows"
    """A list of rows with `fields`."""


LENGTH_HELP: Final = N_("Hours and minutes, as 1:00; a bare 2 is two hours.")
"""How a length of time is typed, in forms and commands alike (msgid)."""


@dataclass(frozen=True, slots=True)
class MoveField:
    """A field. `path` is its place in the document's body, dotted; `words` names the table of a CHOICE, `short` the
    option on the command line where it is not the path."""

    path: str
    label: str
    holds: Holds = Holds.TEXT
    required: bool = False
    help: str = ""
    words: str = ""
    fields: tuple["MoveField", ...] = ()
    short: str = ""

    @property
    def option(self) -> str:
        """The field's name on the command line: "absence.reason" is --absence-reason, "appointment.day" is --day."""
        return self.short or self.path.replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Move:
    """An action of the life cycle that has a form. `action` is its name in the table, `kind` and `sub` the document's.

    `done` is what the person is told afterwards. `grave` actions end something and are confirmed with another key.
    `meeting` actions are about a meeting that is there already.
    """

    action: str
    kind: str
    sub: str
    label: str
    help: str
    done: str
    fields: tuple[MoveField, ...] = ()
    grave: bool = False
    meeting: bool = False

    def label_at(self, path: str) -> str:
        """The label of the field at a place such as $.decisions[0].by; "" where the form has none."""
        place = re.sub(r"\[[0-9]+\]", "", path.removeprefix("$."))
        inner = {f"{rows.path}.{field.path}": field.label for rows in self.fields for field in rows.fields}
        return next((field.label for field in self.fields if field.path == place), inner.get(place, ""))

    @property
    def command(self) -> str:
        """The action's name on the command line."""
        return self.action.replace("_", "-")
