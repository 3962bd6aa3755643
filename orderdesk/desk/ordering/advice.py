"""Advice that somebody has looked at and put aside, with the reason.

It lies in the draft's own row on this desk: it is part of no document, nobody else is told, and it goes with the draft
when that is sent or thrown away for good. It holds for one finding, at one place, about one text: when the text is
changed, the advice is given again. What blocks sending cannot be put aside.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.checks.findings import Finding
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import ASIDE, DRAFTS
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import _

__all__ = ["Aside", "Finding", "put_aside", "sorted_out", "take_back"]

Marks = Mapping[str, Any]

_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[([0-9]+)\]")
# What changes though nobody has written anything: the age of a fact, and the number of a row that was moved.
_MOVING: Final = frozenset({"days", "number", "other"})
_IDS: Final = ("id", "goal", "question", "documentation")


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding that was put aside: why, and when (an instant)."""

    finding: Finding
    reason: str
    on: str


def sorted_out(
    desk: Desk, draft_id: str, body: Mapping[str, Any], findings: Iterable[Finding]
) -> tuple[list[Finding], list[Aside]]:
    """`findings` about `body` that stand, and those that were put aside."""
    kept = _kept(desk, draft_id)
    if not kept:
        return list(findings), []
    text = pruned(dict(body))  # as the checks see it: rows that say nothing are not counted
    standing: list[Finding] = []
    aside: list[Aside] = []
    for finding in findings:
        known = kept.get(_mark(finding, text)) if finding.severity == "advise" else None
        if known is None:
            standing.append(finding)
        else:
            aside.append(Aside(finding, str(known["reason"]), str(known["on"])))
    return standing, aside


def put_aside(desk: Desk, draft_id: str, body: Mapping[str, Any], finding: Finding, reason: str) -> None:
    """Put `finding` about `body` aside. Raises NotPossible for what blocks, InputRefused without a reason, NotFound
    where the draft is gone."""
    if finding.severity == "block":
        raise NotPossible(_("What keeps the document from being sent cannot be put aside."))
    why = str(pruned(reason))
    if not why:
        raise InputRefused("reason", _("Write why it is put aside."))
    mark = _mark(finding, pruned(dict(body)))
    _change(desk, draft_id, lambda kept: {**kept, mark: {"reason": why, "on": desk.instant()}})


def take_back(desk: Desk, draft_id: str, body: Mapping[str, Any], finding: Finding) -> None:
    """Let `finding` about `body` stand again. Raises NotFound where the draft is gone."""
    mark = _mark(finding, pruned(dict(body)))
    _change(desk, draft_id, lambda kept: {name: why for name, why in kept.items() if name != mark})


def _kept(desk: Desk, draft_id: str) -> Marks:
    kept = (desk.store.get(DRAFTS, draft_id) or {}).get(ASIDE)
    return kept if isinstance(kept, dict) else {}


def _change(desk: Desk, draft_id: str, change: Callable[[Marks], Marks]) -> None:
    with desk.store.transaction():
        row = desk.store.get(DRAFTS, draft_id)
        if row is None:
            raise NotFound(_("There is no such draft."), _("It may have been sent or thrown away in another window."))
        desk.store.put(DRAFTS, draft_id, {**row, ASIDE: change(_kept(desk, draft_id))})


def _mark(finding: Finding, body: Any) -> str:
    """The code, the place by the ids of its rows, and a hash of the text there, as one name."""
    place, value = "$", body
    for step in _STEP.finditer(finding.path):
        if step[2] is None:
            place += f".{step[1]}"
            value = value.get(step[1]) if isinstance(value, Mapping) else None
        else:
            at = int(step[2])
            value = value[at] if isinstance(value, list) and at < len(value) else None
            place += f"[{_id_of(value) or at}]"
    said = {name: one for name, one in finding.values.items() if name not in _MOVING}
    text = json.dumps([value, said], ensure_ascii=False, sort_keys=True, default=str)
    return f"{finding.code} {place} {hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _id_of(row: Any) -> str:
    known = (row.get(name) for name in _IDS) if isinstance(row, Mapping) else ()
    return next((str(name) for name in known if isinstance(name, str)), "")
