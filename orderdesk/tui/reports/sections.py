"""The form of a report, made of what was ordered: a block for each goal, question and piece of documentation, in the
order's own ranking, with the order's text above the answer."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk.reporting.report_basis import Against
from orderdesk.desk.wording import WORDS, choices, words
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.orders.form_tried import ADJUSTMENTS
from orderdesk.tui.reports import answers
from orderdesk.tui.reports.rows import (
    ATTACHMENTS,
    FOLLOWED_UP,
    NEXT_STEPS,
    PROPOSALS,
    SESSIONS,
    TRIAL_WEEKS,
    WARNINGS,
)
from orderdesk.tui.reports.told import reminder

Body = Mapping[str, Any]


def sections_of(against: Against, body: Body) -> list[Section]:
    """The sections of the report in `body`, written against an order."""
    made = [_period(against)]
    made += [
        *_blocks(against, body, "goals", "goal", _goal_fields),
        *_blocks(against, body, "questions", "question", _question_fields),
        *_blocks(against, body, "documentation", "documentation", _documentation_fields),
        Section("sessions", N_("Attendance"), (SESSIONS,)),
        *(_point(name) for name in WORDS["point"]),
        _ASSESSMENT,
        _CITIZEN_VIEW,
        Section("adjustments", N_("Adjustments"), (ADJUSTMENTS,), _tried_before(against)),
    ]
    if against.work_trial or body.get("work_trial"):
        made.append(_WORK_TRIAL)
    if against.previous is not None or body.get("followed_up"):
        made.append(Section("followed_up", N_("Last month's steps"), (FOLLOWED_UP,)))
    made += [_WARNINGS, Section("proposals", N_("Proposals"), (PROPOSALS,)), _NEXT]
    if body.get("kind") == "final":
        made.append(_OUTCOME)
    return [*made, _FILES, _FINISH]


def _period(against: Against) -> Section:
    def kinds(draft: Draft) -> list[tuple[str, str]]:
        wanted = against.draft_wanted or draft.get("kind") == "draft"
        return [(code, label) for code, label in choices("report_kind") if code != "draft" or wanted]

    return Section(
        "period",
        N_("Period"),
        (
            Field("kind", N_("Kind"), Kind.CHOICE, choices=kinds, required=True),
            Field("period.start", N_("First day"), Kind.DATE, required=True),
            Field("period.end", N_("Last day"), Kind.DATE, required=True),
            Field(
                "underway", N_("What changed the direction"), Kind.LONG_TEXT,
                help=N_("What happened underway that changed the direction. Leave it empty if nothing did."),
            ),
        ),
        "\n".join(text for text in (_what_was_said(against), reminder(against)) if text),
    )  # fmt: skip


def _tried_before(against: Against) -> str:
    """That there is more to read, and which rows are there to be followed up."""
    if not against.tried:
        return ""
    told = ngettext("{count} adjustment has been tried in this course so far; F5 shows it.",
                    "{count} adjustments have been tried in this course so far; F5 shows them.",
                    len(against.tried)).format(count=len(against.tried))  # fmt: skip
    unseen = any(not row.effect for row in against.tried)
    again = _("Those without an effect stand here again: write what can be seen by now.")
    return f"{told} {again}" if unseen else told


def _what_was_said(against: Against) -> str:
    """What the caseworker said of the version before, or what the order wants first."""
    asked = against.asked or {}
    text = str(asked.get("text") or "")
    if asked.get("kind") == "comments":
        items = ", ".join(str(one["item"]) for one in asked["items"])
        told = _(
            "The draft has comments, at {items}. Kind says what you send now: a draft again, or the report itself."
        )
        return told.format(items=items) + (f"\n! {text}" if text else "")
    if asked:
        return _("The caseworker asks for more: {text}").format(text=text)
    if against.cleared:
        return _("The draft is cleared: this is the report itself, with the draft's text.")
    if against.draft_wanted:
        return _("The order wants a draft first: {name} looks whether what was asked is covered.").format(
            name=against.reader
        )
    return ""


_ORDERED = {
    "goals": answers.goal_ordered,
    "questions": answers.question_ordered,
    "documentation": answers.documentation_ordered,
}


def _blocks(against: Against, body: Body, member: str, kind: str, fields_at: Any) -> list[Section]:
    answered = {a.get(kind): at for at, a in enumerate(body.get(member) or []) if isinstance(a, Mapping)}
    commented = (against.asked or {}).get("kind") == "comments"
    made = []
    for item in sorted(against.order.get(member, []), key=lambda item: item.get("rank", 0)):
        position = answered.get(item["id"])
        if position is None:
            continue
        told = answers.as_text(_ORDERED[member](item)).plain
        if wanted := against.asked_about(item["id"]):
            told += "\n! " + (_("Comment: {text}") if commented else _("The caseworker asks: {text}")).format(
                text=wanted
            )
        title = f"{item['id']} {item['text']}"
        made.append(Section(f"{member}.{position}", title, fields_at(f"{member}.{position}"), told))
    return made


def _step(at: str) -> tuple[Field, ...]:
    return (
        Field(f"{at}.next_step.text", N_("Next step"), required=True, help=N_("What will be done next for this goal.")),
        Field(f"{at}.next_step.who", N_("Who"), required=True),
        Field(f"{at}.next_step.by", N_("By"), Kind.DATE, required=True, help=N_("3/12, 3. dec or +14.")),
    )


def _goal_fields(at: str) -> tuple[Field, ...]:
    return (
        Field(f"{at}.status", N_("Worked on"), Kind.CHOICE, choices=choices("goal_status"), required=True,
              help=N_("Not worked on is an answer, with the reason. Changing it keeps what you have written.")),
        Field(f"{at}.cause", N_("Cause"), Kind.CHOICE, choices=choices("not_worked_on_cause"), required=True),
        Field(f"{at}.reason", N_("Why not"), Kind.LONG_TEXT, required=True, rows=2),
        Field(f"{at}.attainment", N_("Attainment"), Kind.CHOICE, choices=choices("attainment"), required=True,
              help=N_("Goal Attainment Scale, from -2 to +2; 0 is what was expected by now.")),
        Field(f"{at}.observation", N_("What was seen"), Kind.LONG_TEXT, required=True, rows=2,
              help=N_("What was seen or heard that the figure rests on; what you think of it stands elsewhere.")),
        Field(f"{at}.change", N_("Since last"), Kind.CHOICE, choices=choices("change"), required=True),
        Field(f"{at}.done", N_("What was done"), Kind.LONG_TEXT, required=True, rows=2),
        Field(f"{at}.changed", N_("What changed"), Kind.LONG_TEXT, required=True, rows=2,
              help=N_("Small steps and setbacks too: a bus ride, a day that went wrong.")),
        Field(f"{at}.on_track", N_("Date will hold"), Kind.YES_NO, required=True),
        Field(f"{at}.off_track_because", N_("What is in the way"), Kind.LONG_TEXT, rows=2),
        *_step(at),
    )  # fmt: skip


def _question_fields(at: str) -> tuple[Field, ...]:
    return (
        Field(f"{at}.status", N_("Answer"), Kind.CHOICE, choices=choices("question_status"), required=True),
        Field(f"{at}.answer", N_("The answer"), Kind.LONG_TEXT, required=True, rows=5),
        Field(f"{at}.reason", N_("Why not yet"), Kind.LONG_TEXT, required=True),
        Field(f"{at}.expected", N_("Expected"), Kind.DATE, help=N_("When it can be answered.")),
    )


def _documentation_fields(at: str) -> tuple[Field, ...]:
    return (
        Field(f"{at}.status", N_("Status"), Kind.CHOICE, choices=choices("documentation_status"), required=True),
        Field(f"{at}.text", N_("What it shows"), Kind.LONG_TEXT, required=True, rows=4,
              help=N_("What it shows, or why it is not there.")),
    )  # fmt: skip


def _point(name: str) -> Section:
    at = f"points.{name}"
    return Section(
        at,
        WORDS["point"][name],
        (
            Field(f"{at}.status", N_("Relevant"), Kind.CHOICE, choices=choices("point_status"), required=True),
            Field(f"{at}.text", N_("How things stand"), Kind.LONG_TEXT, required=True, rows=5),
            Field(f"{at}.change", N_("Since last"), Kind.CHOICE, choices=choices("change"), required=True),
            Field(f"{at}.reason", N_("Why not relevant"), Kind.LONG_TEXT, required=True),
        ),
        _("{point}, as it matters for work. An empty field is no answer.").format(point=words("point", name)),
    )


_ASSESSMENT = Section(
    "assessment",
    N_("Assessment"),
    (
        Field("assessment.since_last", N_("Since last"), Kind.CHOICE, choices=choices("change"), required=True),
        Field("assessment.since_last_text", N_("What has moved"), Kind.LONG_TEXT, required=True),
        Field("assessment.work_ability", N_("Work ability"), Kind.LONG_TEXT, required=True),
        Field("assessment.resources", N_("Resources"), Kind.LONG_TEXT, required=True, rows=2),
        Field("assessment.barriers", N_("Barriers"), Kind.LONG_TEXT, required=True, rows=2),
        Field("assessment.potential", N_("Development potential"), Kind.LONG_TEXT, required=True, rows=2),
    ),
    N_("Your professional judgement. What was seen stands at the goals, what the citizen says in the citizen's view."),
)
_CITIZEN_VIEW = Section(
    "citizen_view",
    N_("The citizen's view"),
    (
        Field("citizen_view.status", N_("The view"), Kind.CHOICE, choices=choices("view_status"), required=True),
        Field("citizen_view.quote", N_("The citizen's own words"), Kind.LONG_TEXT, required=True, rows=4),
        Field("citizen_view.obtained", N_("How it was had"), Kind.CHOICE, choices=choices("view_obtained"),
              required=True),
        Field("citizen_view.day", N_("When"), Kind.DATE, required=True),
        Field("citizen_view.agrees", N_("With the report"), Kind.CHOICE, choices=choices("view_agrees"), required=True),
        Field("citizen_view.disagreement", N_("Disagrees with"), Kind.LONG_TEXT),
        Field("citizen_view.reason", N_("Why there is none"), Kind.LONG_TEXT, required=True),
        Field("citizen_view.attempts", N_("Attempts"), Kind.NUMBER, required=True),
    ),
    N_("What the citizen says about the month and about this report, quoted."),
)  # fmt: skip
_WORK_TRIAL = Section(
    "work_trial",
    N_("Work trial"),
    (
        Field("work_trial.employer", N_("Employer"), required=True),
        Field("work_trial.tasks", N_("Tasks"), Kind.LONG_TEXT, required=True),
        Field("work_trial.start", N_("First day"), Kind.DATE),
        Field("work_trial.planned_minutes", N_("Hours planned"), Kind.HOURS, required=True, help=N_("A week.")),
        Field("work_trial.present_minutes", N_("Hours present"), Kind.HOURS, required=True,
              help=N_("A week, on average.")),
        Field("work_trial.effective_minutes", N_("Hours effective"), Kind.HOURS, required=True,
              help=N_("A week, judged: work done at ordinary speed.")),
        Field("work_trial.paid_minutes", N_("Hours paid"), Kind.HOURS, help=N_("Ordinary paid hours a week.")),
        TRIAL_WEEKS,
        Field("work_trial.accommodations", N_("Accommodations"), Kind.TEXT_LIST, help=N_("One a line.")),
        Field("work_trial.prospects", N_("Prospects"), Kind.LONG_TEXT, required=True,
              help=N_("What it may lead to, such as paid hours.")),
        Field("work_trial.end", N_("Last day"), Kind.DATE, help=N_("Once it has ended; leave it empty till then.")),
        Field("work_trial.ended_because", N_("Why it ended"), Kind.LONG_TEXT, rows=2,
              help=N_("What was seen, and what the citizen and the employer say.")),
    ),
)  # fmt: skip
_WARNINGS = Section(
    "warnings",
    N_("Early warnings"),
    (
        WARNINGS,
        Field("not_ready_yet", N_("Has to come first"), Kind.LONG_TEXT, rows=2,
              help=N_("Treatment or assessment that has to come first, where that is so.")),
    ),
    N_("What the caseworker should know now and not in a month."),
)  # fmt: skip
_NEXT = Section("next_steps", N_("Next month's steps"), (NEXT_STEPS,))
_OUTCOME = Section(
    "outcome",
    N_("Outcome"),
    (
        Field("outcome.outcome", N_("Outcome"), Kind.CHOICE, choices=choices("outcome"), required=True),
        Field("outcome.text", N_("What came of it"), Kind.LONG_TEXT, required=True),
        Field("outcome.recommendation", N_("Recommendation"), Kind.LONG_TEXT, required=True),
        Field("outcome.unresolved", N_("Unmet needs"), Kind.TEXT_LIST, help=N_("Needs nobody has met, one a line.")),
    ),
)
_FILES = Section(
    "attachments",
    N_("Files"),
    (ATTACHMENTS,),
    N_("F3 adds a file. The report names it by its fingerprint; the file itself goes as secure mail."),
)
_FINISH = Section(
    "finish",
    N_("Finish"),
    (Field("attested", N_("I stand by this"), Kind.YES_NO, required=True),),
    N_("You sign the report as a description of this citizen's month. F9 checks and sends it."),
)
