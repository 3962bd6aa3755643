"""The organisations that may use the hub, each known by the words of its root key."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import organisations


class Registered(NamedTuple):
    """An organisation as registered; `version` is that of its newest directory, 0 before the first, and `expires` when
    that ends, in seconds since 1970."""

    org: str
    fingerprint: str
    registered: int
    version: int
    expires: int


def register(connection: Connection, org: str, fingerprint: str, now: int) -> bool:
    """Let the organisation in whose root key has this fingerprint. False where `org` is registered already."""
    if find(connection, org) is not None:
        return False
    connection.execute(
        insert(organisations).values(org=org, fingerprint=fingerprint, registered=now, version=0, expires=0)
    )
    return True


def remove(connection: Connection, org: str) -> bool:
    """Take the organisation out with its keys, directories, mailboxes and all that waits there. False where it is not
    registered. The access log stays."""
    return connection.execute(delete(organisations).where(organisations.c.org == org)).rowcount > 0


def find(connection: Connection, org: str) -> Registered | None:
    """The organisation, if it is registered."""
    row = connection.execute(select(*organisations.c).where(organisations.c.org == org)).one_or_none()
    return Registered(*row) if row else None


def found(connection: Connection, org: str) -> Registered:
    """The organisation. Raises Problem ("not-registered")."""
    registered = find(connection, org)
    if registered is None:
        raise Problem("not-registered")
    return registered


def all_of_them(connection: Connection) -> list[Registered]:
    """Every organisation, by its id."""
    return [Registered(*row) for row in connection.execute(select(*organisations.c).order_by(organisations.c.org))]
