"""The case file (sagens fil): what a desk knows of one citizen's case on its way to a decision. It is never sent.

Almost everything may be left out: what is not there is what the gap checker looks for. An id names an entry within the
file, as E3 or C12, so that an answer can say what it rests on.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.cases.evidence import Evidence, HealthEvent
from orderdesk.cases.history import Conversation, Measure, Trial
from orderdesk.cases.medical import MedicalRequest
from orderdesk.cases.preparatory import Section
from orderdesk.documents.fields import NAME_PATTERN, Cpr, Day, ItemId, Line, Part, Text
from orderdesk.documents.order import TrackCode

CASE_TYPE = "orderdesk.case.v1"
Whole = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]


class CaseCitizen(Part):
    """Whose case it is."""

    name: Annotated[Line, Field(description="Full name.")]
    cpr: Cpr
    born: Annotated[
        Day | None, Field(description="The day of birth, where the CPR number does not tell; else left out.")
    ] = None


class CaseTrack(Part):
    """Where the case is heading (spor). A track that was left keeps its last day."""

    track: Annotated[TrackCode, Field(description="The track.")]
    role: Annotated[Literal["main", "plan_b"], Field(description="What is aimed at, or what is done if it fails.")]
    since: Annotated[Day, Field(description="Since when.")]
    until: Annotated[Day | None, Field(description="The last day, where the track was left.")] = None
    reason: Annotated[Text | None, Field(description="Why this track; why it was left.")] = None


class Decision(Part):
    """The decision that the file is made for, and the days that tell under which rules it is taken."""

    planned: Annotated[Day | None, Field(description="The planned day of decision.")] = None
    team_meeting: Annotated[Day | None, Field(description="The meeting of the rehabilitation team.")] = None
    begun: Annotated[
        Day | None, Field(description="When the case on early retirement pension was begun (påbegyndt).")
    ] = None
    decided: Annotated[Day | None, Field(description="When it was decided.")] = None
    change_over: Annotated[
        Day | None,
        Field(
            description="The day on which the municipality went over from the team's recommendation to the total "
            "description of the citizen's situation; in 2026 it states its own."
        ),
    ] = None
    change_over_source: Annotated[Line | None, Field(description="Who has said so, and where.")] = None


class Fact(Part):
    """Something that rules ask about, with its day and source. `kind` is one of `fact_kinds.FACT_KINDS`; another one
    is kept and reported."""

    id: ItemId
    kind: Annotated[Line, Field(description="What it is about: self_employed, employed, obvious_case, ...")]
    value: Annotated[
        bool | Whole | Line,
        Field(description="Yes or no, a number, or a text (a day as 2026-03-01), as the kind asks."),
    ]
    day: Annotated[Day | None, Field(description="Since when it holds, or when it was last confirmed.")] = None
    until: Annotated[Day | None, Field(description="Until when it held.")] = None
    source: Annotated[Line | None, Field(description="Who says so.")] = None
    text: Annotated[Text | None, Field(description="The reasons, in words.")] = None


class GapNote(Part):
    """What a person says about a gap: a remark, or that the entries named close it."""

    gap: Annotated[Line, Field(description="The gap's key, as fleksjob/FLX03.")]
    kind: Annotated[Literal["remark", "closed_by"], Field(description="A remark, or a confirmation.")]
    day: Annotated[Day, Field(description="When.")]
    by: Annotated[Line, Field(description="Who.")]
    entries: Annotated[list[ItemId], Field(max_length=40, description="The entries that close it.")] = []
    text: Annotated[Text | None, Field(description="In words.")] = None


class CaseFile(Part):
    """One case."""

    type: Literal["orderdesk.case.v1"]
    case: Annotated[str, Field(pattern=NAME_PATTERN, description="The case's lasting short name on this desk.")]
    number: Annotated[Line | None, Field(description="The municipality's own case number (journalnummer).")] = None
    citizen: Annotated[CaseCitizen, Field(description="The citizen (borger).")]
    opened: Annotated[Day | None, Field(description="When the case was opened.")] = None
    caseworker: Annotated[Line | None, Field(description="Who has the case.")] = None
    summary: Annotated[Text | None, Field(description="The case in a few lines.")] = None
    tracks: Annotated[list[CaseTrack], Field(max_length=20, description="Where the case is heading, and was.")] = []
    decision: Annotated[Decision, Field(description="The decision that the file is made for.")] = Decision()
    facts: Annotated[list[Fact], Field(max_length=200, description="What rules ask about.")] = []
    sections: Annotated[
        list[Section], Field(max_length=40, description="The preparatory part (forberedende del), section by section.")
    ] = []
    evidence: Annotated[
        list[Evidence], Field(max_length=500, description="What is on file: certificates, reports, statements.")
    ] = []
    health_events: Annotated[
        list[HealthEvent], Field(max_length=200, description="Diagnoses, admissions and treatments, by day.")
    ] = []
    requests: Annotated[
        list[MedicalRequest], Field(max_length=200, description="Requests to doctors (LÆ forms) and what came of them.")
    ] = []
    conversations: Annotated[
        list[Conversation], Field(max_length=1000, description="What the citizen said, conversation by conversation.")
    ] = []
    measures: Annotated[list[Measure], Field(max_length=200, description="What was tried (indsatser).")] = []
    trials: Annotated[list[Trial], Field(max_length=60, description="Work trials (arbejdsprøvninger).")] = []
    notes: Annotated[list[GapNote], Field(max_length=500, description="What people said about gaps.")] = []
