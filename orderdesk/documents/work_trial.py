"""Adjustments (skånehensyn) and the work trial (arbejdsprøvning): what was tried, with what effect."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import Day, Line, Minutes, Part, Text


class Adjustment(Part):
    """Something that was changed to see whether it helps (skånehensyn afprøvet)."""

    day: Annotated[Day, Field(description="Since when.")]
    kind: Annotated[Literal["hours", "tasks", "times", "days", "place"], Field(description="What was changed.")]
    before: Annotated[Line, Field(description="How it was.")]
    after: Annotated[Line, Field(description="How it became.")]
    reason: Annotated[Text, Field(description="Why.")]
    effect: Annotated[Text | None, Field(description="What it did; empty until it can be seen.")] = None


class TrialWeek(Part):
    """The hours of one week of a work trial."""

    start: Annotated[Day, Field(description="The week's Monday.")]
    planned_minutes: Annotated[Minutes, Field(description="Planned.")]
    present_minutes: Annotated[Minutes, Field(description="There.")]
    effective_minutes: Annotated[Minutes | None, Field(description="Work done at ordinary speed, judged.")] = None


class WorkTrial(Part):
    """The work trial (arbejdsprøvning) in the period."""

    employer: Annotated[Line, Field(description="Where.")]
    tasks: Annotated[Text, Field(description="The tasks (arbejdsopgaver).")]
    start: Annotated[Day | None, Field(description="The first day.")] = None
    end: Annotated[Day | None, Field(description="The last day, once it has ended.")] = None
    ended_because: Annotated[Text | None, Field(description="Why it ended.")] = None
    planned_minutes: Annotated[Minutes, Field(description="A week.")]
    present_minutes: Annotated[Minutes, Field(description="A week, on average.")]
    effective_minutes: Annotated[Minutes, Field(description="A week, judged: work done at ordinary speed.")]
    weeks: Annotated[
        list[TrialWeek], Field(max_length=60, description="Week by week, where the hours went up or down.")
    ] = []
    accommodations: Annotated[
        list[Text], Field(max_length=20, description="Accommodations (skånehensyn) in force.")
    ] = []
    paid_minutes: Annotated[Minutes, Field(description="Ordinary paid hours a week, in minutes.")] = 0
    prospects: Annotated[Text, Field(description="What it may lead to, such as paid hours.")]
