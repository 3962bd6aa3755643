"""What a notice, a meeting's document or a word on an amendment says, with the labels of the form that it was written
in. Screens and commands show it; only days, times and places are left for them to put in their own way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.desk.moves.making import MOVES
from orderdesk.desk.moves.model import Holds, MoveField
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worded:
    """A field that says something. `label` is an English msgid. `value` is translated text, but for a day (ISO), a
    number, a yes or no, lists (of lines, or of places as paths) and rows (tuples of these)."""

    path: str
    label: str
    holds: Holds
    value: Any


_FIELDS: Final[Mapping[tuple[str, str], tuple[MoveField, ...]]] = {
    **{(move.kind, move.sub): move.fields for move in MOVES.values()},
    ("notice", "replaced"): (MoveField("reason", N_("Why")),),
    ("notice", "caseworker"): (
        MoveField("caseworker", N_("Caseworker"), Holds.COLLEAGUE),
        MoveField("since", N_("From"), Holds.DAY),
        MoveField("until", N_("Until"), Holds.DAY),
        MoveField("reason", N_("What you should know")),
    ),
}

_GIST: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("reply", "object"): ("text",),
    ("notice", "withdraw"): ("reason",),
    ("notice", "started"): ("first_attended", "first_offered"),
    ("notice", "hold"): ("code", "expected_resume"),
    ("notice", "resume"): ("day",),
    ("notice", "end"): ("code", "last_day"),
    ("notice", "hand_back"): ("code", "last_day"),
    ("notice", "retract_end"): ("reason",),
    ("notice", "waive_final"): ("reason",),
    ("notice", "waive_report"): ("start", "end"),
    ("notice", "reopen"): ("until",),
    ("notice", "consultant"): ("consultant", "since"),
    ("notice", "caseworker"): ("caseworker", "since", "until"),
    ("notice", "entered_in_error"): ("reason",),
    ("notice", "absence"): ("day", "absence.reason"),
    ("notice", "warning"): ("about",),
    ("notice", "not_ready"): ("needs",),
    ("notice", "good_news"): ("text",),
    ("notice", "stances"): ("day",),
    ("meeting", "propose"): ("purpose",),
    ("meeting", "schedule"): ("appointment.day", "appointment.time", "appointment.place"),
    ("meeting", "held"): ("day",),
    ("meeting", "no_show"): ("absent",),
    ("meeting", "cancel"): ("by", "reason"),
    ("meeting", "reschedule"): ("appointment.day", "appointment.time", "appointment.place"),
}
"""The fields that a line of a list shows, by kind and the document's own kind."""


def told(kind: str, body: Body, order: Body | None = None) -> list[Worded]:
    """The whole of it, field by field in the order of the form; empty for documents of other kinds. `order` gives the
    texts of goals and activities."""
    items = _items(order or {})
    return list(_worded(_FIELDS.get((kind, str(body.get("kind"))), ()), body, items))


def gist(kind: str, body: Body, order: Body | None = None) -> list[Worded]:
    """The fields that say in a line what it is about."""
    shown = _GIST.get((kind, str(body.get("kind"))), ())
    found = {one.path: one for one in told(kind, body, order)}
    return [found[path] for path in shown if path in found][: 1 if body.get("kind") == "started" else None]


def _worded(fields: tuple[MoveField, ...], body: Body, items: Mapping[str, str]) -> Iterator[Worded]:
    for field in fields:
        value = _at(body, field.path)
        if value not in (None, "", [], {}):
            yield Worded(field.path, field.label, field.holds, _said(field, value, items))


def _said(field: MoveField, value: Any, items: Mapping[str, str]) -> Any:
    match field.holds:
        case Holds.CHOICE:
            return words(field.words, value)
        case Holds.CHOICES:
            return [words(field.words, code) for code in value]
        case Holds.COLLEAGUE:
            return " · ".join(value[name] for name in ("name", "phone", "mail") if value.get(name))
        case Holds.ITEM:
            return " ".join(part for part in (value, items.get(value, "")) if part)
        case Holds.ROWS:
            return [tuple(_worded(field.fields, row, items)) for row in value]
    return value


def _items(order: Body) -> dict[str, str]:
    return {row["id"]: row["text"] for name in ("goals", "activities") for row in order.get(name) or ()}


def _at(body: Body, path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


WHAT: Final[Mapping[tuple[str, str], str]] = {
    ("reply", "accept"): N_("accepted the order"),
    ("reply", "ask"): N_("asked a question"),
    ("reply", "decline"): N_("declined the order"),
    ("reply", "answer"): N_("answered the question"),
    ("reply", "agree_decline"): N_("agreed to the decline"),
    ("reply", "uphold"): N_("upheld the order"),
    ("reply", "acknowledge"): N_("acknowledged the amendment"),
    ("reply", "object"): N_("objected to the amendment"),
    ("report", "monthly"): N_("sent a monthly report"),
    ("report", "draft"): N_("sent a draft report"),
    ("report", "final"): N_("sent the final report"),
    ("review", "read"): N_("read the report"),
    ("review", "decided"): N_("approved the report and decided"),
    ("review", "elaboration"): N_("asked for elaboration"),
    ("review", "comments"): N_("commented on the draft report"),
    ("review", "cleared"): N_("cleared the draft report"),
    ("notice", "withdraw"): N_("withdrew the order"),
    ("notice", "started"): N_("told of the start"),
    ("notice", "hold"): N_("put the course on hold"),
    ("notice", "resume"): N_("let the course go on"),
    ("notice", "end"): N_("asked to end the course"),
    ("notice", "hand_back"): N_("asked to hand the order back"),
    ("notice", "agree_end"): N_("agreed to end the course"),
    ("notice", "retract_end"): N_("took the request to end it back"),
    ("notice", "waive_final"): N_("closed it without a final report"),
    ("notice", "waive_report"): N_("waived a report"),
    ("notice", "reopen"): N_("opened the course again"),
    ("notice", "replaced"): N_("replaced the order by another"),
    ("notice", "entered_in_error"): N_("marked it as entered in error"),
    ("notice", "consultant"): N_("changed the consultant"),
    ("notice", "caseworker"): N_("changed the caseworker"),
    ("notice", "absence"): N_("told of an absence"),
    ("notice", "warning"): N_("warned early"),
    ("notice", "not_ready"): N_("told what has to come first"),
    ("notice", "good_news"): N_("told good news"),
    ("notice", "stances"): N_("recorded where the citizen stands"),
    ("meeting", "propose"): N_("proposed a meeting"),
    ("meeting", "schedule"): N_("set the time of a meeting"),
    ("meeting", "held"): N_("recorded a meeting"),
    ("meeting", "no_show"): N_("recorded that a meeting came to nothing"),
    ("meeting", "cancel"): N_("cancelled a meeting"),
    ("meeting", "reschedule"): N_("moved a meeting"),
}
"""What a document did, in a few words after who signed it, by kind and its own kind (English msgids)."""


def what(kind: str, sub: str, version: int = 1) -> str:
    """What the document did, translated. An order is told by its version."""
    if kind == "order":
        return _("sent the order") if version <= 1 else _("sent version {version}").format(version=version)
    return _(WHAT.get((kind, sub), kind))
