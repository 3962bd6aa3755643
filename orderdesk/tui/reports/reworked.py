"""What a later version of a report says otherwise than the one before it, and what it was asked for."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from orderdesk.desk.bodies import pruned
from orderdesk.desk.reporting import report_form
from orderdesk.desk.reporting.reading import Reading
from orderdesk.desk.wording import WORDS
from orderdesk.locale import N_, _

Body = Mapping[str, Any]

_ORDERED: Final = (("goals", "goal"), ("questions", "question"), ("documentation", "documentation"))
_MEMBER: Final = {kind: member for member, kind in _ORDERED}
_PARTS: Final[Mapping[str, str]] = {
    "warnings": N_("Early warnings"),
    "not_ready_yet": N_("Has to come first"),
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


def reworked(now: Body, then: Body) -> list[str]:
    """The ids of what was ordered, and the translated names of the other parts, in which the version `now` reads
    otherwise than `then`."""
    points, before = now.get("points") or {}, then.get("points") or {}
    parts = [(_(label), points.get(name), before.get(name)) for name, label in WORDS["point"].items()]
    parts += [(_(label), now.get(name), then.get(name)) for name, label in _PARTS.items()]
    return sorted(_items(now, then)) + [
        label for label, after, earlier in parts if (after or None) != (earlier or None)
    ]


def reworked_so_far(written: Body, then: Body) -> list[str]:
    """The same of a version that is being written: what would be sent of it is compared."""
    return reworked(pruned(report_form.chosen(written)), then)


def name_of(section: str, body: Body) -> str:
    """What `reworked` calls a section of the form ("goals.1", "points.health"); "" where it tells nothing of it."""
    name, _dot, rest = section.partition(".")
    kinds = dict(_ORDERED)
    if name in kinds:
        return str(body[name][int(rest)].get(kinds[name]))
    label = WORDS["point"][rest] if name == "points" else _PARTS.get(name)
    return _(label) if label else ""


def _items(now: Body, then: Body) -> Iterator[str]:
    for member, kind in _ORDERED:
        after, before = (_by_item(body, member, kind) for body in (now, then))
        yield from (item for item in {**before, **after} if after.get(item) != before.get(item))


def answer_in(report: Body, kind: str, item: str) -> Any:
    """What a version answers to one thing that was ordered; None for nothing."""
    return _by_item(report, _MEMBER[kind], kind).get(item)


def _by_item(report: Body, member: str, kind: str) -> dict[str, Any]:
    answers = report.get(member)
    return {str(a.get(kind)): a for a in (answers if isinstance(answers, list) else ()) if isinstance(a, Mapping)}


def asked_at(reading: Reading, item: str) -> str:
    """What the caseworker asked for at one thing that was ordered, before this version; "" where nothing."""
    items = (reading.asked or {}).get("items") or []
    return "\n".join(str(one["text"]) for one in items if one["item"] == item)
