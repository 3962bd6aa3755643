"""The access log: who did what with which envelope when. For inspection; nothing is read from it to decide anything."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from orderdesk.hub.schema import access_log
from orderdesk.hub.store.callers import Caller

_LINE = insert(access_log)


class Access(NamedTuple):
    """One line of the log; `at` in seconds since 1970."""

    at: int
    org: str
    person: str
    action: str
    mailbox_org: str
    mailbox_person: str
    name: str


def note(connection: Connection, at: int, caller: Caller, action: str, mailbox: tuple[str, str], name: str) -> None:
    """Write a line, in the transaction of what it tells of."""
    about = {"mailbox_org": mailbox[0], "mailbox_person": mailbox[1], "name": name}
    connection.execute(_LINE, {"at": at, "action": action, **caller._asdict(), **about})


def lines(
    connection: Connection, *, name: str = "", org: str = "", person: str = "", since: int = 0, limit: int = 10_000
) -> list[Access]:
    """The lines, oldest first: about one envelope, by one organisation or person, from a moment on."""
    c = access_log.c
    query = select(c.at, c.org, c.person, c.action, c.mailbox_org, c.mailbox_person, c.name).where(c.at >= since)
    for column, wanted in ((c.name, name), (c.org, org), (c.person, person)):
        if wanted:
            query = query.where(column == wanted)
    return [Access(*row) for row in connection.execute(query.order_by(c.id).limit(limit))]


def forget(connection: Connection, before: int, most: int) -> int:
    """Drop some lines older than that; returns how many."""
    old = select(access_log.c.id).where(access_log.c.at < before).limit(most)
    return connection.execute(delete(access_log).where(access_log.c.id.in_(old))).rowcount
