"""Which orders and reports are the desk owner's own, and which are late: what lists filter by."""

from dataclasses import dataclass

from orderdesk.desk import index, today
from orderdesk.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Marks:
    """`mine` holds threads. `late` holds what Today calls late: threads, and digests of reports."""

    mine: frozenset[str]
    late: frozenset[str]


def marks(desk: Desk) -> Marks:
    """The marks as of now, from the index alone."""
    me = desk.settings.person
    ours = [desk.settings.org, me]
    mine = {
        thread
        for thread, row in desk.store.rows(index.THREADS)
        if (row.get("caseworker") == ours if desk.actor == "C" else row.get("consultant_id") == me)
    }
    return Marks(frozenset(mine), frozenset(item.key for item in today.today(desk) if item.late))
