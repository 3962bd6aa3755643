"""The published directories, each with its place in the order in which they came; none is ever changed."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import counters, directories, directory_places, http_keys, organisations
from orderdesk.hub.store import epochs
from orderdesk.hub.store.epochs import EPOCH


class Published(NamedTuple):
    """A directory as it was published."""

    seq: int
    org: str
    version: int
    name: str
    document: bytes


class HttpKey(NamedTuple):
    """An HTTP key as the directories have it; times in seconds since 1970."""

    person: str
    did: str
    since: int
    until: int | None
    revoked: int | None
    administrator: int


def history(connection: Connection, org: str) -> list[bytes]:
    """All versions of one organisation's directory, oldest first."""
    c = directories.c
    return [bytes(d) for d in connection.execute(select(c.document).where(c.org == org).order_by(c.version)).scalars()]


def newest(connection: Connection, org: str) -> bytes | None:
    """The newest version of one organisation's directory, if there is one."""
    c = directories.c
    query = select(c.document).where(c.org == org).order_by(c.version.desc()).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def published_since(connection: Connection, org: str, since: int) -> int:
    """How many versions the organisation has published after that moment."""
    c = directories.c
    query = select(func.count()).select_from(directories).where(c.org == org, c.published > since)
    return int(connection.execute(query).scalar_one())


def is_known(connection: Connection, org: str, name: str) -> bool:
    """Whether that directory has been published."""
    c = directories.c
    return connection.execute(select(c.seq).where(c.org == org, c.name == name)).scalar() is not None


def lock(connection: Connection) -> int:
    """The place that was given last. Nobody else publishes until the transaction ends, so that places become visible in
    their order; publishing is rare."""
    c = counters.c
    return int(connection.execute(select(c.value).where(c.name == "directories").with_for_update()).scalar_one())


def add(connection: Connection, published: Published, now: int) -> None:
    """Keep a directory that has been verified."""
    connection.execute(insert(directories).values(**published._asdict(), published=now))
    connection.execute(update(counters).where(counters.c.name == "directories").values(value=published.seq))


def put_in_force(connection: Connection, org: str, version: int, expires: int, keys: Iterable[HttpKey]) -> None:
    """What the newest directory says takes the place of what the one before it said."""
    connection.execute(update(organisations).where(organisations.c.org == org).values(version=version, expires=expires))
    connection.execute(delete(http_keys).where(http_keys.c.org == org))
    rows = [{"org": org, **key._asdict()} for key in keys]
    if rows:
        connection.execute(insert(http_keys), rows)


class Wanted(NamedTuple):
    """Which directories: those that `reader` reads, or all (""); after a place; of one organisation, or of each ("").
    The two ways of reading have places of their own. `epoch` is the name of the one in which `after` was given, if that
    is known."""

    reader: str
    after: int
    limit: int
    org: str = ""
    epoch: str = ""


class Page(NamedTuple):
    """Directories, oldest first; whether there are more; the place given last, and the epoch in
    which that was."""

    directories: list[Published]
    more: bool
    last: int
    epoch: int


def page(connection: Connection, wanted: Wanted) -> Page:
    """The directories that are wanted. Raises Problem ("cursor")."""
    counter = "places" if wanted.reader else "directories"
    last, epoch = connection.execute(select(counters.c.value, EPOCH).where(counters.c.name == counter)).one()
    if wanted.after > last or (wanted.epoch and wanted.epoch != epochs.named(epoch)):
        raise Problem("cursor")
    c, f = directories.c, directory_places.c
    place = f.place if wanted.reader else c.seq
    query = select(place, c.org, c.version, c.name, c.document).where(place > wanted.after)
    if wanted.reader:
        query = query.join_from(directory_places, directories, f.directory == c.seq).where(f.reader == wanted.reader)
    if wanted.org:
        query = query.where(c.org == wanted.org)
    rows = connection.execute(query.order_by(place).limit(wanted.limit + 1)).all()
    return Page([_published(row) for row in rows[: wanted.limit]], len(rows) > wanted.limit, last, epoch)


def one(connection: Connection, org: str, name: str) -> Published:
    """The directory of that name. Raises Problem ("no-directory")."""
    c = directories.c
    query = select(c.seq, c.org, c.version, c.name, c.document).where(c.org == org, c.name == name)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Problem("no-directory")
    return _published(row)


def _published(row: Iterable[object]) -> Published:
    seq, org, version, name, document = row
    return Published(seq, org, version, name, bytes(document))  # type: ignore[arg-type, call-overload]
