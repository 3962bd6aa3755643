"""Envelopes: put, listed, fetched, settled. The hub knows their hash, their size and where they go; it opens none."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, text, update

from orderdesk.hub.limits import Limits
from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import contents, envelopes
from orderdesk.hub.store import access, mailboxes
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.mailboxes import Box, box_of

# Written out, not bound: a partial index is used only where the planner sees the condition.
_WAITING = text("envelopes.state = 'waiting'")


class Waiting(NamedTuple):
    """One envelope that waits: its place, name, size in bytes, and arrival in seconds since 1970."""

    seq: int
    name: str
    size: int
    arrived: int


class _Found(NamedTuple):
    """An envelope as it is, whatever became of it."""

    seq: int
    size: int
    state: str


class Listing(NamedTuple):
    """A page of what waits; `last_seq` is the place that was given last when it was read."""

    box: Box
    envelopes: list[Waiting]
    more: bool


def put(
    connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, sealed: bytes, now: int, limits: Limits
) -> Box | None:
    """Keep `sealed`; None where it is or was there already. Raises Problem: "no-mailbox", "full".

    The mailbox is locked first, so two processes with the same envelope find one another's.
    """
    box = box_of(connection, *mailbox, locked=True)
    if _row(connection, box, name) is not None:
        return None
    waiting, size = mailboxes.load(connection, mailbox[0])
    if waiting >= limits.organisation_envelopes or size + len(sealed) > limits.organisation_bytes:
        raise Problem("full")
    seq = box.last_seq + 1
    connection.execute(
        insert(envelopes).values(
            mailbox=box.id, seq=seq, name=name, size=len(sealed), arrived=now, state="waiting"
        )
    )  # fmt: skip
    connection.execute(insert(contents).values(mailbox=box.id, seq=seq, sealed=sealed))
    mailboxes.count(connection, box, envelopes=1, size=len(sealed), last_seq=seq)
    access.note(connection, now, caller, "put", mailbox, name)
    return Box(box.id, seq)


def waiting(connection: Connection, mailbox: tuple[str, str], after: int, limit: int) -> Listing:
    """What waits after the place `after`, oldest first. Raises Problem: "no-mailbox", "cursor".

    The last place is read before the rows: what comes in between is either in the page or above it.
    """
    box = box_of(connection, *mailbox)
    if after > box.last_seq:
        raise Problem("cursor")
    c = envelopes.c
    rows = connection.execute(
        select(c.seq, c.name, c.size, c.arrived)
        .where(c.mailbox == box.id, c.seq > after, _WAITING)
        .order_by(c.seq)
        .limit(limit + 1)
    ).all()
    return Listing(box, [Waiting(*row) for row in rows[:limit]], len(rows) > limit)


def fetch(connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, now: int) -> bytes:
    """The bytes of an envelope that waits; noted before they are handed out. Raises Problem: "not-waiting"."""
    box = box_of(connection, *mailbox)
    row = _row(connection, box, name)
    if row is None or row.state != "waiting":
        raise Problem("not-waiting")
    sealed = connection.execute(
        select(contents.c.sealed).where(contents.c.mailbox == box.id, contents.c.seq == row.seq)
    ).scalar_one()
    access.note(connection, now, caller, "fetch", mailbox, name)
    return bytes(sealed)


def acknowledge(connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, now: int) -> None:
    """It is taken: its bytes go, its name stays. What is settled already stays so. Raises Problem ("not-waiting") for
    what never was there."""
    settled = _settle(connection, mailbox, name, "taken", now, "")
    if settled is not None:
        box, seq = settled
        connection.execute(delete(contents).where(contents.c.mailbox == box.id, contents.c.seq == seq))
        access.note(connection, now, caller, "acknowledge", mailbox, name)


def reject(connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, reason: str, now: int) -> None:
    """Put it aside with a reason code; its bytes are kept for a while. Raises Problem ("not-waiting")."""
    if _settle(connection, mailbox, name, "refused", now, reason) is not None:
        access.note(connection, now, caller, "reject", mailbox, name)


def _settle(
    connection: Connection, mailbox: tuple[str, str], name: str, state: str, now: int, reason: str
) -> tuple[Box, int] | None:
    """The mailbox and the place of what waited and no longer does; None where it was settled before."""
    box = box_of(connection, *mailbox, locked=True)
    row = _row(connection, box, name)
    if row is None:
        raise Problem("not-waiting")
    if row.state != "waiting":
        return None
    connection.execute(
        update(envelopes)
        .where(envelopes.c.mailbox == box.id, envelopes.c.seq == row.seq)
        .values(state=state, settled=now, reason=reason or None)
    )
    mailboxes.count(connection, box, envelopes=-1, size=-row.size)
    return box, row.seq


def _row(connection: Connection, box: Box, name: str) -> _Found | None:
    c = envelopes.c
    query = select(c.seq, c.size, c.state).where(c.mailbox == box.id, c.name == name)
    row = connection.execute(query).one_or_none()
    return None if row is None else _Found(*row)
