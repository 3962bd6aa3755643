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

    by: Annotated[Literal["citizen", "provider", "caseworker", "employer"], Field(description="Who asked for it.")]
    reason: Annotated[Text, Field(description="Why.")]
    to: Annotated[Day, Field(description="The new day.")]
    to_time: Annotated[Clock | None, Field(description="The new time.")] = None


class Absence(Part):
    """The citizen did not come. A fact with its reason; nothing follows from it by itself."""

    reason: Annotated[AbsenceReason, Field(description="The reason for the absence (fraværsårsag).")]
    text: Annotated[Text | None, Field(description="The reason in words.")] = None
    notified: Annotated[bool, Field(description="Whether the citizen gave word beforehand.")]
    attempts: Annotated[Count, Field(description="Attempts to reach the citizen.")]
    reported: Annotated[Day | None, Field(description="When the caseworker was told.")] = None


class Session(Part):
    """One session, planned or not."""

    day: Annotated[Day, Field(description="The day it was planned for.")]
    time: Annotated[Clock | None, Field(description="When it was to begin.")] = None
    kind: Annotated[
        SessionKind,
        Field(description="Planned, or contact outside the plan: acute, by phone, at home, going along to somebody."),
    ]
    place: Annotated[Line | None, Field(description="Where.")] = None
    planned_minutes: Annotated[Minutes, Field(description="How long it was to last, in minutes; 0 outside the plan.")]
    outcome: Annotated[
        SessionOutcome,
        Field(description="What came of it. What the provider cancels never counts against the citizen."),
    ]
    attended_minutes: Annotated[Minutes, Field(description="How long the citizen took part, in minutes.")] = 0
    absence: Annotated[Absence | None, Field(description="Given when the outcome is absent.")] = None
    moved: Annotated[Move | None, Field(description="Given when the outcome is moved.")] = None
    note: Annotated[Text | None, Field(description="What else belongs to the session.")] = None


class Totals(Part):
    """Sums of the sessions. Derived from them, never typed; a reader recomputes them."""

    planned: Annotated[Count, Field(description="Planned sessions that stood.")]
    attended: Annotated[Count, Field(description="Planned sessions that the citizen came to.")]
    planned_minutes: Annotated[Minutes, Field(description="Of the planned sessions.")]
    attended_minutes: Annotated[Minutes, Field(description="Of all sessions, contact outside the plan too.")]
    absent: Annotated[Count, Field(description="Sessions missed (fravær).")]
    moved: Annotated[Count, Field(description="Sessions moved to another time.")]
    provider_cancelled: Annotated[Count, Field(description="Never counted against the citizen.")]


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
