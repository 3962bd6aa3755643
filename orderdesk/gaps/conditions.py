"""Conditions: when a rule applies and when a case is exempt from it, as packs write them.

A condition asks a case one thing. The answer is yes, no, or that the file does not tell.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Discriminator, Field, Tag

from orderdesk.documents.fields import Count, Day, Line, Part
from orderdesk.documents.order import TrackCode


class FactIs(Part):
    """A fact of the case has this value. `assume` is what counts where the file holds no such fact: without it, the
    rule is undetermined. With `reasoned` it holds only where the fact bears its reasons; without them the file does not
    tell, so a bare yes exempts from nothing."""

    fact: Annotated[Line, Field(description="The kind of fact, as self_employed.")]
    is_: Annotated[bool | int | str, Field(alias="is", description="The value it must have.")]
    assume: Annotated[bool | None, Field(description="What counts where the file does not tell.")] = None
    reasoned: Annotated[bool, Field(description="Whether the fact must bear its reasons to hold.")] = False


class FactDay(Part):
    """A fact that is a day lies before, or on or after, a day."""

    fact_day: Annotated[Line, Field(description="The kind of fact, as granted.")]
    before: Annotated[Day | None, Field(description="The day lies before this one.")] = None
    from_: Annotated[Day | None, Field(alias="from", description="The day is this one or a later one.")] = None
    assume: Annotated[bool | None, Field(description="What counts where the file does not tell.")] = None


class AgeIs(Part):
    """The citizen's age in years on the day of decision. Without a known day of birth the rule is undetermined."""

    age: Annotated[Literal["under", "at_least"], Field(description="Younger than so many years, or that old.")]
    years: Annotated[int, Field(ge=0, le=120, description="Years.")]


class TrackIs(Part):
    """The case is, or was, on one of these tracks."""

    track: Annotated[list[TrackCode], Field(min_length=1, description="The tracks.")]
    when: Annotated[Literal["now", "ever"], Field(description="Now, or at any time.")] = "now"


class BasisIs(Part):
    """What the decision rests on: the team's recommendation, or the total description of the citizen's situation."""

    basis: Annotated[Literal["team", "total_description"], Field(description="Which.")]
    assume: Annotated[
        bool | None, Field(description="What counts where the municipality's day of change-over is not told.")
    ] = None


class DecisionDay(Part):
    """The day of decision lies before a day, or is that day or a later one."""

    decision: Annotated[Literal["before", "from"], Field(description="Before the day, or from it on.")]
    day: Annotated[Day, Field(description="The day.")]


class OnFile(Part):
    """So many pieces of evidence of these kinds are on file, whatever they state."""

    on_file: Annotated[list[Line], Field(min_length=1, max_length=100, description="Kinds of evidence.")]
    least: Annotated[Count, Field(description="How many at least.")] = 1


class Tried(Part):
    """So many measures of these kinds, or work trials, are in the file."""

    tried: Annotated[
        list[Line], Field(min_length=1, max_length=100, description="Kinds of measures; trial for a work trial.")
    ]
    least: Annotated[Count, Field(description="How many at least.")] = 1


class AnyOf(Part):
    """One of these holds."""

    any: Annotated[list["Condition"], Field(min_length=1, max_length=100, description="The conditions.")]


class AllOf(Part):
    """All of these hold."""

    all: Annotated[list["Condition"], Field(min_length=1, max_length=100, description="The conditions.")]


class NotSo(Part):
    """This does not hold."""

    not_: Annotated["Condition", Field(alias="not", description="The condition.")]


_BY_KEY: Final = ("fact", "fact_day", "age", "track", "basis", "decision", "on_file", "tried", "any", "all", "not")


def _kind_of(value: object) -> str | None:
    """The member that tells conditions apart; None where there is none."""
    if isinstance(value, Mapping):
        return next((key for key in _BY_KEY if key in value), None)
    return next((key for key in _BY_KEY if hasattr(value, key) or hasattr(value, f"{key}_")), None)


Condition = Annotated[
    Annotated[FactIs, Tag("fact")] | Annotated[FactDay, Tag("fact_day")] | Annotated[AgeIs, Tag("age")]
    | Annotated[TrackIs, Tag("track")] | Annotated[BasisIs, Tag("basis")] | Annotated[DecisionDay, Tag("decision")]
    | Annotated[OnFile, Tag("on_file")] | Annotated[Tried, Tag("tried")] | Annotated[AnyOf, Tag("any")]
    | Annotated[AllOf, Tag("all")] | Annotated[NotSo, Tag("not")],
    Discriminator(_kind_of),
]  # fmt: skip

for _model in (AnyOf, AllOf, NotSo):
    _model.model_rebuild()
