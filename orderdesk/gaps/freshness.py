"""How old something may be: fresh on the last day of its length, out of date the day after."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from orderdesk.cases.evidence import Evidence, HealthEvent
from orderdesk.gaps.matters import other_matter
from orderdesk.gaps.requirements import Freshness
from orderdesk.locale import N_
from orderdesk.locale.said import Said
from orderdesk.working_days import after_months

SOURCES: Final = {
    "law": N_("law"),
    "order": N_("executive order"),
    "principle": N_("principle decision"),
    "guidance": N_("guidance"),
    "local_policy": N_("local policy"),
}
"""Where a rule or a length is from, in words (English msgids)."""


def last_day(fresh: Freshness, start: date) -> date | None:
    """The last day on which what is from `start` is fresh; None where nothing limits it."""
    if fresh.months is not None:
        return _after_months(start, fresh.months)
    return start + timedelta(days=fresh.days) if fresh.days is not None else None


_after_months = lru_cache(maxsize=8192)(after_months)  # the same papers are held against many rules, on two days


def too_old(fresh: Freshness | None, start: date, on: date) -> Said | None:
    """Why what is from `start` is out of date on `on`; None where it is fresh."""
    if fresh is None:
        return None
    last = last_day(fresh, start)
    if last is None or on <= last:
        return None
    source = {"source": SOURCES[fresh.source]}
    return Said(N_("It is from {day} and counts until {last} ({source})."), {"day": start, "last": last}, source)


def overtaken(fresh: Freshness | None, one: Evidence, events: Sequence[HealthEvent], on: date) -> Said | None:
    """Why a health event after the evidence puts it out of date; None where none does. An event on another matter does
    not; one that says nothing of its matter does."""
    if fresh is None or not fresh.health_events or one.information_date is None:
        return None
    for event in events:
        if one.information_date < event.day <= on and not other_matter(one.about, event.about):
            return Said(
                N_("It is from {day}; something new was recorded on {event}."),
                {"day": one.information_date, "event": event.day},
            )
    return None


def worth_a_look(fresh: Freshness | None, start: date, on: date) -> bool:
    """Whether what is from `start` is fresh, but older than the length for attention."""
    return bool(fresh and fresh.attention_months and on > _after_months(start, fresh.attention_months))
