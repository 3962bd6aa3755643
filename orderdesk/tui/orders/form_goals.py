"""The order form's pages about what is wanted: purpose, goals, activities, questions, documentation."""

from collections.abc import Sequence

from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.orders.new_rows import new_activity, new_goal, new_sub_goal, numbered, rows_at


def _is_another(draft: Draft) -> bool:
    return bool(draft.get("programme.type") == "other")


PURPOSE = Section(
    "purpose", N_("Purpose"),
    (
        Field(
            "programme.type", N_("Programme"), Kind.CHOICE, choices=choices("programme"), required=True,
            help=N_("What kind of course? The questions at purpose and goals follow it."),
        ),
        Field(
            "programme.other", N_("If other: what"), shown_when=_is_another,
            help=N_("What is it, when the programme is another?"),
        ),
        Field(
            "purpose.text", N_("Purpose"), Kind.LONG_TEXT, rows=5, required=True,
            help=N_("Why this course, for this citizen, now? A lone word (clarification, motivation) is no purpose."),
        ),
        Field(
            "purpose.leads_to", N_("Should lead to"), Kind.LONG_TEXT, rows=3, required=True,
            help=N_("What will be different when the course ends? What can then be decided?"),
        ),
        Field(
            "purpose.to_clarify", N_("To find out (one a line)"), Kind.TEXT_LIST, rows=3,
            help=N_("What do you not know yet? Not knowing is a good reason for an order when it is said."),
        ),
    ),
    help=N_("What is it for? The provider reads this first."),
)  # fmt: skip

_SUB_GOALS = Field(
    "sub_goals", N_("Steps on the way"), Kind.GROUP, columns=("text", "due"), new_row=new_sub_goal,
    fields=(
        Field("text", N_("Step"), required=True, help=N_("Which small step shows that it is moving?")),
        Field("due", N_("By"), Kind.DATE),
    ),
)  # fmt: skip

GOALS = Section(
    "goals", N_("Goals"),
    (
        Field(
            "goals", N_("Goals"), Kind.GROUP, columns=("text", "due"), required=True,
            new_row=new_goal,
            fields=(
                Field(
                    "text", N_("Goal"), Kind.LONG_TEXT, rows=2, required=True,
                    help=N_("What should be different for the citizen? One thing; a result, not an activity."),
                ),
                Field(
                    "seen_by", N_("How one sees it is met"), Kind.LONG_TEXT, rows=2, required=True,
                    help=N_("What will one see or hear: what does the citizen do, how often, since when?"),
                ),
                Field(
                    "baseline", N_("How it stands today"), Kind.LONG_TEXT, rows=2,
                    help=N_("Where does it begin? Small steps can only be seen from there."),
                ),
                Field("due", N_("By when"), Kind.DATE, required=True, help=N_("A day within the course.")),
                Field(
                    "binding", N_("Fixed or open"), Kind.CHOICE, choices=choices("binding"), required=True,
                    help=N_("May the consultant change the way there, or even the goal?"),
                ),
                Field("stance", N_("The citizen thinks"), Kind.CHOICE, choices=choices("stance")),
                _SUB_GOALS,
            ),
        ),
    ),
    help=N_("Every report answers these, in this order. < and > move a goal. Two or three are enough."),
)  # fmt: skip


def _goals_of(draft: Draft) -> Sequence[tuple[str, str]]:
    """The goals to choose among: id and the beginning of the text."""
    return [(str(goal.get("id", "")), goal_label(goal)) for goal in rows_at(draft, "goals")]


def goal_label(goal: dict[str, object]) -> str:
    """ "M1 Møder fast to dage om ugen"."""
    return f"{goal.get('id', '')} {goal.get('text') or ''}".replace("\n", " ").strip()


ACTIVITIES = Section(
    "activities", N_("Activities"),
    (
        Field(
            "activities", N_("Activities"), Kind.GROUP, columns=("text", "done_by"), new_row=new_activity,
            fields=(
                Field(
                    "text", N_("What is done"), Kind.LONG_TEXT, rows=2, required=True,
                    help=N_("What must be done: accompany to the doctor, find a placement, practise the bus?"),
                ),
                Field(
                    "serves.0", N_("For which goal"), Kind.CHOICE, choices=_goals_of,
                    help=N_("Which goal is it for? What serves no goal can be left out."),
                ),
                Field("serves.1", N_("And for which other"), Kind.CHOICE, choices=_goals_of),
                Field("done_by", N_("Who does it"), Kind.CHOICE, choices=choices("done_by"), required=True),
                Field("done_by_name", N_("By name"), help=N_("Who, if you know?")),
                Field("stance", N_("The citizen thinks"), Kind.CHOICE, choices=choices("stance")),
            ),
        ),
    ),
    help=N_("Only what you want done in a certain way. The rest is the consultant's craft."),
)  # fmt: skip

QUESTIONS = Section(
    "questions", N_("Questions"),
    (
        Field(
            "questions", N_("Questions"), Kind.GROUP, columns=("text",), new_row=numbered("questions", "S"),
            fields=(
                Field(
                    "text", N_("Question"), Kind.LONG_TEXT, rows=3, required=True,
                    help=N_("What do you want to be told every month?"),
                ),
                Field(
                    "why", N_("Used for"), Kind.LONG_TEXT, rows=2, help=N_("What will you use the answer for?")
                ),
            ),
        ),
    ),
    help=N_("Each report must answer each of these, or say why it cannot yet."),
)  # fmt: skip

DOCUMENTATION = Section(
    "documentation", N_("Documentation"),
    (
        Field(
            "documentation", N_("Documentation"), Kind.GROUP, columns=("kind", "text"),
            new_row=numbered("documentation", "D"),
            fields=(
                Field("kind", N_("About"), Kind.CHOICE, choices=choices("documentation_kind"), required=True),
                Field(
                    "text", N_("What it must show"), Kind.LONG_TEXT, rows=3, required=True,
                    help=N_("What must be described, so that a decision can rest on it?"),
                ),
                Field(
                    "rule", N_("For which rule"), required=True,
                    help=N_("Which provision needs it? LAB § 116, pensionsloven § 16 …"),
                ),
                Field("due", N_("Needed by"), Kind.DATE, required=True),
            ),
        ),
    ),
    help=N_("What will the team need from this course? It can only be described while it happens."),
)  # fmt: skip
