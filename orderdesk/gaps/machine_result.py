"""The whole of what `gaps` gives to scripts: case by case, with counts and a status."""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from orderdesk.cases.problems import Problem
from orderdesk.documents.fields import Part
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.machine_answer import AnswerTold, IsoDay, Name, Number, PackTold, Sentence
from orderdesk.gaps.telling import answer_told, pack_told

SCHEMA_VERSION: Final = 1
CaseStatus = Literal["clear", "gaps", "unreadable"]


class Counts(Part):
    """How many answers there are of each state, and how many that need somebody of each severity."""

    open: Annotated[Number, Field(description="Open.")] = 0
    prospective: Annotated[Number, Field(description="Met today, and not on the day of decision.")] = 0
    undetermined: Annotated[Number, Field(description="It cannot be told from the file.")] = 0
    closed: Annotated[Number, Field(description="Met.")] = 0
    not_applicable: Annotated[Number, Field(description="Not asked of this case, with the exemption.")] = 0
    required: Annotated[Number, Field(description="Needing somebody, and required.")] = 0
    expected: Annotated[Number, Field(description="Needing somebody, and expected.")] = 0
    advised: Annotated[Number, Field(description="Needing somebody, and advised.")] = 0
    awaiting: Annotated[Number, Field(description="Open, asked for, and awaited.")] = 0


class DecisionTold(Part):
    """The day of decision that was reckoned with."""

    day: Annotated[IsoDay, Field(description="The day.")]
    planned: Annotated[bool, Field(description="Whether the file gives a day.")]
    message: Annotated[Sentence | None, Field(description="How the day was come by.")]


class RegimeTold(Part):
    """Under which rules the decision is taken, by its day."""

    id: Annotated[Name, Field(description="As 2026-02.")]
    title: Annotated[Sentence, Field(description="The acts and orders.")]
    notice: Annotated[Sentence | None, Field(description="What every answer under it must say.")]
    verified: Annotated[bool, Field(description="Whether a person has held it against its source.")]


class ProblemTold(Part):
    """A place in a case file that cannot be read."""

    line: Annotated[Number, Field(description="From 1; 0 where there is none.")]
    path: Annotated[Name, Field(description="As $.evidence[2].received.")]
    message: Annotated[Sentence, Field(description="What was expected.")]


class CaseTold(Part):
    """A case. An unreadable one has problems and no answers."""

    source: Annotated[Name, Field(description="The file or case as it was named.")]
    status: Annotated[CaseStatus, Field(description="gaps: some at the severity that was asked for.")]
    case: Annotated[Name | None, Field(description="The case's short name.")] = None
    as_of: Annotated[IsoDay | None, Field(description="The day of the question.")] = None
    decision: Annotated[DecisionTold | None, Field(description="The day of decision.")] = None
    regime: Annotated[RegimeTold | None, Field(description="Under which rules.")] = None
    packs: Annotated[list[PackTold], Field(max_length=1000, description="The packs that were asked.")] = []
    counts: Annotated[Counts, Field(description="How many answers of each state.")] = Counts()
    answers: Annotated[
        list[AnswerTold], Field(max_length=100_000, description="The answers, what needs somebody first.")
    ] = []
    problems: Annotated[list[ProblemTold], Field(max_length=1000, description="Why it cannot be read.")] = []


class SummaryTold(Part):
    """All cases together."""

    cases: Annotated[Number, Field(description="How many.")]
    clear: Annotated[Number, Field(description="Without gaps at the severity that was asked for.")]
    gaps: Annotated[Number, Field(description="With gaps.")]
    unreadable: Annotated[Number, Field(description="That cannot be read.")]
    counts: Annotated[Counts, Field(description="The answers of all cases.")]


class ResultTold(Part):
    """What `orderdesk gaps --format json` prints."""

    schema_version: Literal[1]
    cases: Annotated[list[CaseTold], Field(max_length=1_000_000, description="The cases, as they were named.")]
    summary: Annotated[SummaryTold, Field(description="All of them together.")]
    status: Annotated[CaseStatus, Field(description="The gravest of any case: unreadable, then gaps.")]


def case_told(whole: CaseAnswers, source: str = "", *, has_gaps: bool | None = None) -> CaseTold:
    """A case that was asked. `has_gaps` is whether it counts as one with gaps, where only some severities do; usually
    whether anything needs somebody."""
    found = bool(whole.open()) if has_gaps is None else has_gaps
    because, notice = whole.because, whole.regime.notice
    return CaseTold(
        source=source or whole.case, status="gaps" if found else "clear", case=whole.case,
        as_of=whole.as_of.isoformat(),
        decision=DecisionTold(
            day=whole.decision.isoformat(), planned=whole.planned, message=because.message if because else None
        ),
        regime=RegimeTold(
            id=whole.regime.id, title=whole.regime.title.en, notice=notice.en if notice else None,
            verified=bool(whole.regime.verified),
        ),
        packs=[pack_told(one) for one in whole.packs], counts=counted(whole),
        answers=[answer_told(one, whole) for one in whole.answers],
    )  # fmt: skip


def unreadable_told(source: str, problems: Sequence[Problem]) -> CaseTold:
    """A case that cannot be read."""
    told = [ProblemTold(line=one.line, path=one.path, message=one.expected) for one in problems]
    return CaseTold(source=source, status="unreadable", problems=told)


def counted(whole: CaseAnswers) -> Counts:
    """How many answers of each state, and of each severity among those that need somebody."""
    numbers: dict[str, int] = {str(state): count for state, count in whole.counts().items()}
    for one in whole.open():
        numbers[one.severity] = numbers.get(one.severity, 0) + 1
    numbers["awaiting"] = sum(one.state == "open" and one.kind == "awaiting" for one in whole.answers)
    return Counts(**numbers)


def result_told(cases: Sequence[CaseTold]) -> ResultTold:
    """All of them, with their sums."""
    statuses = [one.status for one in cases]
    sums = {name: sum(getattr(one.counts, name) for one in cases) for name in Counts.model_fields}
    summary = SummaryTold(
        cases=len(cases), clear=statuses.count("clear"), gaps=statuses.count("gaps"),
        unreadable=statuses.count("unreadable"), counts=Counts(**sums),
    )  # fmt: skip
    order: Sequence[CaseStatus] = ("unreadable", "gaps", "clear")
    return ResultTold(
        schema_version=SCHEMA_VERSION, cases=list(cases), summary=summary,
        status=next((one for one in order if one in statuses), "clear"),
    )  # fmt: skip


def as_json(told: Part) -> dict[str, Any]:
    """As plain values for a JSON writer: every member, days as text."""
    return told.model_dump(mode="json")
