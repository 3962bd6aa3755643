"""A form as data: sections with fields. Labels and help are English msgids, translated where they are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import Path, as_path, starts_with

Choices = Sequence[tuple[str, str]]
"""Pairs of the value stored and the label shown (a msgid, or a name that has no translation)."""


class Kind(StrEnum):
    """What a field holds, and so how it is typed and stored."""

    TEXT = "text"
    """One line; a str."""
    LONG_TEXT = "long text"
    """Several lines; a str with \\n."""
    NUMBER = "number"
    """A whole number; an int."""
    HOURS = "hours"
    """Typed "37:00" or "7,5"; stored as int minutes."""
    DATE = "date"
    """Typed "3/12", "3. dec", "2026-12-03" or "+14"; stored as an ISO str."""
    CHOICE = "choice"
    """One of `choices`; its value, a str."""
    CHOICES = "several choices"
    """Several of `choices`; a list of their values, in the order of the choices."""
    YES_NO = "yes or no"
    """A bool; absent while it is not answered."""
    TEXT_LIST = "list of texts"
    """One text a line; a list of str."""
    GROUP = "repeated group"
    """A list of dicts with the members `fields`."""


@dataclass(frozen=True)
class Field:
    """One field. `path` is relative to the body, or to the row for a field inside a group."""

    path: str | Path
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    """A sentence shown at the bottom while the field has the focus."""
    choices: Choices | Callable[[Draft], Choices] = ()
    required: bool = False
    shown_when: Callable[[Draft], bool] | None = None
    """The field is there only while this holds; what was written in it waits. Outside groups only."""
    rows: int = 3
    """Height of long texts and lists of texts; one-line fields always take one row."""
    fields: tuple["Field", ...] = ()
    """GROUP: the members of a row."""
    columns: tuple[str, ...] = ()
    """GROUP: the members shown in the list of rows (the first two when empty)."""
    new_row: Callable[[Draft], dict[str, Any]] | None = None
    """GROUP: makes the dict of a new row (an id, a number); an empty dict otherwise."""

    @property
    def steps(self) -> Path:
        """`path` as a tuple."""
        return as_path(self.path)

    def touched_by(self, path: Path) -> bool:
        """Whether a change at `path` is one of this field, of what lies in it, or of what it lies in."""
        return starts_with(path, self.steps) or starts_with(self.steps, path)

    def choices_in(self, draft: Draft) -> Choices:
        """The choices, asked of the draft where they depend on it."""
        return self.choices(draft) if callable(self.choices) else self.choices


@dataclass(frozen=True)
class Section:
    """One page of the form: what stands in the side list, and the fields shown when it is chosen."""

    id: str
    title: str
    fields: tuple[Field, ...]
    help: str = ""
    """A sentence or two shown above the fields."""

    def closeness(self, path: Path) -> int:
        """How many steps of `path` the best field shares as a whole; 0 when none does."""
        return max((len(field.steps) for field in self.fields if starts_with(path, field.steps)), default=0)
