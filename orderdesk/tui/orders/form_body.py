"""Between the form and the order's body: what the form shows as a row's place or as one of two answers, the body says
in its own way."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Body = dict[str, Any]

_OF_THE_ANSWER = {
    "given": frozenset({"status", "own_words", "obtained", "how", "wishes", "alignment", "alignment_note"}),
    "declined": frozenset({"status", "asked", "reason"}),
}


def for_the_form(body: Body) -> Body:
    """`body` as the form edits it: rows by their rank, and a first place in the lists of which it edits the places."""
    for holder, member in ((body, "goals"), (body.get("voice"), "wishes")):
        if isinstance(holder, dict) and isinstance(holder.get(member), list):
            holder[member] = sorted(holder[member], key=_rank)
    tracks = body.setdefault("tracks", {})
    activities = [row for row in body.get("activities") or [] if isinstance(row, dict)]
    for holder, member in ((tracks, "aims"), *((row, "serves") for row in activities)):
        if isinstance(holder, dict) and not holder.get(member):
            holder[member] = [None]
    return body


def from_the_form(body: Mapping[str, Any]) -> Body:
    """A copy of what the form holds as an order's body: ranks as the rows stand, weekdays as numbers, and of the
    citizen's voice what belongs to the answer that was given. What is typed for the other answer stays in the form."""
    made = deepcopy(dict(body))
    _rank_rows(made.get("goals"))
    voice = made.get("voice")
    if isinstance(voice, dict):
        _rank_rows(voice.get("wishes"))
        kept = _OF_THE_ANSWER.get(str(voice.get("status")))
        made["voice"] = {name: value for name, value in voice.items() if kept is None or name in kept}
    course = made.get("course")
    for session in (course.get("sessions") if isinstance(course, dict) else None) or []:
        if isinstance(session, dict) and str(session.get("weekday", "")).isdecimal():
            session["weekday"] = int(session["weekday"])
    tracks = made.get("tracks")
    if isinstance(tracks, dict):
        tracks["aims"] = [aim for aim in tracks.get("aims") or [] if aim]
    for activity in made.get("activities") or []:
        if isinstance(activity, dict):
            activity["serves"] = [goal for goal in activity.get("serves") or [] if goal]
    return made


def _rank(row: Any) -> int:
    rank = row.get("rank") if isinstance(row, dict) else None
    return rank if isinstance(rank, int) else 1000


def _rank_rows(rows: Any) -> None:
    for place, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            row["rank"] = place + 1


def without_the_last_versions_own(body: Body, in_force: Mapping[str, Any] | None) -> Body:
    """The draft of a new version without the reasons, and the answered question, of the version that it began as."""
    if in_force is not None:
        for name in ("changes", "answers_question"):
            if body.get(name) == in_force.get(name):
                body.pop(name, None)
    return body
