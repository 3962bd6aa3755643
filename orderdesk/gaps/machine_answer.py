"""What scripts read of the gap checker: English sentences, ISO days, codes. The models make both the objects and their
schema, schemas/gaps-result.v1.json.

`why.verification` says in every answer whether a person has verified the rule.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import DAY_PATTERN, Digest, Part
from orderdesk.documents.order import TrackCode
from orderdesk.gaps.answer import State
from orderdesk.gaps.outcome import Kind
from orderdesk.gaps.pack import Severity

IsoDay = Annotated[str, Field(pattern=DAY_PATTERN, json_schema_extra={"format": "date"})]
Sentence = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=2_000)]
Number = Annotated[int, Field(ge=0, le=1_000_000)]
Source = Literal["law", "order", "principle", "guidance", "local_policy"]


class EntryTold(Part):
    """An entry of the case file and what is said of it."""

    entry: Annotated[Name, Field(description="Its id, or a member of the file as decision.begun.")]
    message: Annotated[Sentence, Field(description="What was used of it, or why it did not count.")]


class WaitingTold(Part):
    """What has been asked for and is awaited, with its clock."""

    entry: Annotated[Name, Field(description="The request's or the trial's id.")]
    whom: Annotated[Name, Field(description="From whom.")]
    due: Annotated[IsoDay | None, Field(description="The last day of the time to answer.")]
    next: Annotated[Sentence | None, Field(description="What comes next.")]
    next_by: Annotated[IsoDay | None, Field(description="When.")]


class WhatTold(Part):
    """The first part: what is missing, or what is there."""

    message: Annotated[Sentence, Field(description="In a sentence. Not found is not the same as not done.")]
    because: Annotated[Sentence | None, Field(description="The exemption, or why it cannot be told.")]
    waiting: Annotated[WaitingTold | None, Field(description="What is awaited.")]


class RuleTold(Part):
    """The rule."""

    id: Annotated[Name, Field(description="As fleksjob/FLX03.")]
    version: Annotated[Number, Field(description="One higher with each change of content.")]
    title: Annotated[Sentence, Field(description="What must be there.")]


class PackTold(Part):
    """The pack that the rule is from."""

    id: Annotated[Name, Field(description="Its lasting short name.")]
    version: Annotated[Name, Field(description="Its version.")]
    title: Annotated[Sentence, Field(description="Its name.")]
    digest: Annotated[Digest, Field(description="SHA-256 of its file.")]
    local: Annotated[bool, Field(description="Whether it is a municipality's own.")]


class CitationTold(Part):
    """Where a rule stands."""

    kind: Annotated[Source, Field(description="Local policy is called local policy.")]
    text: Annotated[Sentence, Field(description="The provision.")]
    note: Annotated[Sentence | None, Field(description="What must be known of it.")]


class VerifiedTold(Part):
    """The person who has held the rule against its source."""

    by: Annotated[Name, Field(description="Who.")]
    day: Annotated[IsoDay, Field(description="When.")]


class FreshnessTold(Part):
    """How long something counts, and who says so."""

    months: Annotated[Number | None, Field(description="Months of the calendar.")]
    days: Annotated[Number | None, Field(description="Days.")]
    attention_months: Annotated[Number | None, Field(description="Worth a look after so many months.")]
    health_events: Annotated[bool, Field(description="Until a later diagnosis, admission or treatment.")]
    source: Annotated[Source, Field(description="Where the length is from.")]
    source_text: Annotated[Sentence | None, Field(description="The source by name.")]


class ChangeTold(Part):
    """What a local pack has changed in the rule."""

    pack: Annotated[PackTold, Field(description="The local pack.")]
    off: Annotated[bool, Field(description="Whether it switched the rule off.")]
    severity: Annotated[Severity | None, Field(description="The new severity.")]
    severity_before: Annotated[Severity, Field(description="The severity before this change.")]
    fresh: Annotated[FreshnessTold | None, Field(description="The new length.")]
    fresh_before: Annotated[FreshnessTold | None, Field(description="The length before this change.")]
    because: Annotated[Sentence, Field(description="Why.")]
    decided_by: Annotated[Name, Field(description="Who has decided it.")]
    decided: Annotated[IsoDay, Field(description="When.")]


class WhyTold(Part):
    """The second part: the rule, its sources, and what the answer rests on."""

    explanation: Annotated[Sentence, Field(description="Why it is asked.")]
    rule: Annotated[RuleTold, Field(description="The rule.")]
    pack: Annotated[PackTold, Field(description="Its pack.")]
    citations: Annotated[list[CitationTold], Field(max_length=1000, description="Where it stands.")]
    verified: Annotated[VerifiedTold | None, Field(description="Who has verified it; null: nobody.")]
    verification: Annotated[Sentence, Field(description="The same in a sentence.")]
    freshness: Annotated[FreshnessTold | None, Field(description="How long things count.")]
    used: Annotated[list[EntryTold], Field(max_length=10_000, description="What the answer rests on.")]
    local_changes: Annotated[list[ChangeTold], Field(max_length=1000, description="What local packs changed.")]
    regime: Annotated[Name, Field(description="The id of the regime, as 2026-02.")]
    notice: Annotated[Sentence | None, Field(description="What every answer under it must say.")]


class ClosingTold(Part):
    """The third part: what would close it, and who can."""

    how: Annotated[Sentence, Field(description="What to do.")]
    who: Annotated[list[Name], Field(max_length=20, description="Who can.")]
    action: Annotated[Name, Field(description="What the program can prepare; a person sends it.")]
    form: Annotated[Name | None, Field(description="The form to ask for.")]
    documentation: Annotated[Name | None, Field(description="What a course would have to document.")]
    wanted: Annotated[Sentence | None, Field(description="What is wanted, as an order or a request would put it.")]


class NoteTold(Part):
    """What a person has noted on the gap."""

    kind: Annotated[Literal["remark", "closed_by"], Field(description="A remark, or a confirmation.")]
    day: Annotated[IsoDay, Field(description="When.")]
    by: Annotated[Name, Field(description="Who.")]
    entries: Annotated[list[Name], Field(max_length=40, description="The entries that close it.")]
    text: Annotated[Sentence | None, Field(description="In words.")]


class TrackTold(Part):
    """A track of the case that the rule speaks to."""

    track: Annotated[TrackCode, Field(description="The track.")]
    role: Annotated[Literal["main", "plan_b"], Field(description="What is aimed at, or the plan B.")]


class AnswerTold(Part):
    """What one rule says of the case, in four parts."""

    key: Annotated[Name, Field(description="Pack/rule, with : and what it is about where there are several.")]
    state: Annotated[State, Field(description="Open, prospective and undetermined need somebody.")]
    kind: Annotated[Kind | None, Field(description="The kind of gap; null where there is none.")]
    severity: Annotated[Severity, Field(description="How much hangs on it, as local packs have it.")]
    tracks: Annotated[list[TrackTold], Field(max_length=20, description="None: it is asked of every case.")]
    as_of: Annotated[IsoDay, Field(description="The day of the question.")]
    decision: Annotated[IsoDay, Field(description="The day of decision that was reckoned with.")]
    what: Annotated[WhatTold, Field(description="What is missing.")]
    why: Annotated[WhyTold, Field(description="Why.")]
    closing: Annotated[ClosingTold, Field(description="What would close it, and who can.")]
    considered: Annotated[
        list[EntryTold], Field(max_length=10_000, description="What was considered, and why it did not count.")
    ]
    counted: Annotated[list[Name], Field(max_length=10_000, description="The entries that met it.")]
    notes: Annotated[list[NoteTold], Field(max_length=500, description="What people noted.")]
