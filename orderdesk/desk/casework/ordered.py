"""Documentation that orders already ask for, by the rule that wants it: the gap waits for the provider, and for nobody
here. It follows from the orders in force alone; no case file keeps it."""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Final

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.documents.order_table import ENDINGS
from orderdesk.gaps.outcome import Waiting
from orderdesk.locale import N_
from orderdesk.working_days import working_day_from

ByRule = Mapping[str, Waiting]
"""By pack/rule, from whom the documentation is awaited and until when."""

_NOT_SENT: Final = "draft"
_ASK: Final = N_("a question to the provider about the documentation ordered")
_NOTHING: Final[ByRule] = {}


def of_citizen(desk: Desk, cpr: str, as_of: date) -> ByRule:
    """What the orders for one citizen ask for as of a day."""
    return by_citizen(desk, as_of, cpr).get(cpr, _NOTHING) if cpr else _NOTHING


def by_citizen(desk: Desk, as_of: date, cpr: str = "") -> dict[str, dict[str, Waiting]]:
    """By CPR number, what the orders ask for that were sent by a day and have not ended; of all citizens where no
    number is given. Where two orders ask for the same, the one that is due first."""
    found: dict[str, dict[str, Waiting]] = {}
    for thread, row in desk.store.rows(index.THREADS):
        number = row.get("cpr", "")
        if not number or (cpr and number != cpr) or not row.get("wanted") or row["state"] in (_NOT_SENT, *ENDINGS):
            continue
        for rule, due, asked in row["wanted"]:
            if asked > as_of.isoformat():
                continue
            known = found.setdefault(number, {})
            if rule not in known or due < str(known[rule].due):
                known[rule] = _waiting(thread, row["provider_name"], date.fromisoformat(due))
    return found


def as_key(ordered: ByRule) -> Hashable:
    """What tells it from what was ordered at another time."""
    return frozenset(ordered.items())


def _waiting(thread: str, provider: str, due: date) -> Waiting:
    """The provider is asked on the working day after it was due."""
    return Waiting(thread, provider, due, _ASK, working_day_from(due + timedelta(days=1)))
