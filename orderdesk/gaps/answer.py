"""An answer: what one rule says of one case, in its four parts.

What is missing; why (rule, version, citation, facts used); what would close it and who can; what was considered and why
it did not count. It never says what the team or the municipality will decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from orderdesk.cases.case_file import CaseTrack, GapNote
from orderdesk.gaps.outcome import Considered, Kind, Used, Waiting
from orderdesk.gaps.pack import Rule, RuleChange, Severity
from orderdesk.gaps.regimes import Regime
from orderdesk.locale import N_
from orderdesk.locale.said import Both, Said

State = Literal["open", "prospective", "undetermined", "closed", "not_applicable"]
STATES: Final[dict[State, str]] = {
    "open": N_("open"),
    "prospective": N_("will be open"),
    "undetermined": N_("cannot be told"),
    "closed": N_("closed"),
    "not_applicable": N_("not asked here"),
}
"""The states in words (English msgids), in the order of what needs somebody first."""
NEEDING_SOMEBODY: Final[frozenset[State]] = frozenset({"open", "prospective", "undetermined"})
"""What is open, will be by the day of decision, or cannot be told."""
SEVERITIES: Final[dict[Severity, str]] = {
    "required": N_("required"),
    "expected": N_("expected"),
    "advised": N_("advised"),
}
"""The severities in words (English msgids), the gravest first."""


@dataclass(frozen=True, slots=True)
class PackName:
    """Which pack a rule is from: its id, version, title, and the SHA-256 of its file ("sha256-" and hexadecimal)."""

    id: str
    version: str
    title: Both
    digest: str
    local: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What a local pack has changed in the rule, and the rule as it was `before`."""

    pack: PackName
    change: RuleChange
    before: Rule


@dataclass(frozen=True, slots=True)
class Answer:
    """`key` is pack/rule, with ":" and what it is about where a rule has several outcomes. `because` is the exemption,
    or why it cannot be told. `waiting` is what has been asked for. `counted` are the entries that closed it. `tracks`
    are those of the case that the rule speaks to, the main one first; none for a rule that speaks to every case."""

    key: str
    pack: PackName
    rule: Rule
    changed: tuple[Changed, ...]
    state: State
    kind: Kind | None
    what: Said
    because: Said | None
    used: tuple[Used, ...]
    considered: tuple[Considered, ...]
    counted: tuple[str, ...]
    waiting: Waiting | None
    notes: tuple[GapNote, ...]
    tracks: tuple[CaseTrack, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much hangs on it."""
        return self.rule.severity

    @property
    def only_plan_b(self) -> bool:
        """Whether it is asked for the plan B alone."""
        return bool(self.tracks) and all(one.role == "plan_b" for one in self.tracks)

    @property
    def is_open(self) -> bool:
        """Whether it needs somebody, or will by the day of decision."""
        return self.state in NEEDING_SOMEBODY


@dataclass(frozen=True, slots=True)
class CaseAnswers:
    """What all rules say of a case as of a day, what needs somebody first. `decision` is the day of decision that was
    reckoned with, `planned` whether the file gives it; `because` says how it was come by."""

    case: str
    as_of: date
    decision: date
    planned: bool
    regime: Regime
    packs: tuple[PackName, ...]
    answers: tuple[Answer, ...]
    because: Said | None = None

    def counts(self) -> dict[State, int]:
        """How many answers there are of each state, in the order of STATES."""
        states = [one.state for one in self.answers]
        return {state: states.count(state) for state in STATES}

    def open(self) -> Sequence[Answer]:
        """The answers that need somebody, or will by the day of decision."""
        return [one for one in self.answers if one.is_open]
