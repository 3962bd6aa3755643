"""Directories of one's own organisation that the exchange lacks: signed while it could not be reached, or removed
there by somebody."""

from orderdesk.desk.desk import Desk
from orderdesk.errors import ExchangeUnavailable


def publish_own(desk: Desk) -> int:
    """Publish what is missing, from an administrator's desk; returns how many. An exchange that cannot be reached is
    tried another time."""
    if not desk.keys.has("administration"):
        return 0
    try:
        missing = unpublished(desk)
        for data in missing:
            desk.carrier.publish(desk.settings.org, data)
    except ExchangeUnavailable:
        return 0
    return len(missing)


def unpublished(desk: Desk) -> list[bytes]:
    """The versions of the own directory that do not lie in the exchange, oldest first. Raises ExchangeUnavailable."""
    own = [desk.archive.get(version.digest) for version in desk.trust.versions(desk.settings.org)]
    there = set(desk.carrier.directories()) if own else set()
    return [data for data in own if data not in there]
