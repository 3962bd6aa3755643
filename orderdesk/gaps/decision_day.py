"""The day of decision that a case is held against, and how it was come by."""

from dataclasses import dataclass
from datetime import date

from orderdesk.cases.case_file import CaseFile
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


@dataclass(frozen=True, slots=True)
class DecisionDay:
    """`planned` is whether the file gives the day; `because` says how it was come by."""

    day: date
    planned: bool
    because: Said


def decision_day(case: CaseFile, as_of: date) -> DecisionDay:
    """The day on which the decision was taken, as far as that is known on `as_of`; else the planned one. A planned day
    that has passed without a decision is no day to decide on any more: the day of the question is the earliest."""
    decided, planned = case.decision.decided, case.decision.planned
    if decided is not None and decided <= as_of:
        return DecisionDay(decided, True, said(N_("Decided on {day}: the file as it was then."), day=decided))
    day = planned or decided
    if day is None:
        because = said(N_("No decision is planned in the file; reckoned with {day}."), day=as_of)
        return DecisionDay(as_of, False, because)
    if day < as_of:
        because = said(
            N_("Planned for {planned}, and no decision found in the file; reckoned with {day}."), planned=day, day=as_of
        )
        return DecisionDay(as_of, True, because)
    return DecisionDay(day, True, said(N_("Planned for {day}."), day=day))
