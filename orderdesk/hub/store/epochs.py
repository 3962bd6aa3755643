"""The epoch of the database: a number that changes when it may have been set back, as by restoring a backup.

A restored hub gives places again that it had given to other envelopes; a desk with a cursor from before would pass them
by. So every listing names the epoch, and a desk that finds another begins at 0, which costs it one listing: of what
waits, and nothing is delivered twice by it.

Nobody has to remember to say that a backup was restored. Each hub process writes the time into the database every
minute. Where the last time written is minutes ago when a process starts, the database has lain still or is an older
copy, and the epoch is renewed; where a running process finds an earlier time than it wrote itself, likewise.
"""

from secrets import randbits

from sqlalchemy import Connection, select, update

from orderdesk.hub.schema import counters

QUIET = 180
"""Seconds since the last time written after which nobody has served this database."""
_C = counters.c


def serve(connection: Connection, now: int, written: int | None) -> int:
    """Write the time `now`; renew the epoch where it may have been set back. `written` is what this process wrote last,
    None where it has just started. Returns `now`, to be given next time."""
    found = int(connection.execute(select(_C.value).where(_C.name == "served").with_for_update()).scalar_one())
    if found < written if written is not None else abs(now - found) > QUIET:
        renew(connection)
    latest = max(now, found if written is not None else now)
    connection.execute(update(counters).where(_C.name == "served").values(value=latest))
    return latest


def touch(connection: Connection) -> None:
    """Write something that changes nothing: to see whether the database can be written."""
    connection.execute(update(counters).where(_C.name == "served").values(value=_C.value))


def renew(connection: Connection) -> None:
    """Another epoch: every desk begins at 0."""
    connection.execute(update(counters).where(_C.name == "epoch").values(value=randbits(62)))


def named(value: int) -> str:
    """The epoch as it is told."""
    return f"{value:016x}"


EPOCH = select(_C.value).where(_C.name == "epoch").scalar_subquery()
"""To be read along in another statement."""
