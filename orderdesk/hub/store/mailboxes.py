"""The mailboxes: one a person, with a counter that gives every envelope its place."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, update

from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import mailboxes
from orderdesk.hub.store.epochs import EPOCH

_M = mailboxes.c
_BOX = select(_M.id, _M.last_seq, EPOCH, _M.settled_to).where(
    _M.org == bindparam("org"), _M.person == bindparam("person")
)
_LOCKED_BOX = _BOX.with_for_update(of=mailboxes)
_COUNT = (
    update(mailboxes)
    .where(_M.id == bindparam("box"))
    .values(waiting=_M.waiting + bindparam("more"), waiting_bytes=_M.waiting_bytes + bindparam("more_bytes"))
)
_SETTLED = update(mailboxes).where(_M.id == bindparam("box")).values(settled_to=bindparam("place"))
_GIVE = (
    update(mailboxes)
    .where(_M.org == bindparam("of_org"), _M.person == bindparam("of_person"))
    .values(last_seq=_M.last_seq + 1, waiting=_M.waiting + 1, waiting_bytes=_M.waiting_bytes + bindparam("size"))
    .returning(_M.id, _M.last_seq)
)
_TAKE_BACK = _COUNT.values(last_seq=_M.last_seq - 1)


class Box(NamedTuple):
    """A mailbox: its number, and the place that was given last; where they were read, the epoch in which that was,
    and the place up to which nothing waits."""

    id: int
    last_seq: int
    epoch: int = 0
    settled_to: int = 0


def none_there() -> Problem:
    """The answer where there is no such mailbox."""
    return Problem("no-mailbox")


def box_of(connection: Connection, org: str, person: str, *, locked: bool = False) -> Box:
    """The mailbox of that person. Raises Problem ("no-mailbox").

    With `locked` nobody else changes it until the transaction ends: so places are given in the order in which they
    become visible, and a cursor never skips one that is committed later. (A sequence of PostgreSQL would: its numbers
    are given before the commit and seen after it.) In SQLite the transaction is the only one that writes.
    """
    row = connection.execute(_LOCKED_BOX if locked else _BOX, {"org": org, "person": person}).one_or_none()
    if row is None:
        raise none_there()
    return Box(*row)


def locked(connection: Connection, number: int) -> Box:
    """The mailbox of that number, which nobody else changes until the transaction ends."""
    c = mailboxes.c
    return Box(*connection.execute(select(c.id, c.last_seq).where(c.id == number).with_for_update()).one())


def give_place(connection: Connection, org: str, person: str, size: int) -> Box:
    """Count an envelope of `size` bytes in; `last_seq` is its place. Nobody else is given one there until the
    transaction ends, as with `locked`. Raises Problem ("no-mailbox")."""
    row = connection.execute(_GIVE, {"of_org": org, "of_person": person, "size": size}).one_or_none()
    if row is None:
        raise none_there()
    return Box(*row)


def take_place_back(connection: Connection, box: Box, size: int) -> None:
    """Nothing came to the place that this transaction was given last."""
    connection.execute(_TAKE_BACK, {"box": box.id, "more": -1, "more_bytes": -size})


def count(connection: Connection, box: Box, *, envelopes: int, size: int) -> None:
    """Add to what waits there."""
    connection.execute(_COUNT, {"box": box.id, "more": envelopes, "more_bytes": size})


def settled(connection: Connection, box: Box, place: int) -> None:
    """Nothing waits there up to that place."""
    if place > box.settled_to:
        connection.execute(_SETTLED, {"box": box.id, "place": place})


def load(connection: Connection, org: str) -> tuple[int, int]:
    """How many envelopes, and how many bytes, wait for that organisation."""
    query = select(func.sum(_M.waiting), func.sum(_M.waiting_bytes)).where(_M.org == org)
    row = connection.execute(query).one()
    return int(row[0] or 0), int(row[1] or 0)


def last_places(connection: Connection, boxes: Iterable[int]) -> dict[int, int]:
    """The place given last in each of these mailboxes."""
    rows = connection.execute(select(mailboxes.c.id, mailboxes.c.last_seq).where(mailboxes.c.id.in_(list(boxes))))
    return {row.id: row.last_seq for row in rows}


def open_for(connection: Connection, org: str, persons: Iterable[str]) -> None:
    """Make the mailboxes that are missing. One that is there stays, also when the person has left."""
    there = set(connection.execute(select(mailboxes.c.person).where(mailboxes.c.org == org)).scalars())
    for person in dict.fromkeys(persons):
        if person not in there:
            connection.execute(insert(mailboxes).values(org=org, person=person, last_seq=0, waiting=0, waiting_bytes=0))


def totals(connection: Connection) -> tuple[int, int, int]:
    """Mailboxes, waiting envelopes, and their bytes."""
    c = mailboxes.c
    row = connection.execute(select(func.count(), func.sum(c.waiting), func.sum(c.waiting_bytes))).one()
    return int(row[0]), int(row[1] or 0), int(row[2] or 0)
