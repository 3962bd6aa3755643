"""Directories in the exchange: newer ones are taken in, the own ones put up, and what does not add up is noted."""

from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import directory_watch, publishing
from orderdesk.desk.opening import DIRECTORIES, load_trust
from orderdesk.errors import DeskUnavailable, InputRefused
from orderdesk.signing.canonical import digest
from orderdesk.signing.parsing import parse
from orderdesk.trust.result import Verification


def exchange(desk: Desk) -> tuple[int, int]:
    """Take in newer directories of organisations that this desk has reason to believe, and put up those of its own that
    are not there. Returns how many were new, and how many were put up. Raises ExchangeUnavailable."""
    there = publishing.on_exchange(desk)
    kept = dict(desk.store.rows(DIRECTORIES))
    digests = {digest(data): data for data in there}
    unknown = sorted((data for name, data in digests.items() if name not in kept), key=_version_of)
    refused: list[Verification] = []
    new = sum(accept_directory(desk, data, refused) for data in unknown)
    directory_watch.looked(desk, digests.keys(), refused)
    return new, publishing.publish_own(desk, there)


def accept_directory(desk: Desk, data: bytes, refused: list[Verification] | None = None) -> bool:
    """Add a directory to those the desk trusts, if it verifies as the next of a line it knows. True when it was new;
    one that is not believed is added to `refused`."""
    verification = desk.trust.add(data, desk.now())
    parsed = verification.parsed
    if not verification and refused is not None:
        refused.append(verification)
    if not verification or parsed is None or desk.store.get(DIRECTORIES, parsed.digest) is not None:
        return False
    body: Any = parsed.value["body"]
    try:
        with desk.store.transaction():
            desk.keep(parsed.digest, parsed.canonical)
            desk.store.put(DIRECTORIES, parsed.digest, {"org": body["org"], "version": body["version"]})
        desk.directories_read |= {parsed.digest}
    except DeskUnavailable:  # a full disk: what is not kept is not believed, and comes again
        load_trust(desk)
        raise
    return True


def _version_of(data: bytes) -> int:
    """The version that a directory claims; only to try older ones first, so anything unreadable may come last."""
    try:
        body: Any = parse(data).value["body"]
        version = body["version"]
    except (InputRefused, LookupError, TypeError):
        return 1 << 30
    return version if isinstance(version, int) else 1 << 30
