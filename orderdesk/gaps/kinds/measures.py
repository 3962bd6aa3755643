"""Measures that were tried, each with what the file must say of it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from orderdesk.cases.case_file import GapNote
from orderdesk.cases.history import Measure
from orderdesk.gaps.judging import day_in, fact_name
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import MeasuresTried
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_months

MEMBERS: Final = {
    "start": N_("its first day"),
    "end": N_("its last day"),
    "result": N_("its result"),
    "ended_because": N_("why it ended"),
    "goal": N_("its goal"),
    "weekly_minutes": N_("the hours a week"),
}
"""What the file can say of a measure, in words (English msgids)."""


def look(asked: MeasuresTried, sight: Sight) -> list[Outcome]:
    """Met where there are as many as asked, each complete; one that is under way counts once it has ended."""
    if asked.begun_within_months is not None:
        return [_begun_in_time(asked, sight)]
    mine = [one for one in sight.known.measures if _is_asked(asked, one)]
    judged = [(one, _lacking(asked, one)) for one in mine]
    whole = [one for one, lacking in judged if not lacking]
    holes = [one for one, lacking in judged if lacking and not _is_under_way(one)] if asked.each else []
    if len(whole) >= asked.least and not holes:
        used = tuple(Used(one.id, measure_line(one)) for one in whole)
        return [Outcome(None, said(N_("It is there.")), used, counted=tuple(one.id for one in whole))]
    considered = tuple(_considered(one, lacking) for one, lacking in judged if lacking)
    values = {"there": len(whole), "least": asked.least}
    if not mine:
        return [Outcome("missing", said(N_("Not found in the file: measures that were tried.")), (), considered)]
    if len(whole) >= asked.least:
        values = {"there": len(whole), "all": len(whole) + len(holes)}
        template = N_("Of {all} measures that have ended, {there} are in the file with all that is asked of each.")
        return [Outcome("insufficient", Said(template, values), (), considered)]
    if not whole:
        nearest, lacking = min(reversed(judged), key=lambda pair: len(pair[1]))
        what = Said(N_("No measure in the file has all that is asked. {measure}: {why}"),
                    parts={"measure": [measure_line(nearest)], "why": [_considered(nearest, lacking).why]})  # fmt: skip
        return [Outcome("insufficient", what, (), considered)]
    template = N_("{there} of {least} measures are in the file with all that is asked of each.")
    return [Outcome("insufficient", Said(template, values), (), considered)]


def _is_asked(asked: MeasuresTried, one: Measure) -> bool:
    return (not asked.kinds or one.kind in asked.kinds) and (one.own_workplace or not asked.own_workplace)


def _is_under_way(one: Measure) -> bool:
    return one.start is not None and one.end is None


def _lacking(asked: MeasuresTried, one: Measure) -> list[str]:
    return [name for name in asked.complete if getattr(one, name) in (None, "")]


def _considered(one: Measure, lacking: Sequence[str]) -> Considered:
    if one.end is None and "end" in lacking:
        return Considered(one.id, said(N_("It is under way, or its last day is not in the file.")))
    return Considered(
        one.id, Said(N_("The file does not tell: {list}."), lists={"list": [MEMBERS[n] for n in lacking]})
    )


def measure_line(one: Measure) -> Said:
    """A measure in a line."""
    if one.start is None:
        return said(N_("{name}, no day"), name=one.name or one.kind)
    return said(N_("{name}, from {day}"), name=one.name or one.kind, day=one.start)


def _begun_in_time(asked: MeasuresTried, sight: Sight) -> Outcome:
    """Whether the first measure began within so many months of the day of a fact."""
    start = fact_day(sight, asked.counted_from)
    if start is None:
        reason = Said(N_("The file does not tell: {fact}."), terms={"fact": fact_name(asked.counted_from)})
        return Outcome(None, said(N_("It cannot be told from the file.")), unclear=reason)
    limit = after_months(start, asked.begun_within_months or 0)
    begun = [one for one in sight.known.measures if _is_asked(asked, one) and one.start and one.start >= start]
    first = min(begun, key=lambda one: one.start or date.max, default=None)
    used = (used_fact_day(sight, asked.counted_from, start),)
    if first is not None and first.start is not None and first.start <= limit:
        return Outcome(None, said(N_("The first measure began on {day}."), day=first.start), used, counted=(first.id,))
    if first is not None and first.start is not None and (note := _settled(first, sight)):
        what = said(N_("The first measure began on {day}, after its time; settled on {noted} by {who}."),
                    day=first.start, noted=note.day, who=note.by)  # fmt: skip
        return Outcome(None, what, used, counted=(first.id,))
    if first is not None and first.start is not None:
        what = said(N_("The first measure began on {day}; the time ended on {limit}."), day=first.start, limit=limit)
        late = (*used, Used(first.id, measure_line(first)))
        return Outcome("out_of_date", what, late, (Considered(first.id, what),))
    if sight.on <= limit:
        return Outcome("awaiting", said(N_("No measure found in the file yet; the time ends on {limit}."), limit=limit),
                       used)  # fmt: skip
    return Outcome("missing", said(N_("No measure found in the file; the time ended on {limit}."), limit=limit), used)


def _settled(measure: Measure, sight: Sight) -> GapNote | None:
    """The note of a person who has settled what became of a measure that began late; None where there is none."""
    notes = (
        one for one in sight.known.case.notes
        if one.kind == "closed_by" and measure.id in one.entries and one.text and one.day <= sight.as_of
    )  # fmt: skip
    return max(notes, key=lambda one: one.day, default=None)


def used_fact_day(sight: Sight, kind: str, day: date) -> Used:
    """The day that a fact holds, as answers show it: under the fact's id, so that it is not shown twice."""
    fact = sight.known.fact(kind)
    return Used(fact.id if fact else "facts", Said(N_("{fact}: {value}"), {"value": day}, {"fact": fact_name(kind)}))


def fact_day(sight: Sight, kind: str) -> date | None:
    """The day that a fact holds; None where the file does not tell."""
    return day_in(sight.known.fact(kind))
