"""The order form's pages about the citizen: who, what matters, and the citizen's own voice."""

from orderdesk.desk.wording import choices
from orderdesk.locale import N_
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.orders.new_rows import new_wish

_FACTS = Field(
    "citizen.facts", N_("What to know"), Kind.GROUP, columns=("kind", "text"),
    fields=(
        Field("kind", N_("About"), Kind.CHOICE, choices=choices("fact_kind"), required=True),
        Field(
            "text", N_("The fact"), Kind.LONG_TEXT, rows=2, required=True,
            help=N_("What must the consultant know to help? A line or two, no more diagnosis than needed."),
        ),
        Field(
            "confirmed", N_("Last confirmed"), Kind.DATE, required=True,
            help=N_("When did somebody last make sure that this still holds? Write +0 for today."),
        ),
        Field("source", N_("By whom"), help=N_("Who said or confirmed it?")),
    ),
)  # fmt: skip

_SUPPORT = Field(
    "citizen.support_needs", N_("Support needs"), Kind.GROUP, columns=("kind", "text"),
    fields=(
        Field("kind", N_("Kind"), Kind.CHOICE, choices=choices("support_kind"), required=True),
        Field(
            "text", N_("What to respect"), Kind.LONG_TEXT, rows=2, required=True,
            help=N_("What must the course respect: tasks, pace, people, times of day?"),
        ),
        Field("confirmed", N_("Last confirmed"), Kind.DATE, help=N_("Write +0 for today.")),
    ),
)  # fmt: skip

CITIZEN = Section(
    "citizen", N_("Citizen"),
    (
        Field("citizen.name", N_("Name"), required=True, help=N_("What is the citizen's full name?")),
        Field("citizen.cpr", N_("CPR number"), required=True, help=N_("DDMMYY-NNNN.")),
        Field("citizen.phone", N_("Phone"), help=N_("On which number does the citizen answer?")),
        Field("citizen.mail", N_("E-mail")),
        Field("citizen.address", N_("Address")),
        Field(
            "citizen.preferred_channel", N_("Prefers"), Kind.CHOICE, choices=choices("channel"), required=True,
            help=N_("How does the citizen prefer to be reached?"),
        ),
        Field("citizen.interpreter.needed", N_("Interpreter needed"), Kind.YES_NO, required=True),
        Field(
            "citizen.interpreter.language", N_("Language"),
            help=N_("Which language, if an interpreter is needed? Two or three letters: ar, so, uk, fa."),
        ),
        Field(
            "citizen.interpreter.note", N_("About interpreting"),
            help=N_("Anything that matters: dialect, man or woman, by phone?"),
        ),
        _FACTS,
        _SUPPORT,
        Field(
            "citizen.safety_note", N_("Safety note"), Kind.LONG_TEXT, rows=2,
            help=N_("Is there anything staff must know to be safe? It is hidden until the consultant asks for it."),
        ),
    ),
)  # fmt: skip

_WISHES = Field(
    "voice.wishes", N_("Wishes"), Kind.GROUP, columns=("text", "outcome"), new_row=new_wish,
    fields=(
        Field(
            "text", N_("The wish"), Kind.LONG_TEXT, rows=2, required=True,
            help=N_("What does the citizen wish for, in own words? What matters most stands first; < and > move it."),
        ),
        Field("negotiable", N_("Negotiable"), Kind.YES_NO, help=N_("Can the citizen live with another way?")),
        Field("outcome", N_("What happens to it"), Kind.CHOICE, choices=choices("wish_outcome"), required=True),
        Field(
            "reason", N_("Why not followed"), Kind.LONG_TEXT, rows=2,
            help=N_("If the wish is not, or only partly, followed: why?"),
        ),
    ),
)  # fmt: skip

VOICE = Section(
    "voice", N_("Citizen's voice"),
    (
        Field(
            "voice.status", N_("The citizen's view"), Kind.CHOICE, choices=choices("voice_status"), required=True,
            help=N_("Given, or asked and did not wish to? What fits the answer goes along."),
        ),
        Field(
            "voice.own_words", N_("In own words"), Kind.LONG_TEXT, rows=3, required=True,
            help=N_("How does the citizen put the problem? Quote; do not translate into office language."),
        ),
        Field("voice.obtained", N_("Said when"), Kind.DATE, help=N_("Write +0 for today.")),
        Field("voice.how", N_("Said how"), Kind.CHOICE, choices=choices("voice_how")),
        Field(
            "voice.alignment", N_("Agrees with order"), Kind.CHOICE, choices=choices("stance"),
            help=N_("Does the citizen agree with what is ordered here? Have you asked?"),
        ),
        Field(
            "voice.alignment_note", N_("Agreed on what"), Kind.LONG_TEXT, rows=2,
            help=N_("What are you agreed on, what not, and what have you agreed to do about it?"),
        ),
        _WISHES,
        Field("voice.asked", N_("If declined: asked"), Kind.DATE, help=N_("When was the citizen asked?")),
        Field(
            "voice.reason", N_("If declined: why"), Kind.LONG_TEXT, rows=2, help=N_("Why is no view given?")
        ),
    ),
    help=N_("What does the citizen want? The provider reads it beside your purpose."),
)  # fmt: skip
