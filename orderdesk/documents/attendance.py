"""Attendance (fremmøde): what was planned and what came of it, session by session."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from orderdesk.documents.fields import Clock, Count, Day, Line, Minutes, Part, Text

SessionKind = Literal["planned", "acute_contact", "phone", "home_visit", "accompaniment"]
SessionOutcome = Literal["attended", "absent", "moved", "cancelled_by_provider"]
AbsenceReason = Literal["illness", "treatment", "child_ill", "work_or_interview", "agreed_leave", "unknown", "other"]


class Move(Part):
    """A session moved to another time. The first date stays where it was, so that the history can be read."""

    by: Literal["citizen", "provider", "caseworker", "employer"]
    reason: Text
    to: Day
    to_time: Clock | None = None


class Absence(Part):
    """The citizen did not come. A fact with its reason; nothing follows from it by itself."""

    reason: AbsenceReason
    text: Text | None = None
    notified: Annotated[bool, Field(description="Whether the citizen gave word beforehand.")]
    attempts: Annotated[Count, Field(description="Attempts to reach the citizen.")]
    reported: Annotated[Day | None, Field(description="When the caseworker was told.")] = None


class Session(Part):
    """One session, planned or not."""

    day: Day
    time: Clock | None = None
    kind: SessionKind
    place: Line | None = None
    planned_minutes: Minutes
    outcome: SessionOutcome
    attended_minutes: Minutes = 0
    absence: Absence | None = None
    moved: Move | None = None
    note: Text | None = None


def totals_of(sessions: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The sums of `sessions` (as plain values), the members of `Totals`.

    Planned are all sessions of kind "planned" but those that were moved, since a moved session stands again on its new
    day; what the provider cancelled is counted apart and never as planned, so that it cannot count against the citizen.
    """
    held = [s for s in sessions if s.get("outcome") not in ("moved", "cancelled_by_provider")]
    planned = [s for s in held if s.get("kind") == "planned"]
    attended = [s for s in held if s.get("outcome") == "attended"]
    return {
        "planned": len(planned),
        "attended": sum(1 for s in planned if s.get("outcome") == "attended"),
        "planned_minutes": sum(s.get("planned_minutes") or 0 for s in planned),
        "attended_minutes": sum(s.get("attended_minutes") or 0 for s in attended),
        "absent": sum(1 for s in held if s.get("outcome") == "absent"),
        "moved": sum(1 for s in sessions if s.get("outcome") == "moved"),
        "provider_cancelled": sum(1 for s in sessions if s.get("outcome") == "cancelled_by_provider"),
    }
