"""How far a section is: done, begun, empty, or with something that blocks. Shown as a character, never as a colour
alone."""

from enum import Enum
from typing import Any

from orderdesk.locale import N_
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import problem
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.form.paths import Path


class Mark(Enum):
    """The character and its name. All four exist in the fonts of Windows consoles (WGL4)."""

    DONE = ("√", N_("done"))
    BEGUN = ("~", N_("begun"))
    EMPTY = ("·", N_("empty"))
    BLOCKED = ("!", N_("something must be put right"))

    @property
    def sign(self) -> str:
        """The character."""
        return self.value[0]


def section_mark(section: Section, draft: Draft, blocked: bool, unsaid: bool = False) -> Mark:
    """The mark of a section. `blocked` says whether a blocking finding is shown in it, `unsaid` whether one lies in it
    that is not shown there yet: it is begun then, and no fault."""
    filled, lacking, wrong = _count(section.fields, draft.body)
    if wrong or (blocked and filled):
        return Mark.BLOCKED
    if not filled:
        return Mark.EMPTY if lacking or not blocked else Mark.BLOCKED
    return Mark.BEGUN if lacking or unsaid else Mark.DONE


def _count(fields: tuple[Field, ...], where: Any) -> tuple[int, int, int]:
    """How many fields hold something, lack what is required, and hold something not understood."""
    filled = lacking = wrong = 0
    for field in fields:
        value = _value(where, field.steps)
        empty = value is None or value == "" or value == [] or value == [{}]
        filled += not empty
        lacking += empty and field.required
        wrong += bool(problem(field.kind, value))
        if field.kind is Kind.GROUP and isinstance(value, list):
            for row in value:
                inner = _count(field.fields, row)
                lacking += inner[1]
                wrong += inner[2]
    return filled, lacking, wrong


def _value(where: Any, path: Path) -> Any:
    for step in path:
        if isinstance(where, list) and isinstance(step, int) and step < len(where):
            where = where[step]
        elif isinstance(where, dict):
            where = where.get(step)
        else:
            return None
    return where
