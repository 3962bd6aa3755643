"""The order form's pages about time and contact: the course and its hours, the reports, whom to ring."""

from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.model import Choices, Field, Kind, Section

_SESSIONS = Field(
    "course.sessions", N_("Weekly plan"), Kind.GROUP, columns=("weekday", "start"),
    fields=(
        Field("weekday", N_("Day"), Kind.CHOICE, choices=choices("weekday"), required=True),
        Field("start", N_("From"), help=N_("Time of day, as 09:30.")),
        Field("minutes", N_("Length (hours)"), Kind.HOURS, required=True, help=N_("How long? 2 or 1:30.")),
        Field("place", N_("Where")),
    ),
)  # fmt: skip

COURSE = Section(
    "course", N_("Course and hours"),
    (
        Field("programme.package", N_("Package"), help=N_("Which product of the agreement, if it has a name?")),
        Field(
            "programme.legal_basis", N_("Legal basis"), required=True,
            help=N_("Under which provision is the course given?"),
        ),
        Field(
            "tracks.aims.0", N_("Where the case is heading"), Kind.CHOICE, choices=choices("track"),
            help=N_("What is the foremost aim?"),
        ),
        Field("tracks.aims.1", N_("And if not"), Kind.CHOICE, choices=choices("track"), help=N_("The second aim.")),
        Field(
            "tracks.plan_b", N_("Plan B"), Kind.LONG_TEXT, rows=2,
            help=N_("What is done if the first aim does not hold?"),
        ),
        Field(
            "course.start", N_("Starts"), Kind.DATE, required=True,
            help=N_("The first day, as 3/12, 3. dec or +14 for in 14 days."),
        ),
        Field(
            "course.end", N_("Ends"), Kind.DATE, required=True,
            help=N_("The last day. The dates of the reports follow from it until you write your own."),
        ),
        Field(
            "course.weekly_minutes", N_("Hours a week"), Kind.HOURS, required=True,
            help=N_("Do the hours carry the goals? Rule of thumb: an hour a week for each goal."),
        ),
        Field("planned_sessions", N_("Sessions in all"), Kind.NUMBER),
        _SESSIONS,
    ),
)  # fmt: skip


def reporting(colleagues: Choices) -> Section:
    """The page about reports and contact; `colleagues` are those who can stand in."""
    return Section(
        "reporting", N_("Reports, contact"),
        (
            Field(
                "reporting.frequency", N_("Reports"), Kind.CHOICE, choices=choices("frequency"), required=True,
                help=N_("Monthly is usual. More often costs the citizen time."),
            ),
            Field("reporting.first_due", N_("First report"), Kind.DATE, required=True),
            Field(
                "reporting.final_due", N_("Final report"), Kind.DATE, required=True,
                help=N_("At the latest 14 days before the end, so that the meeting is held with it in hand."),
            ),
            Field(
                "reporting.draft_wanted", N_("Draft first"), Kind.YES_NO, required=True,
                help=N_("Do you want to look a draft through, to see that what was asked is covered?"),
            ),
            Field(
                "follow_up.meeting_weeks", N_("Three-party meetings"), Kind.NUMBER, required=True,
                help=N_("How many weeks between three-party meetings? Eight is usual."),
            ),
            Field(
                "follow_up.closeness", N_("We speak"), Kind.CHOICE, choices=choices("closeness"), required=True,
                help=N_("How often do you want to speak with the consultant?"),
            ),
            Field(
                "follow_up.ring_when", N_("Ring me at once when"), Kind.LONG_TEXT, rows=2,
                help=N_("What do you want to hear the same day?"),
            ),
            Field(
                "placer.caseworker.phone", N_("Your direct phone"), required=True,
                help=N_("Your own number: who rings a switchboard reaches somebody who does not know the case."),
            ),
            Field("placer.caseworker.mail", N_("Your mail"), required=True),
            Field("placer.caseworker.reachable", N_("Best time to ring"), help=N_("When can you be reached?")),
            Field("placer.unit", N_("Unit"), required=True),
            Field(
                "placer.substitute.person", N_("Stands in for you"), Kind.CHOICE, choices=colleagues,
                help=N_("Whom should they ring when you are away? That person can read what the provider answers."),
            ),
            Field("placer.substitute.name", N_("Stand-in's name")),
            Field("placer.substitute.phone", N_("Stand-in's phone")),
            Field("placer.substitute.mail", N_("Stand-in's mail")),
            Field("case_number", N_("Case number"), help=N_("Your own number for the case.")),
        ),
    )  # fmt: skip
