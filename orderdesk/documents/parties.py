"""Whose thread it is: the organisation that placed the order, and the provider that it names. Nobody else moves it.

Somebody who is trusted in other matters may come to know a thread's id. So an id can be made from the organisation that
opens the thread: another organisation's order does not fit it, whatever date it bears.
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol, TypeVar

from orderdesk.locale import N_

_DOMAIN: Final = b"orderdesk thread v1\n"

_DELIVERY: Final = ("accept", "ask", "decline", "acknowledge", "object")
"""The replies that the provider gives."""
LEAVES_US: Final = N_("A note to colleagues stays within the organisation in which it was written.")
"""Why a note is neither signed for, sealed to nor taken from anybody outside (an English msgid)."""

REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "parties": (
        N_("The sender's organisation has no part in this order."),
        N_("Nothing was changed. Ring the organisation: somebody there, or somebody with a key of theirs, sent it."),
    ),
    "named": (
        N_("The order names another provider than this organisation."),
        N_("Nothing was changed. Ask the sender to place it with the provider that is to carry it out."),
    ),
    "provider": (
        N_("A later version cannot move an order to another provider."),
        N_("End this order and place a new one with the other provider."),
    ),
    "order": (
        N_("The report answers an order that does not belong to this thread."),
        N_("Nothing was changed. Ask the sender to write it on this order."),
    ),
    "state": (
        N_("It was not possible in the state that the order was in."),
        N_("Nothing was changed. Look at what came before it, and ring the sender if in doubt."),
    ),
    "colleagues": (
        LEAVES_US,
        N_("Nothing was changed. Ring the sender: it was not meant for you."),
    ),
    "handover": (
        N_("A case is handed over within an organisation, to one colleague."),
        N_("Nothing was changed. Ring the sender: it was not meant for you."),
    ),
}
"""By check: why a genuine document changed nothing, and what to do (English msgids)."""


class Sent(Protocol):
    """What is asked of a document of the thread. `provider` is whom an order names, `opens` whether the id fits it."""

    @property
    def kind(self) -> str: ...
    @property
    def sub(self) -> str: ...
    @property
    def org(self) -> str: ...
    @property
    def provider(self) -> str: ...
    @property
    def opens(self) -> bool: ...
    @property
    def place(self) -> tuple[int, str, str]: ...


def thread_id(org: str, document: str) -> str:
    """The id of the thread that `org` opens with the order whose own id is `document`: the first 16 bytes of
    SHA-256("orderdesk thread v1" LF org LF document) as a UUID of version 8 (RFC 9562)."""
    raw = bytearray(hashlib.sha256(_DOMAIN + f"{org}\n{document}".encode()).digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x80, raw[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(raw)).urn


_S = TypeVar("_S", bound="Sent")


def opening_order(entries: Iterable[_S]) -> _S | None:
    """The order that says whose thread it is: one that the thread's id was made for, else the first in the thread."""
    orders = (entry for entry in entries if entry.kind == "order")
    return min(orders, key=lambda entry: (not entry.opens, entry.place), default=None)


def is_party(entry: Sent, placer: str, provider: str) -> bool:
    """Whether the sender of `entry` is on the side of the order whose document this is."""
    if entry.kind in ("receipt", "notice", "meeting"):  # which side may say what is in the tables of the life cycle
        return entry.org in (placer, provider)
    delivery = entry.kind == "report" or (entry.kind == "reply" and entry.sub in _DELIVERY)
    return entry.org == (provider if delivery else placer)


def stays_inside(value: Mapping[str, Any]) -> bool:
    """Whether a note (its parsed JSON, with or without proof) is for its author's own organisation as a whole, and for
    nobody else."""
    to = value["to"]
    return len(to) == 1 and to[0]["org"] == value["from"]["org"] and to[0].get("person") is None
