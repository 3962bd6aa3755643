"""What has been said and tried: conversations, measures, work trials."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import Count, Day, ItemId, Line, Minutes, Part, Text, Urn
from orderdesk.documents.order import ProgrammeType
from orderdesk.documents.work_trial import Adjustment, TrialWeek


class Conversation(Part):
    """A conversation with the citizen, and what the citizen said."""

    id: ItemId
    day: Annotated[Day, Field(description="When.")]
    how: Annotated[
        Literal["meeting", "phone", "written", "home_visit", "three_party_meeting"] | None, Field(description="How.")
    ] = None
    health: Annotated[Text | None, Field(description="What the citizen said about health.")] = None
    work: Annotated[Text | None, Field(description="About work.")] = None
    wishes: Annotated[Text | None, Field(description="About wishes.")] = None
    other: Annotated[Text | None, Field(description="About other things.")] = None


class Measure(Part):
    """A measure (indsats) that was tried, or is under way."""

    id: ItemId
    kind: Annotated[ProgrammeType | Literal["treatment", "retention", "education", "employment"],
                    Field(description="What kind of measure.")]  # fmt: skip
    name: Annotated[Line | None, Field(description="What it is called.")] = None
    provider: Annotated[Line | None, Field(description="Who carried it out.")] = None
    goal: Annotated[Text | None, Field(description="What it was to lead to.")] = None
    start: Annotated[Day | None, Field(description="The first day.")] = None
    end: Annotated[Day | None, Field(description="The last day, once it has ended.")] = None
    weekly_minutes: Annotated[Minutes | None, Field(description="Hours a week, in minutes.")] = None
    sessions_planned: Annotated[Count | None, Field(description="Sessions planned.")] = None
    sessions_attended: Annotated[Count | None, Field(description="Sessions attended.")] = None
    result: Annotated[Text | None, Field(description="What came of it.")] = None
    ended_because: Annotated[Text | None, Field(description="Why it ended.")] = None
    own_workplace: Annotated[bool, Field(description="At the citizen's own workplace.")] = False
    thread: Annotated[Urn | None, Field(description="The order's thread, where it was ordered.")] = None


class Trial(Part):
    """A work trial (arbejdsprøvning). The team wants its whole picture: hours that went up and down, adjustments tried,
    the effect of each, a conclusion with its reasons."""

    id: ItemId
    measure: Annotated[ItemId | None, Field(description="The measure it is part of.")] = None
    employer: Annotated[Line | None, Field(description="Where.")] = None
    own_workplace: Annotated[bool, Field(description="At the citizen's own workplace.")] = False
    tasks: Annotated[Text | None, Field(description="The tasks (arbejdsopgaver).")] = None
    start: Annotated[Day | None, Field(description="The first day.")] = None
    end: Annotated[Day | None, Field(description="The last day, once it has ended.")] = None
    ended_because: Annotated[Text | None, Field(description="Why it ended.")] = None
    planned_minutes: Annotated[Minutes | None, Field(description="Hours a week planned, in minutes.")] = None
    present_minutes: Annotated[Minutes | None, Field(description="Hours a week there, on average, in minutes.")] = None
    effective_minutes: Annotated[Minutes | None, Field(description="Effective hours a week, judged, in minutes.")] = (
        None
    )
    weeks: Annotated[list[TrialWeek], Field(max_length=120, description="The hours, week by week.")] = []
    accommodations: Annotated[list[Text], Field(max_length=20, description="Accommodations (skånehensyn).")] = []
    adjustments: Annotated[list[Adjustment], Field(max_length=60, description="What was changed, and its effect.")] = []
    development: Annotated[Text | None, Field(description="How it developed.")] = None
    paid_minutes: Annotated[Minutes | None, Field(description="Ordinary paid hours a week, in minutes.")] = None
    prospects: Annotated[Text | None, Field(description="What it may lead to.")] = None
    conclusion: Annotated[Text | None, Field(description="The conclusion, with its reasons.")] = None
    concluded_by: Annotated[Line | None, Field(description="Whose conclusion it is.")] = None
    concluded: Annotated[Day | None, Field(description="When it was drawn.")] = None
    thread: Annotated[Urn | None, Field(description="The order's thread, where it was ordered.")] = None
