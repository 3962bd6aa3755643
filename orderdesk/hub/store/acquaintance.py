"""Which organisation reads whose directories: its own, those that it names as partners, and those that name it.

A directory holds the names, telephones and keys of people, so no member of the hub reads all of them. A partner is
named with its root key, in a signed directory: whoever names one has met it, and is itself seen by it from then on.
What an organisation could read once it keeps, since its documents are verified by that; new versions come no more.

Each reading organisation has places of its own for what it may read, given when it may: so a partner's whole history
comes after any cursor from before the partnership.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, union, update

from orderdesk.hub.schema import counters, directories, directory_places, organisations, partners

_P, _O, _D, _F = partners.c, organisations.c, directories.c, directory_places.c
_MET = partners.join(organisations, (_O.org == _P.partner) & (_O.fingerprint == _P.fingerprint))
_NEAR = union(
    select(_P.partner).select_from(_MET).where(_P.org == bindparam("org")),
    select(_P.org).select_from(_MET).where(_P.partner == bindparam("org")),
)


def put_in_force(connection: Connection, org: str, named: Mapping[str, str]) -> None:
    """The partners that the newest directory of `org` names, with the words of their root keys, take the place of those
    before; and who may read what now, may. The caller holds the lock of publishing."""
    connection.execute(delete(partners).where(_P.org == org))
    rows = [{"org": org, "partner": partner, "fingerprint": words} for partner, words in named.items()]
    if rows:
        connection.execute(insert(partners), rows)
    near = set(connection.execute(_NEAR, {"org": org}).scalars()) - {org}
    _show(connection, [org], [org, *near])
    _show(connection, near, [org])


def may_read(connection: Connection, reader: str, directory: int) -> bool:
    """Whether the people of `reader` read that directory, by its place in the order of publication."""
    query = select(_F.place).where(_F.reader == reader, _F.directory == directory)
    return connection.execute(query).scalar() is not None


def _show(connection: Connection, readers: Iterable[str], of: Iterable[str]) -> None:
    """Give a place to each directory of these organisations that one of those readers has not seen."""
    shown = exists().where(_F.reader == _O.org, _F.directory == _D.seq)
    missing = (
        select(_O.org, _D.seq)
        .select_from(organisations.join(directories, _D.org.in_(list(of))))
        .where(_O.org.in_(list(readers)), ~shown)
        .order_by(_D.seq)
    )
    rows = connection.execute(missing).all()
    if rows:
        last = int(connection.execute(select(counters.c.value).where(counters.c.name == "places")).scalar_one())
        places = [
            {"reader": reader, "directory": directory, "place": place}
            for place, (reader, directory) in enumerate(rows, last + 1)
        ]
        connection.execute(insert(directory_places), places)
        connection.execute(update(counters).where(counters.c.name == "places").values(value=last + len(rows)))
