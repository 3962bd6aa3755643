"""The board over all cases: where each is heading, when it is decided, what is open, what is overdue, who is waited
for, and the next step; what presses most stands first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from orderdesk.desk.casework.listed_rows import tracks_on
from orderdesk.desk.casework.standing import Awaited, Standing, standings
from orderdesk.desk.desk import Desk
from orderdesk.gaps.pack import Severity
from orderdesk.locale.said import Said


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One case. `tracks` are codes, the main one first, `plan_b` those that are plan B. `decision` is the day that was
    reckoned with, `planned` whether the file gives it, `decided` the day on which it was taken. `open` counts gaps by
    severity; `waiting` are requests without an answer, the longest overdue first. `next` is the next step in words,
    `next_gap` the gap that it would close ("" for none)."""

    case: str
    citizen: str
    number: str
    tracks: tuple[str, ...]
    plan_b: tuple[str, ...]
    decision: date
    planned: bool
    decided: str
    open: Mapping[Severity, int]
    prospective: int
    undetermined: int
    overdue: int
    waiting: tuple[Awaited, ...]
    next: Said | None
    next_by: date | None
    next_gap: str

    @property
    def required(self) -> int:
        """How many required things are open."""
        return self.open.get("required", 0)

    @property
    def all_open(self) -> int:
        """How many gaps are open, of whatever severity."""
        return sum(self.open.values())


def board(desk: Desk, as_of: date | None = None) -> list[BoardRow]:
    """All cases of this desk as of a day, what presses most first: what is overdue, then required gaps by the day of
    decision, then the rest; what has been decided comes last. None at a provider's desk."""
    day = as_of or desk.today()
    return sorted((_row(case, row, found, day) for case, row, found in standings(desk, day)), key=_pressing)


def _row(case: str, row: Mapping[str, Any], found: Standing, day: date) -> BoardRow:
    tracks = tracks_on(row, day.isoformat())
    return BoardRow(
        case, row["citizen"], row["number"], tuple(one["track"] for one in tracks),
        tuple(one["track"] for one in tracks if one["role"] == "plan_b"), found.decision, found.planned,
        row["decided"], found.open, found.prospective, found.undetermined, found.overdue, found.waiting, found.next,
        found.next_by, found.next_gap,
    )  # fmt: skip


def _pressing(one: BoardRow) -> tuple[object, ...]:
    """A day that is planned presses; one that is not comes after those that are."""
    return (
        bool(one.decided), not one.overdue, not one.required, not one.planned, one.decision, -one.required,
        -one.all_open, one.citizen.casefold(), one.case,
    )  # fmt: skip
