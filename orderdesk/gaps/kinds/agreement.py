"""Pieces of evidence that say the opposite of each other: one attest says healthy, another says unfit."""

from collections.abc import Sequence
from itertools import combinations, compress
from typing import Final

from orderdesk.cases.evidence import Evidence
from orderdesk.gaps.freshness import too_old
from orderdesk.gaps.kinds.evidence import READ_AS, on_file, with_day
from orderdesk.gaps.matters import other_matter
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import NoContradiction
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

_OPPOSITE: Final = {
    "work_ability": ({"able", "able_with_accommodations"}, {"unable"}, {"able"}, {"limited"}),
    "lasting": ({"lasting"}, {"may_improve", "temporary"}),
}
"""Pairs of sets that do not go together. Able with accommodations and limited do: one says how, the other how much."""


def look(asked: NoContradiction, sight: Sight) -> list[Outcome]:
    """An outcome for each two that disagree on the same matter; met where none do. Papers of the same day do not take
    each other's place, and neither does the newer one by itself: a person must say which of them holds."""
    mine = [one for one in sight.known.evidence if one.kind in asked.among]
    counts = [_counts(asked, one, sight) for one in mine]
    counting = list(compress(mine, counts))
    found = [
        _gap(names, first, second)
        for first, second in combinations(counting, 2)
        if (names := [name for name in asked.on if _opposite(name, first, second)])
        and not other_matter(first.about, second.about) and not _settled(first, second, sight)
    ]  # fmt: skip
    old = tuple(
        Considered(one.id, said(N_("It is too old to count.")))
        for one, fresh in zip(mine, counts, strict=True) if not fresh
    )  # fmt: skip
    met = Outcome(None, said(N_("Nothing in the file says the opposite of something else in it.")), (), old)
    return found or [met]


def _counts(asked: NoContradiction, one: Evidence, sight: Sight) -> bool:
    return one.information_date is None or too_old(asked.fresh, one.information_date, sight.on) is None


def _opposite(name: str, first: Evidence, second: Evidence) -> bool:
    one, other = (getattr(piece.states, name) for piece in (first, second))
    sides = _OPPOSITE[name]
    return any(
        (one in left and other in right) or (one in right and other in left)
        for left, right in zip(sides[::2], sides[1::2], strict=True)
    )


def _settled(first: Evidence, second: Evidence, sight: Sight) -> bool:
    """Whether a person has noted what became of both together."""
    return any(
        note.kind == "closed_by" and {first.id, second.id} <= {*note.entries} and note.day <= sight.as_of
        for note in sight.known.case.notes
    )


def _gap(names: Sequence[str], first: Evidence, second: Evidence) -> Outcome:
    """One gap for the two, whatever they disagree on: they are settled together."""
    sides = [[READ_AS[getattr(one.states, name)] for name in names] for one in (first, second)]
    what = Said(
        N_("Two papers, as they were read, say the opposite of each other: {one}: {first}; {other}: {second}."),
        lists={"first": sides[0], "second": sides[1]},
        parts={"one": [with_day(first)], "other": [with_day(second)]},
    )
    used = tuple(Used(one.id, on_file(one)) for one in (first, second))
    return Outcome("contradictory", what, used, about="+".join(sorted((first.id, second.id))))
