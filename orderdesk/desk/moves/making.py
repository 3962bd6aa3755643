"""Doing an action of the life cycle: what is offered, what a form begins with, and sending it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from orderdesk.checks.findings import Finding
from orderdesk.desk import index
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.moves import lacking, waiving
from orderdesk.desk.moves.course import COURSE_MOVES
from orderdesk.desk.moves.meetings import MEETING_MOVES
from orderdesk.desk.moves.model import Move
from orderdesk.desk.ordering.replies import other_side
from orderdesk.desk.people import handover
from orderdesk.desk.people.colleagues import contact_of
from orderdesk.documents.lifecycle import actions_of
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.documents.thread import Thread, meeting_refusal
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import N_, _
from orderdesk.locale.days import in_words

Body = dict[str, Any]

MOVES: Final[Mapping[str, Move]] = {move.action: move for move in (*COURSE_MOVES, *MEETING_MOVES)}
"""The actions that have a form here, by their names in the tables of the life cycle."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An action of this side of the order, and why it is not possible now, as a translated sentence; "" when it is."""

    move: Move
    why_not: str


def offered(desk: Desk, thread: str) -> list[Offered]:
    """The actions of the desk's side that have a form here, in the table's order."""
    folded = index.thread_of(desk, thread)
    mine = [MOVES[action] for action in actions_of(ORDER_TABLE, desk.actor) if action in MOVES]
    return [Offered(move, _refusal(desk, thread, folded, move)) for move in mine]


def offered_on_meeting(desk: Desk, thread: str, meeting: str) -> list[Offered]:
    """The actions on one meeting, and why the rest is not possible. Raises NotFound."""
    folded = index.thread_of(desk, thread)
    if meeting not in folded.meetings:
        raise NotFound(_("There is no such meeting on this order."))
    mine = [MOVES[action] for action in actions_of(MEETING_TABLE, desk.actor) if action != "propose_meeting"]
    return [Offered(move, _refusal_of_meeting(desk, folded, move, meeting)) for move in mine]


def refusal(desk: Desk, thread: str, action: str, meeting: str = "") -> str:
    """Why the desk's owner cannot do `action` now, as a translated sentence; "" when they can. Raises KeyError for what
    is no action."""
    return _refusal(desk, thread, index.thread_of(desk, thread), MOVES[action], meeting)


def _refusal(desk: Desk, thread: str, folded: Thread, move: Move, meeting: str = "") -> str:
    if desk.actor not in _actors(move):
        return _("That is for the other side of the order to do.")
    if move.kind == "handover":
        return handover.refusal(desk, thread)
    if move.kind == "meeting" and (meeting or move.meeting):
        return _refusal_of_meeting(desk, folded, move, meeting)
    if move.action in actions_of(ORDER_TABLE, desk.actor):
        return _(why) if (why := folded.refusal(move.action, desk.actor)) else ""
    return ""


_AFTERWARDS: Final = ("held", "no_show")
"""What is told of a meeting when its day has come."""


def _refusal_of_meeting(desk: Desk, folded: Thread, move: Move, meeting: str) -> str:
    """Why neither the order nor the meeting takes the action, as a translated sentence; "" where both do."""
    rows = [row for row in ORDER_TABLE if row.event == f"meeting.{move.sub}"]
    if not any(folded.state in row.states for row in rows):
        return _(rows[0].refusal or N_("Nothing more is written of the meetings of this order."))
    state = folded.meetings.get(meeting)
    if state is None:
        return _("Say which meeting it is about.")
    if why := meeting_refusal(state, move.action):
        return _(why)
    if move.sub in _AFTERWARDS and state.day > desk.today().isoformat():
        day = in_words(date.fromisoformat(state.day))
        return _(
            "The meeting is on {day}. That is told when its day has come; move it first if it was held before."
        ).format(day=day)
    return ""


def begin(desk: Desk, thread: str, action: str, meeting: str = "") -> Body:
    """What the form of `action` holds before anybody types: today's date where that is meant, what is usual."""
    move = MOVES[action]
    body: Body = {}
    today = desk.today().isoformat()
    for name in _TODAY.get(action, ()):
        _put(body, name, today)
    for name, value in _USUAL.get(action, {}).items():
        _put(body, name, value)
    if action == "waive_report":
        body |= _next_report(desk, thread)
    if meeting and move.sub in ("schedule", "held", "reschedule"):
        body |= _of_the_meeting(desk, thread, meeting, move)
    return body


def lacks(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> list[Finding]:
    """What stands in the way of sending (blocks), and what to look at again first (advises), by place in the form;
    where nothing blocks it can be sent."""
    move, body = MOVES[action], finished(desk, thread, action, values, meeting)
    return [*lacking.blocking(desk, thread, move, body), *lacking.advice(desk, move, body)]


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
    if lack := next(lacking.blocking(desk, thread, move, body), None):
        raise NotPossible(_("It was not sent: {reason}").format(reason=lack.sentence))
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


def _next_report(desk: Desk, thread: str) -> Body:
    """The days of the next report that is expected."""
    expected = waiving.expected_reports(desk.store.get(index.THREADS, thread) or {})
    return next(({"start": start.isoformat(), "end": end.isoformat()} for start, end in expected), {})


def _put(body: Body, path: str, value: Any) -> None:
    *outer, last = path.split(".")
    for name in outer:
        body = body.setdefault(name, {})
    body[last] = value
