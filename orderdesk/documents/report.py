"""The progress report (progressionsrapport): the consultant's answer to one version of an order, for one period.

What was seen, what the citizen says and what the consultant judges stand in fields of their own. An empty field is not
an answer: what is not relevant carries its reason.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.attendance import Session
from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Count, Day, Digest, ItemId, Line, Minutes, Part, Text, Version
from orderdesk.documents.people import Contact

Attainment = Annotated[
    int, Field(ge=-2, le=2, description="Goal Attainment Scale: -2 much less than expected, 0 expected, +2 much more.")
]
Change = Literal["progress", "unchanged", "setback", "first_time"]
NotWorkedOnCause = Literal[
    "citizen_absent", "citizen_not_ready", "provider_capacity", "awaiting_others", "later_in_plan", "other"
]
WarningKind = Literal[
    "risk_of_drop_out", "health_worse", "goal_will_be_missed", "placement_at_risk", "not_ready_yet", "other"
]


class Period(Part):
    """The days the report covers, both included."""

    start: Day
    end: Day


class Step(Part):
    """Something that will be done, by whom and when."""

    text: Text
    who: Line
    by: Day


class WorkedOn(Part):
    """The goal was worked on in the period."""

    status: Literal["worked_on"]
    goal: ItemId
    done: Annotated[Text, Field(description="What was done.")]
    changed: Annotated[Text, Field(description="What changed, small steps and setbacks too.")]
    attainment: Attainment
    observation: Annotated[Text, Field(description="What was seen or heard that the attainment rests on.")]
    change: Change
    on_track: bool
    off_track_because: Text | None = None
    next_step: Step


class NotWorkedOn(Part):
    """The goal was not worked on in the period, and why."""

    status: Literal["not_worked_on"]
    goal: ItemId
    reason: Text
    cause: Literal[
        "citizen_absent", "citizen_not_ready", "provider_capacity", "awaiting_others", "later_in_plan", "other"
    ]
    on_track: bool
    next_step: Step


GoalAnswer = Annotated[WorkedOn | NotWorkedOn, Field(discriminator="status")]


class Answered(Part):
    """A question answered."""

    status: Literal["answered"]
    question: ItemId
    answer: Text


class NotAnswerable(Part):
    """A question that cannot be answered yet, and why."""

    status: Literal["not_yet"]
    question: ItemId
    reason: Text
    expected: Day | None = None


QuestionAnswer = Annotated[Answered | NotAnswerable, Field(discriminator="status")]


class DocumentationAnswer(Part):
    """How far a piece of ordered documentation has come."""

    documentation: ItemId
    status: Literal["produced", "under_way", "not_started"]
    text: Annotated[Text, Field(description="What it shows, or why it is not there.")]
    attachment: Annotated[ItemId | None, Field(description="Id of the attachment that holds it.")] = None


class Described(Part):
    """A point described, relative to the labour market."""

    status: Literal["described"]
    text: Text
    change: Change


class NotRelevant(Part):
    """A point that is not relevant in the period, and why."""

    status: Literal["not_relevant"]
    reason: Text


Point = Annotated[Described | NotRelevant, Field(discriminator="status")]


class Points(Part):
    """The five points of attention (opmærksomhedspunkter), each relative to the labour market."""

    competences: Annotated[Point, Field(description="Professional and practical competences.")]
    personal: Annotated[Point, Field(description="Personal competences in social and job relations.")]
    health: Annotated[Point, Field(description="Health.")]
    conditions: Annotated[Point, Field(description="Material conditions and network.")]
    perspective: Annotated[Point, Field(description="The citizen's own labour-market perspective.")]


class Assessment(Part):
    """The consultant's professional judgement, apart from what was seen."""

    since_last: Annotated[Change, Field(description="On the whole, since the last report.")]
    since_last_text: Text
    work_ability: Annotated[Text, Field(description="Assessment of work ability (arbejdsevne) and possibilities.")]
    resources: Text
    barriers: Text
    potential: Annotated[Text, Field(description="Development potential (udviklingspotentiale).")]


class CitizenViewGiven(Part):
    """What the citizen says about the period and about this report."""

    status: Literal["given"]
    quote: Annotated[Text, Field(description="The citizen's own words.")]
    obtained: Literal["meeting", "phone", "written", "read_together"]
    day: Day
    agrees: Annotated[Literal["agrees", "partly", "disagrees", "has_not_read"], Field(description="With the report.")]
    disagreement: Text | None = None


