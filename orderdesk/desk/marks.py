"""Which orders and reports are the desk owner's own, and which are late: what lists filter by."""

from dataclasses import dataclass

from orderdesk.desk import index, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.people.responsible import has_case


@dataclass(frozen=True, slots=True)
class Marks:
    """`mine` holds threads. `late` holds what Today calls late: threads, and digests of reports."""

    mine: frozenset[str]
    late: frozenset[str]


def marks(desk: Desk) -> Marks:
    """The marks as of now, from the index alone."""
    mine = {thread for thread, row in desk.store.rows(index.THREADS) if has_case(row, desk)}
    return Marks(frozenset(mine), frozenset(item.key for item in today.today(desk) if item.late))
