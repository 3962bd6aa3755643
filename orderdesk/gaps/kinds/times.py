"""Rules about time: whether a track can be granted under the rules of the day, whether a decision is late, and whether
something has lasted long enough."""

from datetime import date

from orderdesk.gaps.judging import fact_name
from orderdesk.gaps.kinds.measures import fact_day, used_fact_day
from orderdesk.gaps.outcome import Outcome, Sight, Used
from orderdesk.gaps.requirements import DecidedWithin, LastedSince, TrackAvailable
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_months


def granted_on(sight: Sight) -> date | None:
    """The day on which the course was granted; None where the file does not tell."""
    return fact_day(sight, "granted")


def track_available(asked: TrackAvailable, sight: Sight) -> list[Outcome]:
    """Met where it was granted before the limit. Not granted yet counts as asked for on the day of decision."""
    limit = asked.granted_before
    granted = fact_day(sight, asked.fact)
    day = granted or sight.decision
    if day < limit:
        return [Outcome(None, said(N_("Granted, or to be decided, on {day}, before {limit}."), day=day, limit=limit))]
    what = said(N_("Found no grant before {limit} in the file; after that day it is not given to new citizens."),
                limit=limit)  # fmt: skip
    used = (Used("facts", said(N_("Day that counts: {day}"), day=day)),)
    return [Outcome("missing", what, used)]


def decided_within(asked: DecidedWithin, sight: Sight) -> list[Outcome]:
    """Awaited until the time is over; met once the decision was taken. A decision that came late is met: nothing
    closes that gap any more."""
    decision = sight.known.case.decision
    if decision.decided is not None and decision.decided <= sight.as_of:
        return [Outcome(None, said(N_("Decided on {day}."), day=decision.decided))]
    if decision.begun is None or decision.begun > sight.as_of:
        reason = said(N_("The file does not tell when the case was begun (decision.begun)."))
        return [Outcome(None, said(N_("It cannot be told from the file.")), unclear=reason)]
    limit = after_months(decision.begun, asked.months)
    used = (Used("decision.begun", said(N_("Begun on {day}"), day=decision.begun)),)
    if sight.as_of > limit:
        return [Outcome("out_of_date", said(N_("The decision was due on {limit}."), limit=limit), used)]
    if decision.planned is not None and decision.planned > limit:
        what = said(N_("The decision is planned for {day}; it is due on {limit}."), day=decision.planned, limit=limit)
        return [Outcome("insufficient", what, used)]
    return [Outcome(None, said(N_("The decision is due on {limit}."), limit=limit), used)]


def lasted(asked: LastedSince, sight: Sight) -> list[Outcome]:
    """Met on the day that is so many months after the first one. What counts is the day of decision; where the planned
    one has passed without a decision, the day of the question."""
    name = {"fact": fact_name(asked.fact)}
    start = fact_day(sight, asked.fact)
    if start is None:
        return [Outcome("missing", Said(N_("The file does not tell: {fact}."), terms=name))]
    used = (used_fact_day(sight, asked.fact, start),)
    reached = after_months(start, asked.months)
    day = max(sight.decision, sight.on)
    if day >= reached:
        return [Outcome(None, Said(N_("{months} months since {start} were over on {reached}."),
                                   {"months": asked.months, "start": start, "reached": reached}), used)]  # fmt: skip
    what = Said(N_("On {day} it has not lasted {months} months; it will have on {reached}."),
                {"day": day, "months": asked.months, "reached": reached})  # fmt: skip
    return [Outcome("insufficient", what, used)]
