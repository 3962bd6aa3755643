"""The forms of a case file's entries, as data. What is not known is left empty: that is what the gaps look for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from orderdesk.desk.casework.case_words import choices, form_choices
from orderdesk.locale import N_
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind, Section

if TYPE_CHECKING:
    from orderdesk.desk.casework.entry_drafts import EntryKind

_DAY_HELP: Final = N_("As 3/12, 3. dec or +7.")
_LINES_HELP: Final = N_("One a line.")
_ABOUT: Final = Field(
    "about", N_("About"), Kind.TEXT_LIST, rows=2,
    help=N_("Which health problems, one a line, as anxiety or back: then gaps on that matter see it."),
)  # fmt: skip


@dataclass(frozen=True)
class EntryForm:
    """The form of one kind of entry: what a new one is called, and its pages."""

    kind: "EntryKind"
    title: str
    sections: tuple[Section, ...]


def _day(path: str, label: str, help_text: str = _DAY_HELP, *, required: bool = False) -> Field:
    return Field(path, label, Kind.DATE, help=help_text, required=required)


def _text(path: str, label: str, help_text: str = "", rows: int = 2, *, required: bool = False) -> Field:
    return Field(path, label, Kind.LONG_TEXT, help=help_text, rows=rows, required=required)


def _choice(path: str, label: str, field: str, help_text: str = "", *, required: bool = False) -> Field:
    return Field(path, label, Kind.CHOICE, choices=choices(field), help=help_text, required=required)


def _asked_as(sort: str) -> Any:
    """Shown while the fact's kind asks for a value of that sort."""

    def shown(draft: Draft) -> bool:
        from orderdesk.desk.casework.entry_drafts import fact_value  # with the store; commands read the forms without

        return fact_value(str(draft.get("kind") or "")) == sort

    return shown


_HEAD: Final = EntryForm(
    "head",
    N_("Case and tracks"),
    (
        Section("case", N_("The case"), (
            Field("citizen.name", N_("Citizen"), required=True),
            Field("citizen.cpr", N_("CPR number"), help=N_("As 010203-1234."), required=True),
            _day("citizen.born", N_("Born"), N_("Only where the CPR number does not tell.")),
            Field("number", N_("Case number"), help=N_("The municipality's own number (journalnummer).")),
            _day("opened", N_("Opened")),
            Field("caseworker", N_("Caseworker")),
            _text("summary", N_("In a few lines")),
        )),
        Section("tracks", N_("Tracks"), (
            Field("tracks", N_("Tracks"), Kind.GROUP, columns=("track", "role", "since"), fields=(
                _choice("track", N_("Track"), "track", required=True),
                _choice("role", N_("Role"), "track_role", N_("What is aimed at, or what is done if it fails."),
                        required=True),
                _day("since", N_("Since"), required=True),
                _day("until", N_("Until"), N_("The last day, where the track was left.")),
                _text("reason", N_("Reason"), N_("Why this track; why it was left.")),
            )),
        )),
        Section("decision", N_("The decision"), (
            _day("decision.planned", N_("Planned"), N_("The planned day of decision: its rules are asked.")),
            _day("decision.team_meeting", N_("Team meeting")),
            _day("decision.begun", N_("Case begun"), N_("When a case on early retirement pension was begun.")),
            _day("decision.decided", N_("Decided")),
            _day("decision.change_over", N_("Change-over day"),
                 N_("When the municipality went over to the total description; in 2026 it states its own day.")),
            Field("decision.change_over_source", N_("Who says so")),
        )),
    ),
)  # fmt: skip

_FACT: Final = EntryForm(
    "facts",
    N_("Fact"),
    (
        Section("fact", N_("Fact"), (
            _choice("kind", N_("What about"), "fact_kind", required=True),
            Field("value_yes", N_("Is it so"), Kind.YES_NO, shown_when=_asked_as("yes_no"), required=True),
            Field("value_number", N_("Number"), Kind.NUMBER, shown_when=_asked_as("number"), required=True),
            Field("value_day", N_("The day"), Kind.DATE, shown_when=_asked_as("day"), help=_DAY_HELP, required=True),
            Field("value_text", N_("What"), Kind.TEXT, shown_when=_asked_as("text"), required=True),
            _day("day", N_("Holds since"), N_("Since when it holds, or when it was last confirmed.")),
            _day("until", N_("Until")),
            Field("source", N_("Source"), help=N_("Who says so.")),
            _text("text", N_("Reasons"), N_("The reasons, in words."), 3),
        )),
    ),
)  # fmt: skip

