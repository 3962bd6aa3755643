"""What the form of an action still lacks before it can be sent, and what its writer is asked to look at again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Final

from orderdesk.checks.findings import Finding
from orderdesk.checks.notice import check_absence
from orderdesk.checks.shape import shape_findings
from orderdesk.desk import index, local_policy
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import waiving
from orderdesk.desk.moves.model import Holds, Move, MoveField
from orderdesk.locale import N_

Body = dict[str, Any]

_MODELS: Final[Mapping[str, str]] = {
    "withdraw": "Withdraw", "started": "Started", "hold": "Hold", "resume": "Resume", "end": "End",
    "hand_back": "HandBack", "agree_end": "AgreeEnd", "retract_end": "RetractEnd", "waive_final": "WaiveFinal",
    "waive_report": "WaiveReport", "reopen": "Reopen", "entered_in_error": "EnteredInError",
    "consultant": "ConsultantChange", "absence": "AbsenceNotice", "warning": "Warned", "not_ready": "NotReady",
    "good_news": "GoodNews", "stances": "Stances", "acknowledge": "Acknowledge", "object": "Objection",
    "propose": "Propose", "schedule": "Schedule", "held": "Held", "no_show": "NoShow", "cancel": "Cancel",
    "reschedule": "Reschedule", "handover": "Handover",
}  # fmt: skip

_LACKING: Final = N_("Fill in the field {field}.")
_LACKING_IN_ROW: Final = N_("{entry} {number}: fill in the field {field}.")


def blocking(desk: Desk, thread: str, move: Move, body: Body) -> Iterator[Finding]:
    """What stands in the way of sending `body`, the document's body, on the order of `thread`, by place in the form."""
    said = []
    for finding in _missing(move, body):
        said.append(finding.path)
        yield finding
    module = import_module(f"orderdesk.documents.{move.kind}")
    for finding in shape_findings(body, getattr(module, _MODELS[move.sub]), said):
        yield _as_the_form_names_it(move, finding)
    if said:
        return
    wrong = [*_dates(desk, move, body), *_lengths(move, body)]
    if not wrong and move.sub == "waive_report":
        wrong += waiving.unfit_days(desk.store.get(index.THREADS, thread) or {}, body)
    yield from wrong


def _as_the_form_names_it(move: Move, finding: Finding) -> Finding:
    """What the model says of a place, with the label that the person sees there instead of the member's name."""
    if not (label := move.label_at(finding.path)):
        return finding
    template = _LACKING if finding.template == "Fill in {field}." else finding.template
    terms = {**finding.terms, "field": label}
    if "entry" in terms:
        terms["entry"] = move.label_at(finding.path.partition("[")[0])
    return replace(finding, template=template, terms=terms)


def advice(desk: Desk, move: Move, body: Body) -> list[Finding]:
    """What is said of an absence beside the absence itself. It never keeps the notice back."""
    return check_absence(body, local_policy.words(desk)[0]) if move.sub == "absence" else []


def _missing(move: Move, body: Body) -> Iterator[Finding]:
    for field in move.fields:
        value = _get(body, field.path)
        if field.required and value in (None, "", [], {}):
            yield Finding("MOVE", "block", f"$.{field.path}", _LACKING, {}, {"field": field.label})
        for number, row in enumerate(value if field.holds is Holds.ROWS and isinstance(value, list) else []):
            yield from _missing_in_row(field, number, row)


def _missing_in_row(rows: MoveField, number: int, row: Any) -> Iterator[Finding]:
    for field in rows.fields:
        if field.required and (not isinstance(row, Mapping) or row.get(field.path) in (None, "", [])):
            terms = {"entry": rows.label, "field": field.label}
            path = f"$.{rows.path}[{number}].{field.path}"
            yield Finding("MOVE", "block", path, _LACKING_IN_ROW, {"number": number + 1}, terms)


_NOT_AHEAD: Final = N_("That day has not come yet; write it when it has.")
_NOT_BEFORE: Final = N_("It ends before it begins.")
_NOT_PAST: Final = N_("That day lies in the past.")


_BEHIND: Final[Mapping[str, Sequence[str]]] = {
    "started": ("first_offered", "first_attended"),
    "absence": ("day",),
    "stances": ("day",),
    "held": ("day",),
}
_AHEAD: Final[Mapping[str, str]] = {
    "schedule": "appointment.day",
    "reschedule": "appointment.day",
    "reopen": "until",
    "hold": "expected_resume",
}


def _dates(desk: Desk, move: Move, body: Body) -> Iterator[Finding]:
    """Days that cannot be: what is told cannot lie ahead, what is planned cannot lie behind."""
    today = desk.today().isoformat()
    for name in _BEHIND.get(move.sub, ()):
        if (body.get(name) or "") > today:
            yield Finding("MOVE", "block", f"$.{name}", _NOT_AHEAD, {}, {})
    name = _AHEAD.get(move.sub, "")
    if name and (_get(body, name) or today) < today:
        yield Finding("MOVE", "block", f"$.{name}", _NOT_PAST, {}, {})
    for first, last in (
        ("first_offered", "first_attended"),
        ("start", "end"),
        ("since", "expected_resume"),
        ("since", "until"),
    ):
        if body.get(first) and body.get(last) and body[last] < body[first] and re.match(r"\d{4}-", body[last]):
            yield Finding("MOVE", "block", f"$.{last}", _NOT_BEFORE, {}, {})


_LENGTH: Final = N_("This is understood as {length} in hours and minutes. Write 1:00 for an hour.")
_SHORTEST: Final = 5
_LONGEST: Final = 4 * 60
"""Minutes that a meeting lasts. A bare number is hours, in forms and commands alike: whoever means ten minutes, or
sixty, by it hears how it was understood."""


def _lengths(move: Move, body: Body) -> Iterator[Finding]:
    for field in move.fields:
        minutes = _get(body, field.path) if field.holds is Holds.MINUTES else None
        if isinstance(minutes, int) and not _SHORTEST <= minutes <= _LONGEST:
            length = f"{minutes // 60}:{minutes % 60:02d}"
            yield Finding("MOVE", "block", f"$.{field.path}", _LENGTH, {"length": length}, {})


def _get(body: Mapping[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
