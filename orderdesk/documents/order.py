"""The order (bestilling): what a jobcentre asks a provider to do for one citizen, and what it wants to be told."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.citizen import Citizen, Stance, Voice
from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Count, Day, Digest, ItemId, Line, Minutes, Part, Text, Urn, Version
from orderdesk.documents.people import Placer, Provider
from orderdesk.documents.work_trial import Adjustment

ProgrammeType = Literal[
    "clarification", "mentor", "work_placement", "training", "upskilling", "work_trial",
    "wage_subsidy", "guidance", "health_course", "other",
]  # fmt: skip
TrackCode = Literal[
    "ordinary_work", "education", "ordinary_hours", "flex_job", "early_retirement_pension",
    "resource_course", "job_clarification", "not_decided",
]  # fmt: skip


class Programme(Part):
    """What kind of course is bought, and on which legal basis."""

    type: Annotated[ProgrammeType, Field(description="Programme type (tilbudstype).")]
    other: Annotated[Line | None, Field(description="What it is, when the type is other.")] = None
    package: Annotated[Line | None, Field(description="The product or package bought under the agreement.")] = None
    legal_basis: Annotated[Line, Field(description="The provision the course is given under (retsgrundlag).")]


class Tracks(Part):
    """Where the case is heading (spor), and what happens if it does not get there."""

    aims: Annotated[list[TrackCode], Field(min_length=1, max_length=4, description="The aims, the foremost first.")]
    plan_b: Annotated[Text | None, Field(description="What is done if the first aim does not hold.")] = None


class Purpose(Part):
    """Why this course, for this citizen (formål)."""

    text: Annotated[Text, Field(description="The purpose.")]
    leads_to: Annotated[Text, Field(description="What the course should lead to.")]
    to_clarify: Annotated[
        list[Text], Field(max_length=20, description="What is not known yet and must be found out.")
    ] = []


class SubGoal(Part):
    """A step on the way to a goal (delmål)."""

    id: ItemId
    text: Annotated[Text, Field(description="The step.")]
    due: Annotated[Day | None, Field(description="When it should be reached.")] = None


class Goal(Part):
    """A goal (mål) that every report answers."""

    id: ItemId
    rank: Annotated[int, Field(ge=1, le=40, description="Priority: 1 comes first. No two goals share a rank.")]
    text: Annotated[Text, Field(description="The goal.")]
    seen_by: Annotated[Text, Field(description="How one will see that the goal is met (tegn).")]
    baseline: Annotated[Text | None, Field(description="How things stand at the start (udgangspunkt).")] = None
    due: Annotated[Day, Field(description="When the goal should be met.")]
    binding: Annotated[
        Literal["fixed", "open"], Field(description="Fixed, or open to the consultant's judgement on the way.")
    ]
    stance: Annotated[Stance, Field(description="What the citizen thinks of this goal.")] = "not_asked"
    sub_goals: Annotated[list[SubGoal], Field(max_length=20, description="Steps on the way (delmål).")] = []


class Activity(Part):
    """Something that is to be done, the goal it serves, and who does it."""

    id: ItemId
    text: Annotated[Text, Field(description="What is done.")]
    serves: Annotated[list[ItemId], Field(min_length=1, max_length=20, description="Ids of the goals it serves.")]
    done_by: Annotated[
        Literal["consultant", "caseworker", "citizen", "doctor", "employer", "other"], Field(description="Who does it.")
    ]
    done_by_name: Annotated[Line | None, Field(description="Who, by name.")] = None
    stance: Annotated[Stance, Field(description="What the citizen thinks of it.")] = "not_asked"


class Question(Part):
    """A question that each report must answer."""

    id: ItemId
    text: Annotated[Text, Field(description="The question.")]
    why: Annotated[Text | None, Field(description="What the answer will be used for.")] = None


class WantedDocumentation(Part):
    """Documentation that the course must produce, and the rule that needs it."""

    id: ItemId
    kind: Annotated[
        Literal["work_trial", "functioning", "work_ability", "adjustments", "health", "attendance", "other"],
        Field(description="What it is to describe."),
    ]
    text: Annotated[Text, Field(description="What is wanted.")]
    rule: Annotated[Line, Field(description="The rule the documentation is needed for.")]
    due: Annotated[Day, Field(description="When it is needed.")]


class PlannedSession(Part):
    """A meeting in the weekly plan."""

    weekday: Annotated[int, Field(ge=1, le=7, description="1 is Monday.")]
    start: Annotated[
        str | None,
        Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description="Local time of day in Denmark, HH:MM."),
    ] = None
    minutes: Annotated[Minutes, Field(description="How long, in minutes.")]
    place: Annotated[Line | None, Field(description="Where.")] = None


class Course(Part):
    """The course (forløb) in time."""

    start: Annotated[Day, Field(description="The first day.")]
    end: Annotated[Day, Field(description="The last day.")]
    weekly_minutes: Annotated[Minutes, Field(description="Hours a week, in minutes.")]
    sessions: Annotated[list[PlannedSession], Field(max_length=40, description="The weekly plan.")] = []


class Reporting(Part):
    """When reports are wanted, and how."""

    frequency: Annotated[
        Literal["fortnightly", "monthly", "every_two_months"],
        Field(description="How often (hyppighed); once a month is usual."),
    ]
    first_due: Annotated[Day, Field(description="When the first report is due.")]
    draft_wanted: Annotated[bool, Field(description="Whether a draft is wanted for review (gennemlæsning).")]
    final_due: Annotated[Day, Field(description="The final report, at the latest 14 days before the end.")]


class FollowUp(Part):
    """How close the contact should be during the course."""

    meeting_weeks: Annotated[int, Field(ge=1, le=52, description="Weeks between three-party meetings (trepartsmøder).")]
    closeness: Annotated[
        Literal["weekly", "fortnightly", "monthly", "when_needed"],
        Field(description="How often caseworker and consultant speak."),
    ]
    ring_when: Annotated[Text | None, Field(description="What the caseworker wants a call about at once.")] = None


class Disclosure(Part):
    """The basis on which information is shared with the provider (videregivelsesgrundlag)."""

    id: ItemId
    basis: Annotated[
        Literal["consent", "statute", "citizen_gave_it"],
        Field(description="Consent (samtykke), statute (lovhjemmel), or the citizen's own doing."),
    ]
    provision: Annotated[Line | None, Field(description="The provision, such as retssikkerhedsloven § 11 a.")] = None
    covers: Annotated[Text, Field(description="Which information, from whom, for which case.")]
    given: Annotated[Day, Field(description="Since when.")]
    until: Annotated[Day | None, Field(description="Until when, this day included.")] = None


class Attachment(Part):
    """A file that goes with the order, named by its hash."""

    id: ItemId
    name: Annotated[Line, Field(description="The file's name.")]
    kind: Annotated[Literal["medical", "earlier_report", "cv", "plan", "other"], Field(description="What it holds.")]
    author: Annotated[Line, Field(description="Who wrote it.")]
    information_date: Annotated[Day, Field(description="The date of the information, not of the file.")]
    hash: Annotated[Digest, Field(description="SHA-256 of the file, in hexadecimal.")]
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes.")]
    disclosure: Annotated[ItemId | None, Field(description="Id of the disclosure basis that covers it.")] = None


class Change(Part):
    """One field that a new version changes, and why."""

    path: Annotated[Line, Field(description="The field, as $.goals[0].due.")]
    reason: Annotated[Text, Field(description="Why.")]


class Relation(Part):
    """Another order for the same citizen, and what this one does about it."""

    kind: Annotated[
        Literal["replaces", "restarts", "beside", "follows"],
        Field(description="What this order does to the other one."),
    ]
    thread: Annotated[Urn, Field(description="The other order's thread.")]
    reason: Annotated[Text | None, Field(description="Why.")] = None


class WorkTrialPlan(Part):
    """What a work trial (arbejdsprøvning) in the course is to try out."""

    field: Annotated[Line, Field(description="The kind of work.")]
    start_minutes: Annotated[Minutes, Field(description="Hours a week at the start, in minutes.")]
    try_out: Annotated[list[Text], Field(max_length=20, description="Adjustments to try.")]


class Order(Part):
    """The body of an order."""

    version: Annotated[Version, Field(description="1, and one higher with each amendment.")]
    replaces: Annotated[Digest | None, Field(description="The version that this one supersedes.")] = None
    changes: Annotated[
        list[Change], Field(max_length=100, description="What this version changes, field by field.")
    ] = []
    relation: Annotated[Relation | None, Field(description="Another order for the same citizen.")] = None
    case_number: Annotated[Line | None, Field(description="The municipality's own case number (journalnummer).")] = None
    placer: Annotated[Placer, Field(description="Who places the order (bestiller).")]
    provider: Annotated[Provider, Field(description="Who is to carry it out (leverandør).")]
    programme: Annotated[Programme, Field(description="What is bought (tilbud).")]
    tracks: Annotated[Tracks, Field(description="Where the case is heading (spor).")]
    citizen: Annotated[Citizen, Field(description="The citizen (borger).")]
    voice: Annotated[Voice, Field(description="The citizen's own voice (borgerens stemme).")]
    purpose: Annotated[Purpose, Field(description="The purpose (formål).")]
    goals: Annotated[list[Goal], Field(min_length=1, max_length=20, description="The goals (mål), by priority.")]
    activities: Annotated[list[Activity], Field(max_length=40, description="The activities (aktiviteter).")] = []
    questions: Annotated[
        list[Question], Field(max_length=40, description="The questions that the reports must answer (spørgsmål).")
    ] = []
    documentation: Annotated[
        list[WantedDocumentation],
        Field(max_length=20, description="The documentation that the course must produce (dokumentation)."),
    ] = []
    work_trial: Annotated[
        WorkTrialPlan | None, Field(description="The work trial (arbejdsprøvning), when there is one.")
    ] = None
    course: Annotated[Course, Field(description="The course in time (forløb).")]
    planned_sessions: Annotated[Count | None, Field(description="Sessions planned in the whole course.")] = None
    reporting: Annotated[Reporting, Field(description="The reports that are wanted (rapportering).")]
    follow_up: Annotated[FollowUp, Field(description="The contact that is wanted (opfølgning).")]
    disclosure: Annotated[
        list[Disclosure], Field(max_length=20, description="The bases for what is shared (videregivelse).")
    ] = []
    attachments: Annotated[list[Attachment], Field(max_length=20, description="Files that go along (bilag).")] = []
    answer_by: Annotated[
        Day | None, Field(description="The provider answers by this day (svarfrist), or the order expires.")
    ] = None
    adjustments: Annotated[
        list[Adjustment], Field(max_length=60, description="Adjustments already tried (afprøvede skånehensyn).")
    ] = []
    answers_question: Annotated[Digest | None, Field(description="The question that this version answers.")] = None


class OrderDocument(Document):
    """An order, signed by the caseworker who places it."""

    type: Literal["orderdesk.order.v1"]
    body: Annotated[Order, Field(description="The order (bestilling).")]
