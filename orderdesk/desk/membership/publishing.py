"""Directories of one's own organisation that the exchange lacks: signed while it could not be reached, removed there by
somebody, or never there because the desk has just moved to it."""

from collections.abc import Iterable

from orderdesk.desk.desk import Desk
from orderdesk.errors import ExchangeUnavailable, NotAdmitted


def on_exchange(desk: Desk) -> list[bytes]:
    """The directories in the exchange. One that does not let this desk in may know too old a directory of its
    organisation, or none: then it is first given all that there are. Raises ExchangeUnavailable."""
    try:
        return desk.carrier.directories()
    except NotAdmitted:
        if not (own := _own(desk)):
            raise
        try:
            desk.carrier.publish(desk.settings.org, own[-1])  # mostly the only one that is new there
        except ExchangeUnavailable:
            for data in own:
                desk.carrier.publish(desk.settings.org, data)
        return desk.carrier.directories()


def publish_own(desk: Desk, lying: Iterable[bytes] | None = None) -> int:
    """Publish what is missing; returns how many. `lying` is what lies in the exchange, where that is known already.
    Raises ExchangeUnavailable."""
    missing = unpublished(desk, lying)
    for data in missing:
        desk.carrier.publish(desk.settings.org, data)
    return len(missing)


def unpublished(desk: Desk, lying: Iterable[bytes] | None = None) -> list[bytes]:
    """The versions of the own directory that do not lie in the exchange, oldest first. Raises ExchangeUnavailable."""
    own = _own(desk)
    published = set(on_exchange(desk) if lying is None else lying) if own else set()
    return [data for data in own if data not in published]


def _own(desk: Desk) -> list[bytes]:
    """Every version of the own directory, oldest first."""
    return [desk.archive.get(version.digest) for version in desk.trust.versions(desk.settings.org)]
