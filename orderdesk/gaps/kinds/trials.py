"""The documentation of a work trial (arbejdsprøvning), and the whole picture of it: hours varied both ways, adjustments
tried, the effect of each recorded, a conclusion with its reasons."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from orderdesk.cases.history import Trial
from orderdesk.gaps.freshness import too_old
from orderdesk.gaps.outcome import Considered, Kind, Outcome, Sight, Used, Waiting
from orderdesk.gaps.requirements import TrialDocumented
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

MEMBERS: Final = {
    "employer": N_("where it was"),
    "tasks": N_("the tasks"),
    "start": N_("its first day"),
    "end": N_("its last day"),
    "ended_because": N_("why it ended"),
    "planned_minutes": N_("the hours planned"),
    "present_minutes": N_("the hours there"),
    "effective_minutes": N_("the effective hours"),
    "weeks": N_("the hours week by week"),
    "accommodations": N_("the accommodations"),
    "adjustments": N_("the adjustments tried"),
    "development": N_("how it developed"),
    "prospects": N_("what it may lead to"),
    "conclusion": N_("a conclusion with its reasons"),
    "concluded_by": N_("whose conclusion it is"),
}
"""What the file can say of a work trial, in words (English msgids)."""

_CONCLUSION_WORDS: Final = 20  # a conclusion that argues needs a few sentences; "arbejdsevnen er nedsat" does not


def look(asked: TrialDocumented, sight: Sight) -> list[Outcome]:
    """Met by one trial that has all of it. Otherwise the last one is awaited while it is under way; else the one that
    is nearest to it, of two the later, says what it lacks."""
    mine = [one for one in sight.known.trials if one.own_workplace or not asked.own_workplace]
    if not mine:
        return [Outcome("missing", said(N_("Not found in the file: a work trial.")))]
    judged = [(one, list(_short(asked, one, sight))) for one in mine]
    whole = [one for one, short in judged if not short]
    if whole:
        used = tuple(Used(one.id, trial_line(one)) for one in whole)
        return [Outcome(None, said(N_("It is there.")), used, counted=tuple(one.id for one in whole))]
    considered = tuple(Considered(one.id, why) for one, found in judged for _kind, why in found)
    running = mine[-1]
    if running.end is None and running.start is not None:
        what = said(N_("A work trial has been under way since {day}, or its last day is not in the file."),
                    day=running.start)  # fmt: skip
        return [Outcome("awaiting", what, (Used(running.id, trial_line(running)),), considered,
                        waiting=Waiting(running.id, running.employer or ""))]  # fmt: skip
    nearest, short = min(reversed(judged), key=lambda pair: len(pair[1]))
    kind: Kind = "out_of_date" if all(found == "out_of_date" for found, _why in short) else "insufficient"
    template = N_("The work trial is in the file, but out of date. {why}") if kind == "out_of_date" else N_(
        "The work trial is in the file, but not its whole documentation. {why}"
    )  # fmt: skip
    what = Said(template, parts={"why": [why for _kind, why in short]})
    return [Outcome(kind, what, (Used(nearest.id, trial_line(nearest)),), considered)]


def trial_line(one: Trial) -> Said:
    """A trial in a line."""
    if one.start is None:
        return said(N_("Work trial, {place}, no day"), place=one.employer or "–")
    return said(N_("Work trial, {place}, from {day}"), place=one.employer or "–", day=one.start)


def _short(asked: TrialDocumented, one: Trial, sight: Sight) -> Iterator[tuple[Kind, Said]]:
    lacking = [name for name in asked.complete if not _told(getattr(one, name))]
    if lacking:
        yield "insufficient", Said(N_("The file does not tell: {list}."), lists={"list": [MEMBERS[n] for n in lacking]})
    if asked.least_weeks and (weeks := weeks_of(one, sight)) < asked.least_weeks:
        yield "insufficient", said(N_("It has lasted {weeks} of {least} weeks."), weeks=weeks, least=asked.least_weeks)
    for part in asked.picture:
        if why := _PICTURE[part](one):
            yield "insufficient", why
    ended = one.end or one.concluded
    if ended is not None and (old := too_old(asked.fresh, ended, sight.on)):
        yield "out_of_date", old
    if ended is None and asked.fresh is not None and "end" not in lacking:
        yield "insufficient", said(N_("It bears no last day, so nobody can tell how old it is."))


def _told(value: object) -> bool:
    """Whether a member says something; no hours at all are an answer too."""
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != []


def weeks_of(one: Trial, sight: Sight) -> int:
    """How many whole weeks the trial has lasted, by its days; by the weeks recorded, where it bears no first day."""
    if one.start is None:
        return len(one.weeks)
    return ((min(one.end or sight.on, sight.on) - one.start).days + 1) // 7


def hours_both_ways(hours: Sequence[int]) -> tuple[bool, bool]:
    """Whether the hours of the weeks went up, and whether they went down, from one week to the next."""
    pairs = list(pairwise(hours))
    return any(second > first for first, second in pairs), any(second < first for first, second in pairs)


def _hours(one: Trial) -> Said | None:
    weeks = sorted((week for week in one.weeks if week.planned_minutes), key=lambda week: week.start)
    if len(weeks) < 2:  # a week off is no trial of fewer hours
        return said(N_("The hours week by week are not in the file, so nobody can see how they were varied."))
    up, down = hours_both_ways([week.planned_minutes for week in weeks])
    if up and down:
        return None
    if up:
        return said(N_("The planned hours only went up; the file does not show what fewer hours did."))
    if down:
        return said(N_("The planned hours only went down; the file does not show what more hours did."))
    return said(N_("The planned hours were the same in all weeks; the file does not show what more or fewer did."))


def _adjustments(one: Trial) -> Said | None:
    return None if one.adjustments else said(N_("No adjustment (tasks, times, days, place) is recorded as tried."))


def _effects(one: Trial) -> Said | None:
    without = sum(not (adjustment.effect or "").strip() for adjustment in one.adjustments)
    if not without:
        return None
    return said(N_("{count} of {all} adjustments have no effect recorded."), count=without, all=len(one.adjustments))


def _conclusion(one: Trial) -> Said | None:
    words = len((one.conclusion or "").split())
    if not words:
        return said(N_("No conclusion is in the file."))
    return said(N_("The conclusion has {words} words; it does not say what it rests on."), words=words) if (
        words < _CONCLUSION_WORDS
    ) else None  # fmt: skip


_PICTURE: Final = {
    "hours_both_ways": _hours,
    "adjustments": _adjustments,
    "effects": _effects,
    "conclusion": _conclusion,
}
