"""The order (bestilling): what a jobcentre asks a provider to do for one citizen, and what it wants to be told."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.citizen import Citizen, Stance, Voice
from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Count, Day, Digest, ItemId, Line, Minutes, Part, Text, Urn, Version
from orderdesk.documents.people import Placer, Provider

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

    aims: Annotated[list[TrackCode], Field(min_length=1, max_length=4)]
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
    text: Text
    due: Day | None = None


class Goal(Part):
    """A goal (mål) that every report answers."""

    id: ItemId
    rank: Annotated[int, Field(ge=1, le=40, description="Priority: 1 comes first. No two goals share a rank.")]
    text: Text
    seen_by: Annotated[Text, Field(description="How one will see that the goal is met (tegn).")]
    baseline: Annotated[Text | None, Field(description="How things stand at the start (udgangspunkt).")] = None
    due: Annotated[Day, Field(description="When the goal should be met.")]
    binding: Annotated[
        Literal["fixed", "open"], Field(description="Fixed, or open to the consultant's judgement on the way.")
    ]
    stance: Annotated[Stance, Field(description="What the citizen thinks of this goal.")] = "not_asked"
    sub_goals: Annotated[list[SubGoal], Field(max_length=20)] = []


class Activity(Part):
    """Something that is to be done, the goal it serves, and who does it."""

    id: ItemId
    text: Text
    serves: Annotated[list[ItemId], Field(min_length=1, max_length=20, description="Ids of the goals it serves.")]
    done_by: Literal["consultant", "caseworker", "citizen", "doctor", "employer", "other"]
    done_by_name: Line | None = None
    stance: Stance = "not_asked"


class Question(Part):
    """A question that each report must answer."""

    id: ItemId
    text: Text
    why: Annotated[Text | None, Field(description="What the answer will be used for.")] = None


class WantedDocumentation(Part):
    """Documentation that the course must produce, and the rule that needs it."""

    id: ItemId
    kind: Literal["work_trial", "functioning", "work_ability", "adjustments", "health", "attendance", "other"]
    text: Text
    rule: Annotated[Line, Field(description="The rule the documentation is needed for.")]
    due: Day


class PlannedSession(Part):
    """A meeting in the weekly plan."""

    weekday: Annotated[int, Field(ge=1, le=7, description="1 is Monday.")]
    start: Annotated[str | None, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = None
    minutes: Minutes
    place: Line | None = None


class Course(Part):
    """The course (forløb) in time."""

    start: Day
    end: Day
    weekly_minutes: Annotated[Minutes, Field(description="Hours a week, in minutes.")]
    sessions: Annotated[list[PlannedSession], Field(max_length=40)] = []


class Reporting(Part):
    """When reports are wanted, and how."""

    frequency: Literal["fortnightly", "monthly", "every_two_months"]
    first_due: Day
    draft_wanted: Annotated[bool, Field(description="Whether a draft is wanted for review (gennemlæsning).")]
    final_due: Annotated[Day, Field(description="The final report, at the latest 14 days before the end.")]


class FollowUp(Part):
    """How close the contact should be during the course."""

    meeting_weeks: Annotated[int, Field(ge=1, le=52, description="Weeks between three-party meetings (trepartsmøder).")]
    closeness: Literal["weekly", "fortnightly", "monthly", "when_needed"]
    ring_when: Annotated[Text | None, Field(description="What the caseworker wants a call about at once.")] = None


class Disclosure(Part):
    """The basis on which information is shared with the provider (videregivelsesgrundlag)."""

    id: ItemId
    basis: Literal["consent", "statute", "citizen_gave_it"]
    provision: Annotated[Line | None, Field(description="The provision, such as retssikkerhedsloven § 11 a.")] = None
    covers: Annotated[Text, Field(description="Which information, from whom, for which case.")]
    given: Day
    until: Day | None = None


class Attachment(Part):
    """A file that goes with the order, named by its hash."""

    id: ItemId
    name: Line
    kind: Literal["medical", "earlier_report", "cv", "plan", "other"]
    author: Line
    information_date: Annotated[Day, Field(description="The date of the information, not of the file.")]
    hash: Digest
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes.")]
    disclosure: Annotated[ItemId | None, Field(description="Id of the disclosure basis that covers it.")] = None


class Change(Part):
    """One field that a new version changes, and why."""

    path: Annotated[Line, Field(description="The field, as $.goals[0].due.")]
    reason: Text


class Relation(Part):
    """Another order for the same citizen, and what this one does about it."""

    kind: Literal["replaces", "restarts", "beside", "follows"]
    thread: Urn
    reason: Text | None = None


class WorkTrialPlan(Part):
    """What a work trial (arbejdsprøvning) in the course is to try out."""

    field: Annotated[Line, Field(description="The kind of work.")]
    start_minutes: Annotated[Minutes, Field(description="Hours a week at the start, in minutes.")]
    try_out: Annotated[list[Text], Field(max_length=20, description="Adjustments to try.")]


class Order(Part):
    """The body of an order."""

    version: Version
    replaces: Annotated[Digest | None, Field(description="The version that this one supersedes.")] = None
    changes: Annotated[list[Change], Field(max_length=100)] = []
    relation: Relation | None = None
    case_number: Annotated[Line | None, Field(description="The municipality's own case number (journalnummer).")] = None
    placer: Placer
    provider: Provider
    programme: Programme
    tracks: Tracks
    citizen: Citizen
    voice: Voice
    purpose: Purpose
    goals: Annotated[list[Goal], Field(min_length=1, max_length=20)]
    activities: Annotated[list[Activity], Field(max_length=40)] = []
    questions: Annotated[list[Question], Field(max_length=40)] = []
    documentation: Annotated[list[WantedDocumentation], Field(max_length=20)] = []
    work_trial: WorkTrialPlan | None = None
    course: Course
    planned_sessions: Annotated[Count | None, Field(description="Sessions planned in the whole course.")] = None
    reporting: Reporting
    follow_up: FollowUp
    disclosure: Annotated[list[Disclosure], Field(max_length=20)] = []
    attachments: Annotated[list[Attachment], Field(max_length=20)] = []
    answers_question: Annotated[Digest | None, Field(description="The question that this version answers.")] = None


class OrderDocument(Document):
    """An order, signed by the caseworker who places it."""

    type: Literal["orderdesk.order.v1"]
    body: Order
