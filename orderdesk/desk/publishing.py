"""Directories of one's own organisation that the exchange lacks: signed while it could not be reached, removed there by
somebody, or never there because the desk has just moved to it."""

from collections.abc import Iterable

from orderdesk.desk.desk import Desk


def publish_own(desk: Desk, there: Iterable[bytes] | None = None) -> int:
    """Publish what is missing; returns how many. `there` is what lies in the exchange, where that is known already.
    Raises ExchangeUnavailable."""
    missing = unpublished(desk, there)
    for data in missing:
        desk.carrier.publish(desk.settings.org, data)
    return len(missing)


def unpublished(desk: Desk, there: Iterable[bytes] | None = None) -> list[bytes]:
    """The versions of the own directory that do not lie in the exchange, oldest first. Raises ExchangeUnavailable."""
    own = [desk.archive.get(version.digest) for version in desk.trust.versions(desk.settings.org)]
    published = set(desk.carrier.directories() if there is None else there) if own else set()
    return [data for data in own if data not in published]
