"""What was handed over and that nobody at the other end has acknowledged, although there has been time to.

No receipt is not the same as not received: the receipt may be lost, or nobody has opened the desk that it is for.
"""

from datetime import date, datetime

from orderdesk.desk import index
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.locale import _
from orderdesk.locale.days import in_figures


def silent(desk: Desk) -> list[outbox.Waiting]:
    """What has had no receipt for longer than the clock `receipt` gives it, the oldest first. One receipt is enough of
    an organisation: a colleague who is on holiday is no silence. Nor are notes to colleagues waited for."""
    rows = [row for row in outbox.waiting(desk) if row.state == "handed_over"]
    if not rows:
        return []
    lengths, today = clocks(desk), desk.today()
    return [row for row in rows if lengths.after("receipt", _day(row)) < today and not _is_answered(desk, row)]


def told(row: outbox.Waiting) -> str:
    """What the silence means, and what it does not, translated."""
    return _(
        "No receipt since {day}. It may have arrived all the same: receipts are lost too, and a desk that nobody opens "
        "gives none. Sending it again does no harm: it counts once. Ring if it is urgent."
    ).format(day=in_figures(_day(row)))


def _day(row: outbox.Waiting) -> date:
    return day_in_denmark(datetime.fromisoformat(row.handed or row.since))


def _is_answered(desk: Desk, row: outbox.Waiting) -> bool:
    document = desk.store.get(index.DOCUMENTS, row.digest) or {"kind": "", "thread": ""}
    if document["kind"] == "note":
        return True
    entries = index.entries_of(desk, document["thread"])
    return any(one.kind == "receipt" and (one.about, one.org) == (row.digest, row.org) for one in entries)
