"""An envelope taken into a mailbox: the place, the row, the bytes and the line of the access log.

In SQLite these are four statements, which cost next to nothing. PostgreSQL is asked once for all four: each asking
costs the hub and the server as much as what is done. In both the mailbox's row is changed first and thereby locked
until the commit, and then the unique index says whether the name is there already, whatever another transaction has
done while this one waited for the lock.
"""

from typing import NamedTuple

from sqlalchemy import Boolean, Connection, Integer, insert, text

from orderdesk.hub.schema import contents
from orderdesk.hub.store import access, mailboxes
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.mailboxes import Box

# With the columns named SQLAlchemy looks at what comes back once, and not each time.
_LOAD = (
    "(SELECT coalesce(sum(waiting), 0) FROM mailboxes WHERE org = :mailbox_org) AS waiting, "
    "(SELECT coalesce(sum(waiting_bytes), 0) FROM mailboxes WHERE org = :mailbox_org) AS waiting_bytes"
)
_ROW = text(
    "INSERT INTO envelopes (mailbox, seq, name, size, arrived, state) "
    "VALUES (:mailbox, :seq, :name, :size, :at, 'waiting') ON CONFLICT (mailbox, name) DO NOTHING "
    f"RETURNING {_LOAD}"
).columns(waiting=Integer, waiting_bytes=Integer)
_BYTES = insert(contents)
_ALL = text(
    "WITH given AS (UPDATE mailboxes SET last_seq = last_seq + 1, waiting = waiting + 1, "
    "waiting_bytes = waiting_bytes + :size WHERE org = :mailbox_org AND person = :mailbox_person "
    "RETURNING id, last_seq), "
    "kept AS (INSERT INTO envelopes (mailbox, seq, name, size, arrived, state) "
    "SELECT id, last_seq, :name, :size, :at, 'waiting' FROM given ON CONFLICT (mailbox, name) DO NOTHING "
    "RETURNING mailbox, seq), "
    "filled AS (INSERT INTO contents (mailbox, seq, sealed) SELECT mailbox, seq, :sealed FROM kept), "
    "noted AS (INSERT INTO access_log (at, org, person, did, action, mailbox_org, mailbox_person, name) "
    "SELECT :at, :org, :person, :did, 'put', :mailbox_org, :mailbox_person, :name FROM kept) "
    f"SELECT id, last_seq, kept.seq IS NOT NULL AS is_new, {_LOAD} FROM given LEFT JOIN kept ON true"
).columns(id=Integer, last_seq=Integer, is_new=Boolean, waiting=Integer, waiting_bytes=Integer)


class Arrival(NamedTuple):
    """An envelope: its name, its bytes, whose mailbox it is for, who puts it, and when, in seconds since 1970."""

    name: str
    sealed: bytes
    mailbox: tuple[str, str]
    caller: Caller
    at: int


class Taken(NamedTuple):
    """The mailbox, with the envelope's place; and what waits for the whole organisation with it, in envelopes and in
    bytes. What others are putting at the same moment is not in it."""

    box: Box
    waiting: int
    waiting_bytes: int


def take_in(connection: Connection, arrival: Arrival) -> Taken | None:
    """Keep it; None where the name is or was there already. Raises Problem ("no-mailbox")."""
    return _step_by_step(connection, arrival) if connection.dialect.name == "sqlite" else _at_once(connection, arrival)


def _step_by_step(connection: Connection, arrival: Arrival) -> Taken | None:
    size = len(arrival.sealed)
    box = mailboxes.give_place(connection, *arrival.mailbox, size)
    place = {"mailbox": box.id, "seq": box.last_seq}
    about = {"name": arrival.name, "size": size, "at": arrival.at, "mailbox_org": arrival.mailbox[0]}
    load = connection.execute(_ROW, {**place, **about}).one_or_none()
    if load is None:
        mailboxes.take_place_back(connection, box, size)
        return None
    connection.execute(_BYTES, {**place, "sealed": arrival.sealed})
    access.note(connection, arrival.at, arrival.caller, "put", arrival.mailbox, arrival.name)
    return Taken(box, load.waiting, load.waiting_bytes)


def _at_once(connection: Connection, arrival: Arrival) -> Taken | None:
    size = len(arrival.sealed)
    about = {"name": arrival.name, "sealed": arrival.sealed, "size": size, "at": arrival.at}
    where = {"mailbox_org": arrival.mailbox[0], "mailbox_person": arrival.mailbox[1]}
    row = connection.execute(_ALL, {**about, **where, **arrival.caller._asdict()}).one_or_none()
    if row is None:
        raise mailboxes.none_there()
    box = Box(row.id, row.last_seq)
    if not row.is_new:
        mailboxes.take_place_back(connection, box, size)
        return None
    return Taken(box, int(row.waiting) + 1, int(row.waiting_bytes) + size)  # the sums are of before the statement
