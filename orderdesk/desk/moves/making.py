"""Doing an action of the life cycle: what is offered, what a form begins with, what it still lacks, and sending it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Final

from orderdesk.checks.findings import Finding
from orderdesk.checks.notice import check_absence
from orderdesk.checks.shape import shape_findings
from orderdesk.desk import handover, index, local_policy
from orderdesk.desk.bodies import pruned
from orderdesk.desk.colleagues import contact_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.moves.course import COURSE_MOVES
from orderdesk.desk.moves.meetings import MEETING_MOVES
from orderdesk.desk.moves.model import Holds, Move, MoveField
from orderdesk.desk.replies import other_side
from orderdesk.documents.lifecycle import actions_of
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.documents.thread import Thread, meeting_refusal
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import N_, _

Body = dict[str, Any]

MOVES: Final[Mapping[str, Move]] = {move.action: move for move in (*COURSE_MOVES, *MEETING_MOVES)}
"""The actions that have a form here, by their names in the tables of the life cycle."""

_MODELS: Final[Mapping[str, str]] = {
    "withdraw": "Withdraw", "started": "Started", "hold": "Hold", "resume": "Resume", "end": "End",
    "hand_back": "HandBack", "agree_end": "AgreeEnd", "retract_end": "RetractEnd", "waive_final": "WaiveFinal",
    "waive_report": "WaiveReport", "reopen": "Reopen", "entered_in_error": "EnteredInError",
    "consultant": "ConsultantChange", "absence": "AbsenceNotice", "warning": "Warned", "not_ready": "NotReady",
    "good_news": "GoodNews", "stances": "Stances", "acknowledge": "Acknowledge", "object": "Objection",
    "propose": "Propose", "schedule": "Schedule", "held": "Held", "no_show": "NoShow", "cancel": "Cancel",
    "reschedule": "Reschedule", "handover": "Handover",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """An action of this side of the order, and why it is not possible now (an English msgid; "" when it is)."""

    move: Move
    why_not: str


def offered(desk: Desk, thread: str) -> list[Offered]:
    """The actions of the desk's side that have a form here, in the table's order."""
    folded = index.thread_of(desk, thread)
    mine = actions_of(ORDER_TABLE, desk.actor)
    return [Offered(MOVES[action], folded.refusal(action, desk.actor)) for action in mine if action in MOVES]


def offered_on_meeting(desk: Desk, thread: str, meeting: str) -> list[Offered]:
    """The actions on one meeting, and why the rest is not possible. Raises NotFound."""
    folded = index.thread_of(desk, thread)
    if meeting not in folded.meetings:
        raise NotFound(_("There is no such meeting on this order."))
    mine = [MOVES[action] for action in actions_of(MEETING_TABLE, desk.actor) if action != "propose_meeting"]
    return [Offered(move, _refusal_of_meeting(folded, move, meeting)) for move in mine]


def refusal(desk: Desk, thread: str, action: str, meeting: str = "") -> str:
    """Why the desk's owner cannot do `action` now, as a translated sentence; "" when they can. Raises KeyError for what
    is no action."""
    folded, move = index.thread_of(desk, thread), MOVES[action]
    if desk.actor not in _actors(move):
        return _("That is for the other side of the order to do.")
    if move.kind == "handover":
        return handover.refusal(desk, thread)
    if move.kind == "meeting" and (meeting or move.meeting):
        return _(why) if (why := _refusal_of_meeting(folded, move, meeting)) else ""
    if action in actions_of(ORDER_TABLE, desk.actor):
        return _(why) if (why := folded.refusal(action, desk.actor)) else ""
    return ""


def _refusal_of_meeting(folded: Thread, move: Move, meeting: str) -> str:
    """Why neither the order nor the meeting takes the action (an English msgid); "" where both do."""
    rows = [row for row in ORDER_TABLE if row.event == f"meeting.{move.sub}"]
    if not any(folded.state in row.states for row in rows):
        return rows[0].refusal or N_("Nothing more is written of the meetings of this order.")
    state = folded.meetings.get(meeting)
    return meeting_refusal(state, move.action) if state else N_("Say which meeting it is about.")


def begin(desk: Desk, thread: str, action: str, meeting: str = "") -> Body:
    """What the form of `action` holds before anybody types: today's date where that is meant, what is usual."""
    move = MOVES[action]
    body: Body = {}
    today = desk.today().isoformat()
    for name in _TODAY.get(action, ()):
        _put(body, name, today)
    for name, value in _USUAL.get(action, {}).items():
        _put(body, name, value)
    if meeting and move.sub in ("schedule", "held", "reschedule"):
        body |= _of_the_meeting(desk, thread, meeting, move)
    return body


