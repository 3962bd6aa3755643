"""A report while it is written: both sets of fields of a choice are kept, and only those of the choice made are checked
and sent. Attendance: what one key records, and the sums, which are derived and never typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from orderdesk.documents.attendance import totals_of
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]
Path = Sequence[str | int]

# Part of the body: its choice, and for each answer to it the members that belong to the other answers (documents/
# report.py, the unions; documents/attendance.py, Session).
_CHOICES: Final[Mapping[str, tuple[str, Mapping[str | None, tuple[str, ...]]]]] = {
    "goals": (
        "status",
        {
            "worked_on": ("reason", "cause"),
            "not_worked_on": ("done", "changed", "attainment", "observation", "change", "off_track_because"),
        },
    ),
    "questions": ("status", {"answered": ("reason", "expected"), "not_yet": ("answer",)}),
    "points": ("status", {"described": ("reason",), "not_relevant": ("text", "change")}),
    "citizen_view": (
        "status",
        {"given": ("reason", "attempts"), "not_given": ("quote", "obtained", "day", "agrees", "disagreement")},
    ),
    "sessions": (
        "outcome",
        {
            None: ("absence", "moved", "attended_minutes"),
            "attended": ("absence", "moved"),
            "absent": ("moved", "attended_minutes"),
            "moved": ("absence", "attended_minutes"),
            "cancelled_by_provider": ("absence", "moved", "attended_minutes"),
        },
    ),
}


def belongs(body: Mapping[str, Any], path: Path) -> bool:
    """Whether the member at `path` belongs to the choices made in `body`; what does not is kept but never sent."""
    if path and path[0] == "outcome":
        return body.get("kind") == "final"
    if not path or path[0] not in _CHOICES:
        return True
    name = str(path[0])
    depth = 1 if name == "citizen_view" else 2
    part: Any = body
    for step in path[:depth]:
        try:
            part = part[step]
        except (LookupError, TypeError):
            part = {}
    return len(path) <= depth or path[depth] not in _left_out(name, part if isinstance(part, Mapping) else {})


def chosen(body: Mapping[str, Any]) -> Body:
    """`body` with the members of the choices made alone, the others left out."""
    kept = {name: value for name, value in body.items() if name != "outcome" or body.get("kind") == "final"}
    for name in ("goals", "questions", "sessions"):
        if isinstance(kept.get(name), list):
            kept[name] = [_chosen_of(name, part) for part in kept[name]]
    if isinstance(kept.get("points"), dict):
        kept["points"] = {point: _chosen_of("points", part) for point, part in kept["points"].items()}
    if isinstance(trial := kept.get("work_trial"), dict) and not any(trial.values()):
        del kept["work_trial"]  # all of it was emptied: there is none
    if "citizen_view" in kept:
        kept["citizen_view"] = _chosen_of("citizen_view", kept["citizen_view"])
    return kept


def _chosen_of(name: str, part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    out = _left_out(name, part)
    return {member: value for member, value in part.items() if member not in out}


def _left_out(name: str, part: Mapping[str, Any]) -> set[str]:
    choice, members = _CHOICES[name]
    answer = part.get(choice)
    out = set(members.get(answer if isinstance(answer, str) else None, ()))
    if name == "goals" and part.get("on_track") is not False:
        out.add("off_track_because")
    if name == "citizen_view" and part.get("agrees") not in ("partly", "disagrees"):
        out.add("disagreement")
    return out


# Attendance


def recorded(session: Mapping[str, Any], outcome: str) -> Body:
    """The session with what came of it. Who came is taken to have come for as long as was planned, until it is said
    otherwise; what was written under another outcome stays in the draft."""
    row = {**session, "outcome": outcome}
    if outcome == "attended" and not row.get("attended_minutes"):
        row["attended_minutes"] = row.get("planned_minutes") or 0
    return row


def rest_attended(sessions: Sequence[Any]) -> list[Any]:
    """The sessions, with those that nothing was recorded of as attended."""
    return [recorded(s, "attended") if isinstance(s, dict) and not s.get("outcome") else s for s in sessions]


def standing_again(sessions: Sequence[Any], position: int) -> list[Any]:
    """The sessions, with the moved one at `position` standing again on its new day. Raises NotPossible, saying why."""
    session = sessions[position]
    moved = session.get("moved") or {}
    try:
        day = date.fromisoformat(str(moved.get("to") or "")).isoformat()
    except ValueError:
        raise NotPossible(_("The new day is not known: mark the session as moved and write the new day.")) from None
    if session.get("outcome") != "moved":
        raise NotPossible(_("Only a session that was moved stands again on another day."))
    again: Body = {"day": day, "kind": "planned", "planned_minutes": session.get("planned_minutes") or 0}
    again |= {"time": moved["to_time"]} if moved.get("to_time") else {}
    again |= {"place": session["place"]} if session.get("place") else {}
    if any(isinstance(s, dict) and (s.get("day"), s.get("time")) == (day, again.get("time")) for s in sessions):
        raise NotPossible(_("The session stands on its new day already."))
    rows = [*sessions, again]
    return sorted(rows, key=lambda row: (str(row.get("day") or ""), str(row.get("time") or "")))


def totals(sessions: object) -> dict[str, int]:
    """The sums of the sessions as far as they can be read (minutes that are no number count as 0)."""
    return totals_of(list(_countable(sessions)))


def _countable(sessions: object) -> Iterator[Body]:
    for session in sessions if isinstance(sessions, list) else []:
        if isinstance(session, dict):
            minutes = {name: session.get(name) for name in ("planned_minutes", "attended_minutes")}
            yield {**session, **{name: m if isinstance(m, int) else 0 for name, m in minutes.items()}}