_SECTION: Final = EntryForm(
    "sections",
    N_("Section of the preparatory part"),
    (
        Section("section", N_("Text"), (
            _text("text", N_("Text"), N_("It describes, with the citizen; it does not judge future measures."), 8),
            _day("updated", N_("Last worked on")),
            Field("by", N_("Who contributed"), Kind.GROUP, columns=("role", "who", "day"), fields=(
                _choice("role", N_("As"), "contributor", required=True),
                Field("who", N_("Name")),
                _day("day", N_("Day")),
            )),
        )),
    ),
)  # fmt: skip

_EVIDENCE: Final = EntryForm(
    "evidence",
    N_("Evidence"),
    (
        Section("paper", N_("The paper"), (
            _choice("kind", N_("Kind"), "evidence_kind", required=True),
            Field("title", N_("Title"), help=N_("What it is, where the kind does not say enough.")),
            Field("author", N_("Author")),
            _choice("role", N_("Author is"), "author_role"),
            _ABOUT,
            _day("information_date", N_("Information from"), N_("The day of the information, not of the letter.")),
            _day("received", N_("Received")),
            _day("read", N_("Read")),
            _day("acted_on", N_("Acted on")),
            _text("action", N_("What was done")),
        )),
        Section("states", N_("What it states"), (
            _text("states.diagnosis", N_("Diagnosis")),
            _text("states.treatment", N_("Treatment"), N_("Done, under way, possible.")),
            _text("states.prognosis", N_("Prognosis")),
            _text("states.functioning", N_("Functioning")),
            _text("states.significance", N_("For work ability"), N_("What it says of the significance for work.")),
            _text("states.accommodations", N_("Accommodations")),
            _text("states.permanence", N_("Whether it lasts"), N_("Whether it will last, and why.")),
            _text("states.citizen_view", N_("Citizen's view")),
            _choice("states.work_ability", N_("Read as: able"), "work_ability",
                    N_("As you understand it: what it says of the ability to work.")),
            _choice("states.lasting", N_("Read as: lasting"), "lasting",
                    N_("As you understand it: whether what it says of will last.")),
        ), help=N_("Leave empty what it says nothing about.")),
    ),
)  # fmt: skip

_HEALTH_EVENT: Final = EntryForm(
    "health_events",
    N_("Health event"),
    (
        Section("event", N_("What happened"), (
            _choice("kind", N_("What"), "health_event", required=True),
            _day("day", N_("When"), required=True),
            _ABOUT,
            _text("text", N_("In words")),
            Field("source", N_("Source"), help=N_("Who says so.")),
        )),
    ),
)  # fmt: skip

_REQUEST: Final = EntryForm(
    "requests",
    N_("Request to a doctor"),
    (
        Section("asked", N_("What is asked"), (
            Field("form", N_("Form"), Kind.CHOICE, choices=lambda _draft: form_choices(), required=True,
                  help=N_("The form that the doctor answers on.")),
            Field("to", N_("To"), help=N_("The doctor.")),
            _ABOUT,
            Field("questions", N_("Questions"), Kind.TEXT_LIST, rows=5,
                  help=N_("What this case needs to know, one question a line.")),
            _text("why", N_("Why"), N_("Why this case needs it."), 3),
        )),
        Section("steps", N_("Its steps"), (
            _day("requested", N_("Sent"), N_("Left out while it is being prepared.")),
            _day("citizen_contacted", N_("Citizen contacted"), N_("When the citizen was told of it.")),
            _day("consultation", N_("Consultation"), N_("When the doctor saw the citizen.")),
            Field("reminders", N_("Reminders"), Kind.GROUP, columns=("day",), fields=(_day("day", N_("Day")),)),
            Field("calls", N_("Calls"), Kind.GROUP, columns=("day", "text"),
                  fields=(_day("day", N_("Day"), required=True), _text("text", N_("What was said")))),
            _day("received", N_("Received")),
            Field("evidence", N_("Came as"), Kind.TEXT_LIST, rows=1,
                  help=N_("The evidence that came of it by its id, as E3.")),
            _day("declined", N_("Declined")),
            _text("declined_because", N_("Declined because")),
            _day("withdrawn", N_("Taken back")),
            _text("withdrawn_because", N_("Taken back because")),
        )),
    ),
)  # fmt: skip

