"""Requirements: what a rule asks of a case, as packs write them. Each has a kind, and a module in `kinds/` that looks.

Lengths of time are months of the calendar or days. A thing is fresh on the last day of its length, and out of date on
the day after.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.cases.evidence import AuthorRole
from orderdesk.cases.preparatory import Role, SectionCode
from orderdesk.documents.fields import Count, Day, Line, Part

StatementName = Literal[
    "diagnosis", "treatment", "prognosis", "functioning", "significance", "accommodations", "permanence",
    "citizen_view", "work_ability", "lasting",
]  # fmt: skip
MeasureMember = Literal["start", "end", "result", "ended_because", "goal", "weekly_minutes"]
TrialMember = Literal[
    "employer", "tasks", "start", "end", "ended_because", "planned_minutes", "present_minutes", "effective_minutes",
    "weeks", "accommodations", "adjustments", "development", "prospects", "conclusion", "concluded_by",
]  # fmt: skip


class Freshness(Part):
    """How old something may be, and who says so. No statute sets a maximum age for health documents: where a number
    stands here, `source` is local policy and is called that."""

    months: Annotated[int | None, Field(ge=1, le=240, description="Out of date after so many months.")] = None
    days: Annotated[int | None, Field(ge=1, le=3660, description="Or after so many days.")] = None
    attention_months: Annotated[int | None, Field(ge=1, le=240, description="Worth a look after so many.")] = None
    health_events: Annotated[
        bool, Field(description="Out of date once a later diagnosis, admission or treatment is recorded.")
    ] = False
    source: Annotated[
        Literal["law", "order", "principle", "guidance", "local_policy"], Field(description="Where the length is from.")
    ]
    source_text: Annotated[Line | None, Field(description="The source by name.")] = None


class SectionFilled(Part):
    """A section of the preparatory part says something, and the people named had a hand in it."""

    kind: Literal["section"]
    section: Annotated[SectionCode, Field(description="Which section.")]
    by: Annotated[list[Role], Field(description="Who must have contributed.")] = []
    least_words: Annotated[Count, Field(description="Fewer words than this are no description.")] = 5
    fresh: Annotated[Freshness | None, Field(description="How old it may be.")] = None


class EvidenceHeld(Part):
    """Evidence of one of these kinds that states what is asked, and is fresh."""

    kind: Literal["evidence"]
    any_of: Annotated[list[Line], Field(min_length=1, max_length=100, description="Kinds of evidence; one is enough.")]
    states: Annotated[list[StatementName], Field(description="What one of them must state.")] = []
    together: Annotated[bool, Field(description="Whether several pieces of evidence may state it between them.")] = (
        False
    )
    roles: Annotated[list[AuthorRole], Field(description="What its author must be; any where none is named.")] = []
    about: Annotated[
        list[Line], Field(max_length=100, description="What it must be about: health problems by their code.")
    ] = []
    acted_on: Annotated[bool, Field(description="Whether it must have been read and acted on.")] = False
    fresh: Annotated[Freshness | None, Field(description="How old the information may be.")] = None


class FactKnown(Part):
    """The file says how it is with something, with a source; and that it is so, where `is` stands."""

    kind: Literal["fact"]
    fact: Annotated[Line, Field(description="The kind of fact.")]
    is_: Annotated[bool | int | str | None, Field(alias="is", description="The value it must have.")] = None
    reasoned: Annotated[bool, Field(description="Whether the reasons must be there.")] = False
    fresh: Annotated[Freshness | None, Field(description="How long ago it may have been confirmed.")] = None


class MeasuresTried(Part):
    """So many measures with what is asked of each. `begun_within_months` counts from the day of a fact."""

    kind: Literal["measures"]
    least: Annotated[Count, Field(description="How many at least.")] = 1
    kinds: Annotated[list[Line], Field(max_length=100, description="Kinds of measures; any where none is named.")] = []
    complete: Annotated[list[MeasureMember], Field(description="What the file must say of each.")] = []
    each: Annotated[
        bool, Field(description="Whether every one that has ended must have it, and not only as many as are asked.")
    ] = False
    own_workplace: Annotated[bool, Field(description="Whether it must be at the own workplace.")] = False
    begun_within_months: Annotated[int | None, Field(ge=1, le=60, description="Begun within so many months.")] = None
    counted_from: Annotated[Line, Field(description="The fact whose day counts.")] = "granted"


class TrialDocumented(Part):
    """A work trial with what the team asks of it. `picture` asks for the whole of it: hours that were varied up and
    down, adjustments tried, the effect of each, a conclusion with its reasons."""

    kind: Literal["trial"]
    complete: Annotated[list[TrialMember], Field(description="What the file must say of the trial.")] = []
    picture: Annotated[
        list[Literal["hours_both_ways", "adjustments", "effects", "conclusion"]], Field(description="The picture.")
    ] = []
    least_weeks: Annotated[Count, Field(description="How many weeks it must have lasted.")] = 0
    own_workplace: Annotated[bool, Field(description="Whether it must be at the own workplace.")] = False
    fresh: Annotated[Freshness | None, Field(description="How long ago it may have ended.")] = None


class NoContradiction(Part):
    """Fresh pieces of evidence do not say the opposite of each other."""

    kind: Literal["agreement"]
    among: Annotated[list[Line], Field(min_length=1, max_length=100, description="Kinds of evidence.")]
    on: Annotated[list[Literal["work_ability", "lasting"]], Field(min_length=1, description="On what.")]
    fresh: Annotated[Freshness | None, Field(description="Older ones do not count.")] = None


class NotFetchedTwice(Part):
    """No request is made, or prepared, for what is on file and fresh; nor has the same been fetched again and again."""

    kind: Literal["no_duplicate"]
    among: Annotated[list[Line], Field(min_length=1, max_length=100, description="Forms and kinds of evidence.")]
    fresh: Annotated[Freshness | None, Field(description="Older ones may be fetched again.")] = None
    repeats: Annotated[
        int, Field(ge=2, le=20, description="So many of the same kind on the same matter that state the same.")
    ] = 3


class HealthActedOn(Part):
    """A health problem that the citizen names on several dates has a request or evidence on it."""

    kind: Literal["health_acted_on"]
    mentions: Annotated[int, Field(ge=2, le=20, description="On how many different days.")] = 2
    within_months: Annotated[int | None, Field(ge=1, le=240, description="Mentions older than this do not count.")] = (
        None
    )


class RequestsAnswered(Part):
    """Each request that was sent has its answer, or is within its time and has been chased."""

    kind: Literal["requests_answered"]
    forms: Annotated[list[Line], Field(max_length=100, description="Forms of reply; all where none is named.")] = []


class EvidenceRead(Part):
    """What came has been read and acted on within so many working days."""

    kind: Literal["evidence_read"]
    among: Annotated[list[Line], Field(max_length=100, description="Kinds of evidence; all where none is named.")] = []
    working_days: Annotated[Count, Field(description="Working days from the day it came.")] = 5


class CitizenHeard(Part):
    """The citizen has been heard on something within some time."""

    kind: Literal["citizen_heard"]
    on: Annotated[list[Literal["health", "work", "wishes"]], Field(min_length=1, description="On what.")]
    fresh: Annotated[Freshness, Field(description="How long ago at most.")]


class TrackAvailable(Part):
    """The track can be granted under the rules of the day: it was granted before a day, or is decided before it."""

    kind: Literal["track_available"]
    granted_before: Annotated[Day, Field(description="Only where it was granted before this day.")]
    fact: Annotated[Line, Field(description="The fact that is the day of the grant.")] = "granted"


class DecidedWithin(Part):
    """The decision is taken within so many months of the case's beginning."""

    kind: Literal["decided_within"]
    months: Annotated[int, Field(ge=1, le=60, description="Months.")]


class LastedSince(Part):
    """What a fact says began on a day has lasted so many months by the day of decision."""

    kind: Literal["lasted"]
    fact: Annotated[Line, Field(description="The fact that is the first day, as special_terms_since.")]
    months: Annotated[int, Field(ge=1, le=240, description="Months.")]


class AfterConsultation(Part):
    """The newest reply on this form was written after the doctor had seen the citizen."""

    kind: Literal["consulted"]
    form: Annotated[Line, Field(description="The form of reply, as lae265.")]


class RightForm(Part):
    """No request with questions of its own is made, or prepared, on a form that does not answer questions."""

    kind: Literal["right_form"]


Requirement = Annotated[
    SectionFilled | EvidenceHeld | FactKnown | MeasuresTried | TrialDocumented | NoContradiction | NotFetchedTwice
    | HealthActedOn | RequestsAnswered | EvidenceRead | CitizenHeard | TrackAvailable | DecidedWithin | LastedSince
    | AfterConsultation | RightForm,
    Field(discriminator="kind"),
]  # fmt: skip
