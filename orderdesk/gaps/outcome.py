"""What comes of holding one requirement against one case, before it becomes an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal

from orderdesk.cases.medical import ReminderClock
from orderdesk.gaps.known import Known
from orderdesk.gaps.regimes import Basis, Regime
from orderdesk.locale import N_
from orderdesk.locale.said import Said

Kind = Literal[
    "missing", "insufficient", "out_of_date", "contradictory", "duplicate", "unacted", "awaiting", "not_applicable"
]
KINDS: Final[dict[Kind, str]] = {
    "missing": N_("not found"),
    "insufficient": N_("insufficient"),
    "out_of_date": N_("out of date"),
    "contradictory": N_("contradictory"),
    "duplicate": N_("about to be fetched again"),
    "unacted": N_("named, and nothing found on it"),
    "awaiting": N_("awaited"),
    "not_applicable": N_("not asked here"),
}
"""The kinds of gaps, in words (English msgids). "Not found" is all that a file can say; it is not "not done"."""


@dataclass(frozen=True, slots=True)
class Used:
    """A fact that an answer rests on. `entry` is its id in the file, or a member as decision.planned."""

    entry: str
    what: Said


@dataclass(frozen=True, slots=True)
class Considered:
    """An entry that was looked at and did not count, and why."""

    entry: str
    why: Said


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is awaited: the entry, from whom, its last day, and what comes next and when (`next` is a msgid)."""

    entry: str
    whom: str
    due: date | None = None
    next: str = ""
    next_by: date | None = None

    @property
    def is_ordered(self) -> bool:
        """Whether it is awaited from a course: `entry` is the order's thread then, and no entry of the file."""
        return self.entry.startswith("urn:")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind` is None where the requirement is met. `about` tells several outcomes of one rule apart. `unclear` is why
    it cannot be told. `counted` are the entries that met it."""

    kind: Kind | None
    what: Said
    used: tuple[Used, ...] = ()
    considered: tuple[Considered, ...] = ()
    about: str = ""
    waiting: Waiting | None = None
    unclear: Said | None = None
    counted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sight:
    """A case as a rule sees it: what was known on a day, and the day on which things must hold.

    `on` is that day: the day of the question, or the day of decision for what will be missing by then. `basis` is None
    where nobody has told. `requirements` are what the rules of the book ask, by pack/rule; `ordered` is from whom
    documentation has been ordered, likewise.
    """

    known: Known
    as_of: date
    on: date
    decision: date
    regime: Regime
    basis: Basis | None
    reminders: ReminderClock = field(default_factory=ReminderClock)
    requirements: Mapping[str, object] = field(default_factory=dict)
    ordered: Mapping[str, Waiting] = field(default_factory=dict)

    def at(self, day: date) -> "Sight":
        """The same, for another day on which things must hold."""
        return replace(self, on=day)

    @cached_property
    def track(self) -> str:
        """The main track, or the first one; "" for none."""
        tracks = sorted(self.known.tracks, key=lambda one: one.role != "main")
        return tracks[0].track if tracks else ""
