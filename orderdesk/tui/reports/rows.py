"""The lists of a report's form: sessions, adjustments, steps, warnings, proposals."""

from typing import Any

from orderdesk.desk.reporting.month_begun import next_week
from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind
from orderdesk.tui.orders.new_rows import numbered

_ATTACHMENT_KINDS = tuple(
    pair for pair in choices("attachment_kind") if pair[0] in ("work_trial", "plan", "statement", "other")
)


def _contact(_draft: Draft) -> dict[str, Any]:
    """A row that is added by hand is contact outside the plan; the planned sessions are there already."""
    return {"kind": "phone", "planned_minutes": 0, "outcome": "attended"}


SESSIONS = Field(
    "sessions",
    N_("Attendance"),
    Kind.GROUP,
    new_row=_contact,
    fields=(
        Field("attended_minutes", N_("Hours attended"), Kind.HOURS, help=N_("As planned, unless you write otherwise.")),
        Field("absence.reason", N_("Reason"), Kind.CHOICE, choices=choices("absence_reason")),
        Field("absence.notified", N_("Gave word"), Kind.YES_NO, help=N_("Whether the citizen gave word beforehand.")),
        Field("absence.attempts", N_("Attempts"), Kind.NUMBER, help=N_("Attempts to reach the citizen; 0 for none.")),
        Field("absence.text", N_("In words"), help=N_("What is known of the absence.")),
        Field("absence.reported", N_("Told caseworker"), Kind.DATE, help=N_("The day the caseworker was told.")),
        Field("moved.to", N_("Moved to"), Kind.DATE, help=N_("The new day. 6 in the list puts the session there.")),
        Field("moved.to_time", N_("New time"), help=N_("09:30.")),
        Field("moved.by", N_("Moved by"), Kind.CHOICE, choices=choices("moved_by")),
        Field("moved.reason", N_("Why moved")),
        Field("note", N_("Note")),
        Field("day", N_("Day"), Kind.DATE, required=True),
        Field("time", N_("Time"), help=N_("09:30.")),
        Field("kind", N_("Kind"), Kind.CHOICE, choices=choices("session_kind"), required=True),
        Field("place", N_("Place")),
        Field("planned_minutes", N_("Hours planned"), Kind.HOURS),
        Field("outcome", N_("What came of it"), Kind.CHOICE, choices=choices("session_outcome"), required=True),
    ),
)


def _next_week(draft: Draft) -> dict[str, Any]:
    """The week after the last one, with the hours planned."""
    trial, period = draft.get("work_trial"), draft.get("period")
    return next_week(trial if isinstance(trial, dict) else {}, period if isinstance(period, dict) else {})


TRIAL_WEEKS = Field(
    "work_trial.weeks",
    N_("Week by week"),
    Kind.GROUP,
    columns=("start", "planned_minutes", "present_minutes", "effective_minutes"),
    new_row=_next_week,
    fields=(
        Field("present_minutes", N_("Hours present"), Kind.HOURS, required=True, help=N_("In that week, as 7:30.")),
        Field("effective_minutes", N_("Hours effective"), Kind.HOURS,
              help=N_("Judged: work done at ordinary speed. Leave it empty where it was not judged.")),
        Field("planned_minutes", N_("Hours planned"), Kind.HOURS, required=True),
        Field("start", N_("Week from Monday"), Kind.DATE, required=True, help=N_("The week's Monday.")),
    ),
)  # fmt: skip
FOLLOWED_UP = Field(
    "followed_up",
    N_("What became of last month's steps"),
    Kind.GROUP,
    columns=("status", "step"),
    fields=(
        Field("status", N_("Status"), Kind.CHOICE, choices=choices("followed_up_status"), required=True),
        Field("text", N_("What came of it"), Kind.LONG_TEXT, required=True, help=N_("Or why it was not done.")),
        Field("step", N_("The step"), Kind.LONG_TEXT, required=True, rows=2),
    ),
)
WARNINGS = Field(
    "warnings",
    N_("Early warnings"),
    Kind.GROUP,
    columns=("kind", "text"),
    fields=(
        Field("kind", N_("About"), Kind.CHOICE, choices=choices("warning_kind"), required=True),
        Field("text", N_("What is seen"), Kind.LONG_TEXT, required=True, help=N_("And what would help.")),
    ),
)
PROPOSALS = Field(
    "proposals",
    N_("Proposals to amend the order"),
    Kind.GROUP,
    columns=("path", "text"),
    fields=(
        Field("path", N_("Field of the order"), required=True, help=N_("Such as $.course.weekly_minutes or $.goals.")),
        Field("text", N_("Proposal"), Kind.LONG_TEXT, required=True, rows=2),
        Field("reason", N_("Why"), Kind.LONG_TEXT, required=True, rows=2),
    ),
)
ATTACHMENTS = Field(
    "attachments",
    N_("Files"),
    Kind.GROUP,
    columns=("name", "kind"),
    new_row=numbered("attachments", "B"),
    fields=(
        Field("name", N_("File"), required=True, help=N_("F3 takes name, size and fingerprint from the file.")),
        Field("kind", N_("Kind"), Kind.CHOICE, choices=_ATTACHMENT_KINDS, required=True),
        Field("author", N_("Written by"), required=True, help=N_("Who wrote it?")),
        Field(
            "information_date", N_("Information from"), Kind.DATE, required=True,
            help=N_("From when is the information (not the file)?"),
        ),
    ),
)  # fmt: skip
NEXT_STEPS = Field(
    "next_steps",
    N_("Next month's steps"),
    Kind.GROUP,
    required=True,
    columns=("text", "who", "by"),
    fields=(
        Field("text", N_("Step"), required=True),
        Field("who", N_("Who"), required=True),
        Field("by", N_("By"), Kind.DATE, required=True),
    ),
)
