"""The progress report (progressionsrapport): the consultant's answer to one version of an order, for one period.

What was seen, what the citizen says and what the consultant judges stand in fields of their own. An empty field is not
an answer: what is not relevant carries its reason.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.attendance import Session, Totals
from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Count, Day, Digest, ItemId, Line, Part, Text, Version, Yes
from orderdesk.documents.people import Contact
from orderdesk.documents.work_trial import Adjustment, WorkTrial

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

    start: Annotated[Day, Field(description="The first day.")]
    end: Annotated[Day, Field(description="The last day.")]


class Step(Part):
    """Something that will be done, by whom and when."""

    text: Annotated[Text, Field(description="What will be done.")]
    who: Annotated[Line, Field(description="Who does it.")]
    by: Annotated[Day, Field(description="By when.")]


class WorkedOn(Part):
    """The goal was worked on in the period."""

    status: Literal["worked_on"]
    goal: ItemId
    done: Annotated[Text, Field(description="What was done.")]
    changed: Annotated[Text, Field(description="What changed, small steps and setbacks too.")]
    attainment: Attainment
    observation: Annotated[Text, Field(description="What was seen or heard that the attainment rests on.")]
    change: Annotated[Change, Field(description="Progress or setback (tilbageskridt) since the last report.")]
    on_track: Annotated[bool, Field(description="Whether the goal's date will hold.")]
    off_track_because: Annotated[Text | None, Field(description="Why it will not.")] = None
    next_step: Annotated[Step, Field(description="The next step.")]


class NotWorkedOn(Part):
    """The goal was not worked on in the period, and why."""

    status: Literal["not_worked_on"]
    goal: ItemId
    reason: Annotated[Text, Field(description="Why, in words.")]
    cause: Annotated[NotWorkedOnCause, Field(description="Why.")]
    on_track: Annotated[bool, Field(description="Whether the goal's date will hold.")]
    next_step: Annotated[Step, Field(description="The next step.")]


GoalAnswer = Annotated[WorkedOn | NotWorkedOn, Field(discriminator="status")]


class Answered(Part):
    """A question answered."""

    status: Literal["answered"]
    question: ItemId
    answer: Annotated[Text, Field(description="The answer.")]


class NotAnswerable(Part):
    """A question that cannot be answered yet, and why."""

    status: Literal["not_yet"]
    question: ItemId
    reason: Annotated[Text, Field(description="Why not yet.")]
    expected: Annotated[Day | None, Field(description="When it can be.")] = None


QuestionAnswer = Annotated[Answered | NotAnswerable, Field(discriminator="status")]


class DocumentationAnswer(Part):
    """How far a piece of ordered documentation has come."""

    documentation: ItemId
    status: Annotated[
        Literal["produced", "under_way", "not_started"], Field(description="Produced, under way or not started.")
    ]
    text: Annotated[Text, Field(description="What it shows, or why it is not there.")]
    attachment: Annotated[ItemId | None, Field(description="Id of the attachment that holds it.")] = None


class Described(Part):
    """A point described, relative to the labour market."""

    status: Literal["described"]
    text: Annotated[Text, Field(description="How things stand.")]
    change: Annotated[Change, Field(description="Progress or setback since the last report.")]


class NotRelevant(Part):
    """A point that is not relevant in the period, and why."""

    status: Literal["not_relevant"]
    reason: Annotated[Text, Field(description="Why it is not relevant.")]


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
    since_last_text: Annotated[Text, Field(description="What has moved, and what it rests on.")]
    work_ability: Annotated[Text, Field(description="Assessment of work ability (arbejdsevne) and possibilities.")]
    resources: Annotated[Text, Field(description="Resources (ressourcer).")]
    barriers: Annotated[Text, Field(description="Barriers (barrierer).")]
    potential: Annotated[Text, Field(description="Development potential (udviklingspotentiale).")]


class CitizenViewGiven(Part):
    """What the citizen says about the period and about this report."""

    status: Literal["given"]
    quote: Annotated[Text, Field(description="The citizen's own words.")]
    obtained: Annotated[
        Literal["meeting", "phone", "written", "read_together"], Field(description="How it was obtained.")
    ]
    day: Annotated[Day, Field(description="When.")]
    agrees: Annotated[Literal["agrees", "partly", "disagrees", "has_not_read"], Field(description="With the report.")]
    disagreement: Annotated[Text | None, Field(description="What the citizen disagrees with.")] = None


class CitizenViewMissing(Part):
    """The citizen's view could not be had, and why."""

    status: Literal["not_given"]
    reason: Annotated[Text, Field(description="Why.")]
    attempts: Annotated[Count, Field(description="Attempts to have it.")]


CitizenView = Annotated[CitizenViewGiven | CitizenViewMissing, Field(discriminator="status")]