_CONVERSATION: Final = EntryForm(
    "conversations",
    N_("Conversation"),
    (
        Section("said", N_("What was said"), (
            _day("day", N_("Day"), required=True),
            _choice("how", N_("How"), "conversation_how"),
            _text("health", N_("About health"), N_("What the citizen said about health, in the citizen's words."), 4),
            _text("work", N_("About work")),
            _text("wishes", N_("About wishes")),
            _text("other", N_("About other things")),
        )),
    ),
)  # fmt: skip

_MEASURE: Final = EntryForm(
    "measures",
    N_("Measure"),
    (
        Section("measure", N_("Measure"), (
            _choice("kind", N_("Kind"), "measure", required=True),
            Field("name", N_("Name")),
            Field("provider", N_("Carried out by")),
            _text("goal", N_("Goal"), N_("What it was to lead to.")),
            _day("start", N_("First day")),
            _day("end", N_("Last day"), N_("Once it has ended.")),
            Field("weekly_minutes", N_("Hours a week"), Kind.HOURS, help=N_("Hours and minutes, as 1:00.")),
            Field("sessions_planned", N_("Sessions planned"), Kind.NUMBER),
            Field("sessions_attended", N_("Sessions attended"), Kind.NUMBER),
            _text("result", N_("Result"), N_("What came of it."), 3),
            _text("ended_because", N_("Why it ended")),
            Field("own_workplace", N_("Own workplace"), Kind.YES_NO, help=N_("At the citizen's own workplace.")),
        )),
    ),
)  # fmt: skip


def _hours(path: str, label: str, help_text: str, *, required: bool = False) -> Field:
    return Field(path, label, Kind.HOURS, help=help_text, required=required)


_TRIAL: Final = EntryForm(
    "trials",
    N_("Work trial"),
    (
        Section("place", N_("Where and what"), (
            Field("employer", N_("Employer")),
            Field("own_workplace", N_("Own workplace"), Kind.YES_NO, help=N_("At the citizen's own workplace.")),
            _text("tasks", N_("Tasks"), rows=3),
            _day("start", N_("First day")),
            _day("end", N_("Last day"), N_("Once it has ended.")),
            _text("ended_because", N_("Why it ended")),
            _hours("planned_minutes", N_("Hours planned"), N_("A week.")),
            _hours("present_minutes", N_("Hours there"), N_("A week, on average.")),
            _hours("effective_minutes", N_("Effective hours"), N_("A week, judged: work done at ordinary speed.")),
            _hours("paid_minutes", N_("Paid hours"), N_("Ordinary paid hours a week.")),
            Field("measure", N_("Part of measure"), help=N_("The measure it is part of, by its id, as M2.")),
        )),
        Section("weeks", N_("Week by week"), (
            Field("weeks", N_("Weeks"), Kind.GROUP, columns=("start", "planned_minutes", "present_minutes"), fields=(
                _day("start", N_("Monday"), required=True),
                _hours("planned_minutes", N_("Hours planned"), "", required=True),
                _hours("present_minutes", N_("Hours there"), "", required=True),
                _hours("effective_minutes", N_("Effective hours"), N_("Judged: work done at ordinary speed.")),
            )),
        ), help=N_("Hours that went up and hours that went down both tell.")),
        Section("adjustments", N_("Adjustments"), (
            Field("accommodations", N_("Accommodations"), Kind.TEXT_LIST, help=_LINES_HELP),
            Field("adjustments", N_("Adjustments tried"), Kind.GROUP, columns=("day", "kind", "after"), fields=(
                _day("day", N_("Since"), required=True),
                _choice("kind", N_("What was changed"), "adjustment", required=True),
                Field("before", N_("How it was"), required=True),
                Field("after", N_("How it became"), required=True),
                _text("reason", N_("Why"), required=True),
                _text("effect", N_("Effect"), N_("What it did; empty until it can be seen.")),
            )),
        )),
        Section("conclusion", N_("Conclusion"), (
            _text("development", N_("Development"), rows=3),
            _text("prospects", N_("May lead to")),
            _text("conclusion", N_("Conclusion"), N_("With its reasons."), 5),
            Field("concluded_by", N_("Concluded by")),
            _day("concluded", N_("Concluded on")),
        )),
    ),
)  # fmt: skip

FORMS: Final[Mapping[str, EntryForm]] = {
    form.kind: form
    for form in (
        _HEAD, _FACT, _SECTION, _EVIDENCE, _HEALTH_EVENT, _REQUEST, _CONVERSATION, _MEASURE, _TRIAL,
    )
}  # fmt: skip
"""The form of each kind of entry."""
