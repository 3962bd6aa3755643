"""What a later version of a report says otherwise than the version that it replaces, and what it was asked for."""

from collections.abc import Mapping
from typing import Any, Final

from orderdesk.desk.reading import Reading
from orderdesk.desk.wording import WORDS
from orderdesk.locale import N_, _

_PARTS: Final[Mapping[str, str]] = {
    "citizen_view": N_("The citizen's view"),
    "sessions": N_("Attendance"),
    "assessment": N_("Assessment"),
    "outcome": N_("Outcome"),
    "work_trial": N_("Work trial"),
    "adjustments": N_("Adjustments"),
    "followed_up": N_("Last month's steps"),
    "next_steps": N_("Steps"),
    "proposals": N_("Proposals"),
    "underway": N_("What changed the direction"),
}


def reworked(reading: Reading) -> list[str]:
    """The ids of what was ordered, and the translated names of the other parts, that read otherwise now."""
    if reading.replaced is None:
        return []
    now, then = reading.report, reading.replaced
    found = [line.id for line in reading.lines if line.answer != _answer(then, line.kind, line.id)]
    points = [(label, now["points"].get(name), then["points"].get(name)) for name, label in WORDS["point"].items()]
    parts = [(label, now.get(name), then.get(name)) for name, label in _PARTS.items()]
    return sorted(found) + [
        _(label) for label, after, before in [*points, *parts] if (after or None) != (before or None)
    ]


def asked_at(reading: Reading, item: str) -> str:
    """What the caseworker asked for at one thing that was ordered, before this version; "" where nothing."""
    items = (reading.asked or {}).get("items") or []
    return next((str(one["text"]) for one in items if one["item"] == item), "")


def _answer(report: Mapping[str, Any], kind: str, item: str) -> Any:
    member = {"goal": "goals", "question": "questions", "documentation": "documentation"}[kind]
    return next((answer for answer in report.get(member, []) if answer.get(kind) == item), None)