class FollowedUp(Part):
    """What became of a step from last month's report."""

    step: Annotated[Text, Field(description="The step as it was written.")]
    status: Annotated[Literal["done", "partly", "not_done", "dropped"], Field(description="What became of it.")]
    text: Annotated[Text, Field(description="What came of it, or why it was not done.")]


class Warning(Part):
    """Something the caseworker should know early."""

    kind: Annotated[WarningKind, Field(description="What it is about.")]
    text: Annotated[Text, Field(description="What is seen, and what would help.")]


class Proposal(Part):
    """A proposal to change the order; the caseworker decides."""

    path: Annotated[Line, Field(description="The field, as $.course.weekly_minutes.")]
    text: Annotated[Text, Field(description="What it should be instead.")]
    reason: Annotated[Text, Field(description="Why.")]


class ReportAttachment(Part):
    """A file that goes with the report, named by its hash."""

    id: ItemId
    name: Annotated[Line, Field(description="The file's name.")]
    kind: Annotated[Literal["work_trial", "plan", "statement", "other"], Field(description="What it holds.")]
    author: Annotated[Line, Field(description="Who wrote it.")]
    information_date: Annotated[Day, Field(description="The date of the information, not of the file.")]
    hash: Annotated[Digest, Field(description="SHA-256 of the file, in hexadecimal.")]
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes.")]


class Outcome(Part):
    """What a final report adds."""

    outcome: Annotated[
        Literal["goals_met", "goals_partly_met", "goals_not_met", "ended_early"],
        Field(description="How the course ended."),
    ]
    text: Annotated[Text, Field(description="What came of it (resultat).")]
    recommendation: Annotated[Text, Field(description="What the consultant recommends (anbefaling).")]
    unresolved: Annotated[list[Text], Field(max_length=20, description="Needs that nobody has met yet.")] = []


class Report(Part):
    """The body of a report."""

    kind: Annotated[
        Literal["draft", "monthly", "final"],
        Field(description="A draft (udkast), a monthly report or the final one (slutrapport)."),
    ]
    version: Annotated[Version, Field(description="1, and one higher with each correction.")]
    replaces: Annotated[Digest | None, Field(description="The report that this one supersedes.")] = None
    order: Annotated[Digest, Field(description="The version of the order that is answered.")]
    order_version: Annotated[Version, Field(description="The order's version.")]
    elaborates: Annotated[Digest | None, Field(description="The review that asked for more.")] = None
    period: Annotated[Period, Field(description="The days covered.")]
    consultant: Annotated[Contact, Field(description="Who wrote it (konsulent).")]
    goals: Annotated[list[GoalAnswer], Field(max_length=20, description="An answer to each goal (mål).")]
    questions: Annotated[
        list[QuestionAnswer], Field(max_length=40, description="An answer to each question (spørgsmål).")
    ] = []
    documentation: Annotated[
        list[DocumentationAnswer], Field(max_length=20, description="How far each ordered document has come.")
    ] = []
    points: Annotated[Points, Field(description="The five points of attention (opmærksomhedspunkter).")]
    assessment: Annotated[Assessment, Field(description="The professional judgement (faglig vurdering).")]
    citizen_view: Annotated[CitizenView, Field(description="The citizen's own view (borgerens perspektiv).")]
    sessions: Annotated[list[Session], Field(max_length=150, description="Attendance, session by session (fremmøde).")]
    totals: Annotated[Totals, Field(description="Sums of the sessions.")]
    adjustments: Annotated[
        list[Adjustment], Field(max_length=60, description="Adjustments tried (afprøvede skånehensyn).")
    ] = []
    work_trial: Annotated[
        WorkTrial | None, Field(description="The work trial (arbejdsprøvning), when there is one.")
    ] = None
    underway: Annotated[Text | None, Field(description="What happened that changed the direction.")] = None
    followed_up: Annotated[
        list[FollowedUp], Field(max_length=40, description="What became of last month's steps.")
    ] = []
    warnings: Annotated[list[Warning], Field(max_length=20, description="Early warnings.")] = []
    not_ready_yet: Annotated[
        Text | None, Field(description="Treatment or assessment that has to come first, where that is so.")
    ] = None
    proposals: Annotated[list[Proposal], Field(max_length=20, description="Proposals to amend the order.")] = []
    next_steps: Annotated[list[Step], Field(min_length=1, max_length=40, description="What is done next month.")]
    attachments: Annotated[
        list[ReportAttachment], Field(max_length=20, description="Files that go along (bilag).")
    ] = []
    outcome: Annotated[Outcome | None, Field(description="Given in a final report.")] = None
    attested: Annotated[
        Yes, Field(description="The writer stands by the report as a description of this citizen's month.")
    ]


class ReportDocument(Document):
    """A report, signed by the consultant who wrote it."""

    type: Literal["orderdesk.report.v1"]
    body: Annotated[Report, Field(description="The progress report (progressionsrapport).")]
