"""The life of a three-party meeting (trepartsmøde), as a table. "none" is one that nothing has been said of yet."""

from typing import Final

from orderdesk.documents.lifecycle import Actor, Table, Transition
from orderdesk.locale import N_

MEETING_STATES: Final = ("none", "proposed", "scheduled", "held", "no_show", "cancelled", "rescheduled")
MEETING_ENDINGS: Final = ("held", "no_show", "cancelled", "rescheduled")

_EITHER: Final[tuple[Actor, ...]] = ("C", "P")

MEETING_TABLE: Final[Table] = (
    Transition(
        ("none",), "meeting.propose", _EITHER, "proposed", "propose_meeting", "",
        N_("The meeting has already been proposed."),
    ),
    Transition(
        ("none", "proposed"), "meeting.schedule", _EITHER, "scheduled", "schedule_meeting", "",
        N_("The meeting has its time already; move it instead."),
    ),
    # What was held can be recorded though nobody planned it, and a later record puts an earlier one right.
    Transition(
        ("none", "scheduled", "held"), "meeting.held", _EITHER, "held", "record_meeting", "",
        N_("Only a meeting that was to be held can be recorded."),
    ),
    Transition(
        ("scheduled",), "meeting.no_show", _EITHER, "no_show", "record_no_show", "",
        N_("Only a meeting that has a time can be missed."),
    ),
    Transition(
        ("proposed", "scheduled"), "meeting.cancel", _EITHER, "cancelled", "cancel_meeting", "",
        N_("Only a meeting that is still to come can be cancelled."),
    ),
    # The one moved keeps its first time; the document that moves it opens the next.
    Transition(
        ("scheduled", "no_show"), "meeting.reschedule", _EITHER, "rescheduled", "move_meeting", "",
        N_("Only a meeting that has a time can be moved."),
    ),
)  # fmt: skip
