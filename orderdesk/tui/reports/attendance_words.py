"""Attendance in plain words, for the one who was not there. What the provider cancelled is told apart and counts for
nothing."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk.reporting import report_form
from orderdesk.desk.wording import words
from orderdesk.locale import _, ngettext
from orderdesk.tui.form.entry import show_date, show_minutes

Body = Mapping[str, Any]
Lines = list[tuple[str, str]]


def totals_line(sessions: object) -> str:
    """The sums in one row, as they stand while the grid is filled."""
    sums = report_form.totals(sessions)
    parts = [
        _("attended {attended} of {planned}").format(**sums),
        f"{show_minutes(sums['attended_minutes'])} / {show_minutes(sums['planned_minutes'])}",
    ]
    for name, words_for in (
        ("absent", _("absent {count}")),
        ("moved", _("moved {count}")),
        ("provider_cancelled", _("cancelled by us {count}")),
    ):
        parts += [words_for.format(count=sums[name])] if sums[name] else []
    listed = [s for s in sessions if isinstance(s, dict)] if isinstance(sessions, list) else []
    unsaid = sum(1 for session in listed if not session.get("outcome"))
    return " · ".join([*parts, _("not said {count}").format(count=unsaid)] if unsaid else parts)


def summary(sessions: object) -> list[str]:
    """The month in sentences."""
    sums = report_form.totals(sessions)
    sentences = [
        ngettext(
            "Came to {attended} of {planned} planned session: {hours} hours in all, with contact outside the plan.",
            "Came to {attended} of {planned} planned sessions: {hours} hours in all, with contact outside the plan.",
            sums["planned"],
        ).format(**sums, hours=show_minutes(sums["attended_minutes"]))
    ]
    if sums["absent"]:
        sentences.append(ngettext("Absent once.", "Absent {count} times.", sums["absent"]).format(count=sums["absent"]))
    if sums["moved"]:
        sentences.append(
            ngettext("One session was moved to another day.", "{count} sessions were moved to another day.",
                     sums["moved"]).format(count=sums["moved"])
        )  # fmt: skip
    if sums["provider_cancelled"]:
        sentences.append(
            ngettext(
                "The provider cancelled one session; it does not count against the citizen.",
                "The provider cancelled {count} sessions; they do not count against the citizen.",
                sums["provider_cancelled"],
            ).format(count=sums["provider_cancelled"])
        )
    return sentences


def particulars(sessions: object) -> Lines:
    """The sessions of which there is something to tell: absences, moves, cancellations, contact outside the plan."""
    listed = [s for s in sessions if isinstance(s, dict)] if isinstance(sessions, list) else []
    return [line for session in listed if (line := _particular(session))]


def _particular(session: Body) -> tuple[str, str] | None:
    day = " ".join(part for part in (show_date(str(session.get("day") or "")), str(session.get("time") or "")) if part)
    note = str(session.get("note") or "")
    match session.get("outcome"):
        case "absent":
            return day, _joined(_absence(session.get("absence") or {}), note)
        case "moved":
            return day, _joined(_move(session.get("moved") or {}), note)
        case "cancelled_by_provider":
            return day, _joined(_("cancelled by the provider; does not count"), note)
    if session.get("kind") != "planned" or note:
        minutes = session.get("attended_minutes")
        length = show_minutes(minutes) if isinstance(minutes, int) and minutes else ""
        return day, _joined(words("session_kind", session.get("kind", "")), length, note)
    return None


def _absence(absence: Body) -> str:
    attempts = absence.get("attempts") or 0
    return _joined(
        _("absent: {reason}").format(reason=words("absence_reason", absence.get("reason", ""))),
        str(absence.get("text") or ""),
        _("word was given beforehand") if absence.get("notified") else _("no word beforehand"),
        ngettext("{count} attempt to reach the citizen", "{count} attempts to reach the citizen", attempts).format(
            count=attempts
        ),
    )


def _move(moved: Body) -> str:
    to = " ".join(part for part in (show_date(str(moved.get("to") or "")), str(moved.get("to_time") or "")) if part)
    by = words("moved_by", moved.get("by", ""))
    return _joined(_("moved to {day} by {whom}").format(day=to, whom=by), str(moved.get("reason") or ""))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
