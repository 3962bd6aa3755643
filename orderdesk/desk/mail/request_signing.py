"""The owner's requests to a hub, signed with their HTTP key.

Every desk has had such a key since it was made (desk/membership/keys.py), it is in the directory beside the others,
and a rotation replaces it with them. The directory that the hub knows may be older or newer than the desk's: so each of
the owner's keys is offered, the likeliest first, and the hub takes the one that its directory names.
"""

from collections.abc import Iterator
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership.keys import OwnKey

_MOST: Final = 6
"""Keys that are offered: the present one and those of five rotations that the hub has not heard of."""


def signed(desk: Desk, method: str, url: str, body: bytes, content_type: str) -> Iterator[dict[str, str]]:
    """Headers to send with a request, signed by each of the owner's HTTP keys in turn. See exchange.carrier.Sign."""
    from orderdesk.signing.http_messages import new_nonce, sign_request  # 30 ms that a folder's desk should not pay

    acting = f"{desk.settings.org}/{desk.settings.person}"
    for key in _likeliest_first(desk):
        yield sign_request(
            method, url, body, content_type, acting=acting, key=key.signing(), now=desk.now(), nonce=new_nonce()
        )


def _likeliest_first(desk: Desk) -> list[OwnKey]:
    """Own HTTP keys: first what the own directory names and has not ended, then the newest."""
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    named = {key.id for key in member.keys if key.use == "http" and key.until is None} if member else set()
    newest_first = [key for key in reversed(desk.keys.keys) if key.use == "http"]
    return sorted(newest_first, key=lambda key: key.did not in named)[:_MOST]