def lacks(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> list[Finding]:
    """What stands in the way of sending (blocks), and what to look at again first (advises), by place in the form;
    where nothing blocks it can be sent."""
    move, body = MOVES[action], finished(desk, thread, action, values, meeting)
    return [*_lacks(desk, move, body), *_advice(desk, move, body)]


def finished(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> Body:
    """The document's body: what was typed, with what the desk fills in."""
    move, folded = MOVES[action], index.thread_of(desk, thread)
    if move.kind == "handover":
        return handover.draft_body(desk, thread, values)
    body: Body = {**pruned(dict(values)), "kind": move.sub}
    match move.sub:
        case "acknowledge" | "object":
            body |= {"order": folded.order, "version": folded.version}
        case "agree_end" | "retract_end":
            body |= {"end": folded.ending}
        case "consultant":
            body.pop("note", None)  # for the colleague alone
            if isinstance(body.get("consultant"), str):
                body["consultant"] = contact_of(desk, body["consultant"])
        case "absence":
            body["absence"] = {**body.get("absence", {}), "reported": desk.today().isoformat()}
        case "held" if isinstance(body.get("citizen"), Mapping):
            body["citizen"] = {"present": body["citizen"].get("present")}
    if move.kind == "meeting" and meeting:
        body["meeting"] = meeting
    return body


def make(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> Issued:
    """Sign and send the document of `action`. Raises NotPossible, with the sentence, where the life cycle or the form
    does not allow it; nothing is sent then."""
    if why := refusal(desk, thread, action, meeting):
        raise NotPossible(why)
    move, body = MOVES[action], finished(desk, thread, action, values, meeting)
    if lacking := next(_lacks(desk, move, body), None):
        raise NotPossible(_("It was not sent: {reason}").format(reason=lacking.sentence))
    match move.sub:
        case "handover":
            days = (body["since"], body.get("until", ""))
            told = body.get("told", "")
            return handover.hand_over(
                desk, thread, body["to_person"], *days, body["reason"], body["summary"], told=told
            )
        case "consultant":
            return handover.change_consultant(desk, thread, body, str(values.get("note") or ""))
    folded = index.thread_of(desk, thread)
    return issue(desk, move.kind, body, to=other_side(desk, folded), thread=thread)


_TODAY: Final[Mapping[str, Sequence[str]]] = {
    "start": ("first_offered",), "hold": ("since",), "resume": ("day",), "change_consultant": ("since",),
    "change_caseworker": ("since",), "end": ("last_day",), "hand_back": ("last_day",), "tell_absence": ("day",),
    "align": ("day",), "record_meeting": ("day",),
}  # fmt: skip
_USUAL: Final[Mapping[str, Mapping[str, Any]]] = {
    "tell_absence": {"session": "planned"},
    "align": {"how": "meeting"},
    "propose_meeting": {"form": "in_person"},
    "schedule_meeting": {"appointment.form": "in_person", "appointment.minutes": 60},
    "move_meeting": {"appointment.form": "in_person", "appointment.minutes": 60},
    "record_meeting": {
        "form": "in_person", "citizen.present": True, "caseworker.present": True, "consultant.present": True,
        "citizen_remarks.status": "given",
    },
}  # fmt: skip


def _actors(move: Move) -> set[str]:
    rows = MEETING_TABLE if move.kind == "meeting" else ORDER_TABLE
    return {actor for row in rows if row.action == move.action for actor in row.actors}


def _of_the_meeting(desk: Desk, thread: str, meeting: str, move: Move) -> Body:
    """What is known of the meeting already: its purpose, and the time that was last set."""
    about = [entry for entry in index.entries_of(desk, thread) if meeting in (entry.digest, entry.about)]
    said = [index.body(desk, entry.digest) for entry in sorted(about, key=lambda one: one.place)]
    set_last: Body = next((body["appointment"] for body in reversed(said) if "appointment" in body), {})
    match move.sub:
        case "schedule":
            proposed = said[0] if said else {}
            times = proposed.get("options") or [{}]
            usual = _USUAL["schedule_meeting"]
            time = {"minutes": usual["appointment.minutes"], "form": proposed.get("form", "in_person"), **times[0]}
            return {"purpose": proposed.get("purpose", ""), "appointment": time}
        case "reschedule":
            return {"appointment": dict(set_last)}
    return {name: set_last[name] for name in ("day", "form") if name in set_last}


def _put(body: Body, path: str, value: Any) -> None:
    *outer, last = path.split(".")
    for name in outer:
        body = body.setdefault(name, {})
    body[last] = value


_LACKING: Final = N_("Fill in the field {field}.")
_LACKING_IN_ROW: Final = N_("{entry} {number}: fill in the field {field}.")


def _lacks(desk: Desk, move: Move, body: Body) -> Iterator[Finding]:
    said = []
    for finding in _missing(move, body):
        said.append(finding.path)
        yield finding
    module = import_module(f"orderdesk.documents.{move.kind}")
    for finding in shape_findings(body, getattr(module, _MODELS[move.sub]), said):
        yield _as_the_form_names_it(move, finding)
    if not said:
        yield from _dates(desk, move, body)


def _as_the_form_names_it(move: Move, finding: Finding) -> Finding:
    """What the model says of a place, with the label that the person sees there instead of the member's name."""
    if not (label := move.label_at(finding.path)):
        return finding
    template = _LACKING if finding.template == "Fill in {field}." else finding.template
    terms = {**finding.terms, "field": label}
    if "entry" in terms:
        terms["entry"] = move.label_at(finding.path.partition("[")[0])
    return replace(finding, template=template, terms=terms)


def _advice(desk: Desk, move: Move, body: Body) -> list[Finding]:
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


def _get(body: Mapping[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
