"""Envelopes: put, listed, fetched, settled. The hub knows their hash, their size and where they go; it opens none."""

from typing import NamedTuple

from sqlalchemy import Connection, Integer, bindparam, delete, select, text, update

from orderdesk.hub.limits import Limits
from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import contents, envelopes
from orderdesk.hub.store import access, epochs, mailboxes
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.mailboxes import Box, box_of
from orderdesk.hub.store.taking_in import Arrival, take_in

# Written out, not bound: a partial index is used only where the planner sees the condition.
_WAITING = text("envelopes.state = 'waiting'")

_E = envelopes.c
_IN_BOX = _E.mailbox == bindparam("box")
_AT_PLACE = (contents.c.mailbox == bindparam("box"), contents.c.seq == bindparam("place"))
_ROW = select(_E.seq, _E.size, _E.state).where(_IN_BOX, _E.name == bindparam("name"))
_PAGE = (
    select(_E.seq, _E.name, _E.size, _E.arrived)
    .where(_IN_BOX, _E.seq > bindparam("after"), _WAITING)
    .order_by(_E.seq)
    .limit(bindparam("most", type_=Integer))
)
_FIRST = select(_E.seq).where(_IN_BOX, _E.seq > bindparam("after"), _WAITING).order_by(_E.seq).limit(1)
_CONTENT, _NO_CONTENT = select(contents.c.sealed).where(*_AT_PLACE), delete(contents).where(*_AT_PLACE)
_SETTLE = (
    update(envelopes)
    .where(_IN_BOX, _E.seq == bindparam("place"))
    .values(state=bindparam("new_state"), settled=bindparam("moment"), reason=bindparam("why"))
)


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
    """Keep `sealed`; None where it is or was there already. Raises Problem: "no-mailbox", "full"."""
    taken = take_in(connection, Arrival(name, sealed, mailbox, caller, now))
    if taken is None:
        return None
    if taken.waiting > limits.organisation_envelopes or taken.waiting_bytes > limits.organisation_bytes:
        raise Problem("full")
    return taken.box


def waiting(connection: Connection, mailbox: tuple[str, str], after: int, limit: int, epoch: str = "") -> Listing:
    """What waits after the place `after`, given in the epoch of that name where one is given; oldest first. Raises
    Problem: "no-mailbox", "cursor".

    The last place is read before the rows: what comes in between is either in the page or above it.
    """
    box = box_of(connection, *mailbox)
    if after > box.last_seq or (epoch and epoch != epochs.named(box.epoch)):
        raise Problem("cursor")
    rows = connection.execute(_PAGE, {"box": box.id, "after": max(after, box.settled_to), "most": limit + 1}).all()
    return Listing(box, [Waiting(*row) for row in rows[:limit]], len(rows) > limit)


def fetch(connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, now: int) -> bytes:
    """The bytes of an envelope that waits; noted before they are handed out. Raises Problem: "not-waiting"."""
    box = box_of(connection, *mailbox)
    row = _row(connection, box, name)
    if row is None or row.state != "waiting":
        raise Problem("not-waiting")
    sealed = connection.execute(_CONTENT, {"box": box.id, "place": row.seq}).scalar()
    if sealed is None:  # acknowledged between the two looks
        raise Problem("not-waiting")
    access.note(connection, now, caller, "fetch", mailbox, name)
    return bytes(sealed)


def acknowledge(connection: Connection, caller: Caller, mailbox: tuple[str, str], name: str, now: int) -> None:
    """It is taken: its bytes go, its name stays. What is settled already stays so. Raises Problem ("not-waiting") for
    what never was there."""
    settled = _settle(connection, mailbox, name, "taken", now, "")
    if settled is not None:
        box, seq = settled
        connection.execute(_NO_CONTENT, {"box": box.id, "place": seq})
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
    values = {"new_state": state, "moment": now, "why": reason or None}
    connection.execute(_SETTLE, {"box": box.id, "place": row.seq, **values})
    mailboxes.count(connection, box, envelopes=-1, size=-row.size)
    first = connection.execute(_FIRST, {"box": box.id, "after": box.settled_to}).scalar()
    mailboxes.settled(connection, box, box.last_seq if first is None else first - 1)
    return box, row.seq


def _row(connection: Connection, box: Box, name: str) -> _Found | None:
    row = connection.execute(_ROW, {"box": box.id, "name": name}).one_or_none()
    return None if row is None else _Found(*row)
