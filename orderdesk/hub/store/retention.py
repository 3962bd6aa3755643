"""What is kept how long. Run now and then by every hub process; twice is the same as once."""

from typing import Final

from sqlalchemy import Connection, delete, select, update

from orderdesk.hub.limits import Limits
from orderdesk.hub.schema import contents, envelopes
from orderdesk.hub.store import access, callers, mailboxes

BATCH: Final = 500
"""Rows in one transaction, so that desks never wait long."""


def sweep(connection: Connection, now: int, limits: Limits) -> int:
    """Forget envelopes that have been kept long enough; returns how many lost their bytes or their row. With as many as
    BATCH there may be more.

    One that nobody took becomes `expired`, and its name stays known.
    """
    return (
        _expire(connection, now, limits.keep_waiting)
        + _empty_refused(connection, now - limits.keep_refused)
        + _forget(connection, now - limits.keep_names)
    )


def forget(connection: Connection, now: int, limits: Limits) -> int:
    """Forget nonces of requests that are refused by their times anyway, and old lines of the access log; how many."""
    return callers.forget_nonces(connection, now, BATCH) + access.forget(connection, now - limits.keep_access, BATCH)


def _expire(connection: Connection, now: int, age: int) -> int:
    """The mailbox is locked before its envelopes, as everywhere, so that no two wait for each other."""
    c = envelopes.c
    oldest = connection.execute(
        select(c.mailbox).where(c.state == "waiting", c.arrived < now - age).order_by(c.arrived).limit(1)
    ).scalar()
    if oldest is None:
        return 0
    box = mailboxes.locked(connection, oldest)
    rows = connection.execute(
        select(c.seq, c.size)
        .where(c.mailbox == oldest, c.state == "waiting", c.arrived < now - age)
        .order_by(c.seq)
        .limit(BATCH)
    ).all()
    for seq, _size in rows:
        one = (c.mailbox == oldest, c.seq == seq)
        connection.execute(update(envelopes).where(*one).values(state="expired", settled=now))
        connection.execute(delete(contents).where(contents.c.mailbox == oldest, contents.c.seq == seq))
    mailboxes.count(connection, box, envelopes=-len(rows), size=-sum(size for _seq, size in rows))
    return len(rows)


def _empty_refused(connection: Connection, before: int) -> int:
    c = envelopes.c
    # What was settled before then arrived before then: the index is by arrival. Emptied it has another state, or each
    # sweep would go past all of them.
    rows = connection.execute(
        select(c.mailbox, c.seq).where(c.state == "refused", c.arrived < before, c.settled < before).limit(BATCH)
    ).all()
    for mailbox, seq in rows:
        connection.execute(delete(contents).where(contents.c.mailbox == mailbox, contents.c.seq == seq))
        connection.execute(update(envelopes).where(c.mailbox == mailbox, c.seq == seq).values(state="emptied"))
    return len(rows)


def _forget(connection: Connection, before: int) -> int:
    c = envelopes.c
    rows = connection.execute(
        select(c.mailbox, c.seq)
        .where(c.state.in_(("taken", "refused", "emptied", "expired")), c.arrived < before, c.settled < before)
        .limit(BATCH)
    ).all()
    for mailbox, seq in rows:
        for table in (contents, envelopes):
            connection.execute(delete(table).where(table.c.mailbox == mailbox, table.c.seq == seq))
    return len(rows)
