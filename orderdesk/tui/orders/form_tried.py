"""The order form's page about what has been tried and what is to be tried; a report has the same list."""

from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.model import Field, Kind, Section

ADJUSTMENTS = Field(
    "adjustments", N_("Adjustments tried"), Kind.GROUP, columns=("day", "kind", "after"),
    help=N_("What was changed to see whether it helps."),
    fields=(
        Field("day", N_("Since"), Kind.DATE, required=True),
        Field("kind", N_("What"), Kind.CHOICE, choices=choices("adjustment_kind"), required=True),
        Field("before", N_("Before"), required=True),
        Field("after", N_("After"), required=True),
        Field("reason", N_("Why"), Kind.LONG_TEXT, required=True, rows=2),
        Field("effect", N_("Effect"), Kind.LONG_TEXT, rows=2, help=N_("Leave it empty until it can be seen.")),
    ),
)  # fmt: skip

WORK_TRIAL = Section(
    "work_trial", N_("Work trial"),
    (
        ADJUSTMENTS,
        Field("work_trial.field", N_("Work trial: work"), help=N_("If it is a work trial: which kind of work?")),
        Field("work_trial.start_minutes", N_("Work trial: hours"), Kind.HOURS, help=N_("Hours a week at the start.")),
        Field(
            "work_trial.try_out", N_("Work trial: adjustments to try (one a line)"), Kind.TEXT_LIST, rows=2,
            help=N_("Which adjustments should be tried: tasks, times, days, hours, place?"),
        ),
    ),
    help=N_("What has been tried already, and with what effect? Then nobody has to try it again."),
)  # fmt: skip
