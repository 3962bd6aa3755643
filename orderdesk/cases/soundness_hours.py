"""Hours, weeks and sessions in a case file that do not add up."""

from collections.abc import Iterator
from typing import Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.flaws import Flaw, flaw
from orderdesk.cases.history import Trial
from orderdesk.locale import N_

WEEK_MINUTES: Final = 7 * 24 * 60

_NO_MONDAY = N_("{entry}: the week of {day} begins on no Monday.")
_TWICE = N_("{entry}: the week of {day} is there twice.")
_TOO_MANY = N_("{entry}: {minutes} minutes a week are more than a week has.")
_TOO_EFFECTIVE = N_("{entry}: {effective} effective minutes are more than the {present} minutes there.")
_TOO_OFTEN = N_("{entry}: {attended} sessions attended are more than the {planned} planned.")


def hours_amiss(case: CaseFile) -> Iterator[Flaw]:
    """CAS20 to CAS24: weeks, hours and sessions of measures and work trials."""
    for index, measure in enumerate(case.measures):
        at, attended, planned = f"$.measures[{index}]", measure.sessions_attended, measure.sessions_planned
        yield from _too_many(f"{at}.weekly_minutes", measure.id, measure.weekly_minutes)
        if attended is not None and planned is not None and attended > planned:
            path = f"{at}.sessions_attended"
            yield flaw("CAS24", path, _TOO_OFTEN, entry=measure.id, attended=attended, planned=planned)
    for index, trial in enumerate(case.trials):
        yield from _trial(f"$.trials[{index}]", trial)


def _trial(at: str, trial: Trial) -> Iterator[Flaw]:
    yield from _too_many(f"{at}.planned_minutes", trial.id, trial.planned_minutes)
    yield from _too_many(f"{at}.paid_minutes", trial.id, trial.paid_minutes)
    yield from _presence(at, trial.id, trial.present_minutes, trial.effective_minutes)
    seen = set()
    for index, week in enumerate(trial.weeks):
        here = f"{at}.weeks[{index}]"
        if week.start.weekday() != 0:
            yield flaw("CAS20", f"{here}.start", _NO_MONDAY, entry=trial.id, day=week.start)
        if week.start in seen:
            yield flaw("CAS21", f"{here}.start", _TWICE, entry=trial.id, day=week.start)
        seen.add(week.start)
        yield from _too_many(f"{here}.planned_minutes", trial.id, week.planned_minutes)
        yield from _presence(here, trial.id, week.present_minutes, week.effective_minutes)


def _presence(at: str, entry: str, present: int | None, effective: int | None) -> Iterator[Flaw]:
    yield from _too_many(f"{at}.present_minutes", entry, present)
    if present is not None and effective is not None and effective > present:
        path = f"{at}.effective_minutes"
        yield flaw("CAS23", path, _TOO_EFFECTIVE, entry=entry, effective=effective, present=present)


def _too_many(path: str, entry: str, minutes: int | None) -> Iterator[Flaw]:
    if minutes is not None and minutes > WEEK_MINUTES:
        yield flaw("CAS22", path, _TOO_MANY, entry=entry, minutes=minutes)
