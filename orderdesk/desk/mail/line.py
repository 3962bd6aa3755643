"""How the line to the exchange is, as the desk remembers it: when it was last in touch, and since when it is not.

Kept in the store, so that a desk opened without a network can say when it last had one. Written when that changes, and
while all is well every ten minutes: each write is one fsync, and other windows read it.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from orderdesk.desk.desk import Desk
from orderdesk.documents.fields import instant_text
from orderdesk.errors import DeskUnavailable, ExchangeUnavailable, NotAdmitted

LINE = "line"
_KEY = "exchange"
_REMEMBERED_EVERY: Final = timedelta(minutes=10)

Standing = Literal["in_touch", "offline", "turned_away"]
"""Whether the exchange was reached; "turned_away" where it was, and did not let this desk in."""


@dataclass(frozen=True, slots=True)
class Contact:
    """`last`: the last touch with the exchange; `since`: from when on it has not been reached. "" for neither."""

    last: str = ""
    since: str = ""


def contact(desk: Desk) -> Contact:
    """What is remembered of the exchange that the desk uses now."""
    row: dict[str, Any] = desk.store.get(LINE, _KEY) or {}
    return Contact(row["last"], row["since"]) if row.get("exchange") == desk.settings.exchange else Contact()


def noted(desk: Desk, broken: ExchangeUnavailable | None) -> Standing:
    """Remember how the line was found just now. A desk that cannot be written to still knows how it is."""
    before, now = contact(desk), desk.instant()
    if broken is None:
        after = Contact(last=now)
        known = bool(before.last) and not before.since and not _is_old(before.last, desk.now())
    else:
        after = Contact(before.last, before.since or now)
        known = after == before
    if not known:
        with suppress(DeskUnavailable):
            desk.store.put(LINE, _KEY, {"exchange": desk.settings.exchange, "last": after.last, "since": after.since})
    if broken is None:
        return "in_touch"
    return "turned_away" if isinstance(broken, NotAdmitted) else "offline"


def _is_old(last: str, now: datetime) -> bool:
    """Also where it is ahead: then the clock has been set back."""
    return not instant_text(now - _REMEMBERED_EVERY) < last <= instant_text(now)
