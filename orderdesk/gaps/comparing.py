"""What differs between two times that a case was asked: on two days, by two books of rules, or before and after
something came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from orderdesk.gaps.answer import Answer, CaseAnswers
from orderdesk.locale import N_

Move = Literal["opened", "closed", "changed", "same"]
MOVES: Final[Mapping[Move, str]] = {
    "opened": N_("opened"),
    "closed": N_("closed since"),
    "changed": N_("changed"),
    "same": N_("as before"),
}
"""What became of an answer, in words (English msgids), in the order of what to look at first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one answer; `before` and `after` are None where it was not given at that time."""

    key: str
    move: Move
    before: Answer | None
    after: Answer | None


def compared(before: CaseAnswers, after: CaseAnswers) -> tuple[Difference, ...]:
    """The answers of both times by their keys: what opened, closed, changed and stayed. An answer that is not given any
    more counts as closed if it needed somebody; one that is new, and needs nobody, as changed."""
    first = {one.key: one for one in before.answers}
    second = {one.key: one for one in after.answers}
    found = [_difference(key, first.get(key), second.get(key)) for key in {**first, **second}]
    moves = list(MOVES)
    return tuple(sorted(found, key=lambda one: (moves.index(one.move), one.key)))


def moved(differences: Sequence[Difference], move: Move) -> list[Difference]:
    """Those of that move."""
    return [one for one in differences if one.move == move]


def _difference(key: str, before: Answer | None, after: Answer | None) -> Difference:
    was, is_ = bool(before and before.is_open), bool(after and after.is_open)
    if was != is_:
        return Difference(key, "opened" if is_ else "closed", before, after)
    return Difference(key, "same" if _substance(before) == _substance(after) else "changed", before, after)


def _substance(one: Answer | None) -> tuple[object, ...] | None:
    """What must be the same for an answer to be as before: what it says and rests on, whatever its pack is called."""
    if one is None:
        return None
    return (
        one.state, one.kind, one.severity, one.what.message, one.because and one.because.message, one.waiting,
        [(each.entry, each.what.message) for each in one.used],
        [(each.entry, each.why.message) for each in one.considered],
    )  # fmt: skip