class CitizenViewMissing(Part):
    """The citizen's view could not be had, and why."""

    status: Literal["not_given"]
    reason: Text
    attempts: Count


CitizenView = Annotated[CitizenViewGiven | CitizenViewMissing, Field(discriminator="status")]


class Totals(Part):
    """Sums of the sessions. Derived from them, never typed; a reader recomputes them."""

    planned: Count
    attended: Count
    planned_minutes: Minutes
    attended_minutes: Minutes
    absent: Count
    moved: Count
    provider_cancelled: Annotated[Count, Field(description="Never counted against the citizen.")]


class Adjustment(Part):
    """Something that was changed to see whether it helps (skånehensyn afprøvet)."""

    day: Day
    kind: Literal["hours", "tasks", "times", "days", "place"]
    before: Line
    after: Line
    reason: Text
    effect: Annotated[Text | None, Field(description="What it did; empty until it can be seen.")] = None


class WorkTrial(Part):
    """The work trial (arbejdsprøvning) in the period."""

    employer: Line
    tasks: Text
    planned_minutes: Annotated[Minutes, Field(description="A week.")]
    present_minutes: Annotated[Minutes, Field(description="A week, on average.")]
    effective_minutes: Annotated[Minutes, Field(description="A week, judged: work done at ordinary speed.")]
    accommodations: Annotated[list[Text], Field(max_length=20)] = []
    paid_minutes: Annotated[Minutes, Field(description="Ordinary paid hours a week, in minutes.")] = 0
    prospects: Text


class FollowedUp(Part):
    """What became of a step from last month's report."""

    step: Text
    status: Literal["done", "partly", "not_done", "dropped"]
    text: Annotated[Text, Field(description="What came of it, or why it was not done.")]


class Warning(Part):
    """Something the caseworker should know early."""

    kind: Literal[
        "risk_of_drop_out", "health_worse", "goal_will_be_missed", "placement_at_risk", "not_ready_yet", "other"
    ]
    text: Text


class Proposal(Part):
    """A proposal to change the order; the caseworker decides."""

    path: Annotated[Line, Field(description="The field, as $.course.weekly_minutes.")]
    text: Text
    reason: Text


class ReportAttachment(Part):
    """A file that goes with the report, named by its hash."""

    id: ItemId
    name: Line
    kind: Literal["work_trial", "plan", "statement", "other"]
    author: Line
    information_date: Day
    hash: Digest
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes.")]


class Outcome(Part):
    """What a final report adds."""

    outcome: Literal["goals_met", "goals_partly_met", "goals_not_met", "ended_early"]
    text: Text
    recommendation: Text
    unresolved: Annotated[list[Text], Field(max_length=20, description="Needs that nobody has met yet.")] = []


class Report(Part):
    """The body of a report."""

    kind: Literal["draft", "monthly", "final"]
    version: Version
    replaces: Annotated[Digest | None, Field(description="The report that this one supersedes.")] = None
    order: Annotated[Digest, Field(description="The version of the order that is answered.")]
    order_version: Version
    elaborates: Annotated[Digest | None, Field(description="The review that asked for more.")] = None
    period: Period
    consultant: Contact
    goals: Annotated[list[GoalAnswer], Field(max_length=20)]
    questions: Annotated[list[QuestionAnswer], Field(max_length=40)] = []
    documentation: Annotated[list[DocumentationAnswer], Field(max_length=20)] = []
    points: Points
    assessment: Assessment
    citizen_view: CitizenView
    sessions: Annotated[list[Session], Field(max_length=150)]
    totals: Totals
    adjustments: Annotated[list[Adjustment], Field(max_length=60)] = []
    work_trial: WorkTrial | None = None
    underway: Annotated[Text | None, Field(description="What happened that changed the direction.")] = None
    followed_up: Annotated[list[FollowedUp], Field(max_length=40)] = []
    warnings: Annotated[list[Warning], Field(max_length=20)] = []
    not_ready_yet: Annotated[
        Text | None, Field(description="Treatment or assessment that has to come first, where that is so.")
    ] = None
    proposals: Annotated[list[Proposal], Field(max_length=20)] = []
    next_steps: Annotated[list[Step], Field(min_length=1, max_length=40)]
    attachments: Annotated[list[ReportAttachment], Field(max_length=20)] = []
    outcome: Outcome | None = None
    attested: Annotated[
        Literal[True], Field(description="The writer stands by the report as a description of this citizen's month.")
    ]


class ReportDocument(Document):
    """A report, signed by the consultant who wrote it."""

    type: Literal["orderdesk.report.v1"]
    body: Report
