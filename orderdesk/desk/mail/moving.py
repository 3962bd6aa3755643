"""Moving a desk to another exchange: from folder to hub, from hub to hub, and back, without loss.

What waits goes by the new way. What was handed over and has no receipt goes by the new way as well: its reader may have
moved away before taking it from the old one. Who gets something twice knows it by its hash. What lies untaken in the
own mailbox of the old exchange is sent anew when its sender's desk moves; one more `sync` before moving fetches it.

A hub that was restored from a backup is another exchange in this: it has forgotten what was put since, and says so by
another epoch.
"""

from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.folder import load_settings
from orderdesk.desk.mail import line, outbox, postroom
from orderdesk.desk.opening import change_settings
from orderdesk.errors import DeskUnavailable, NotFound, NotPossible
from orderdesk.exchange.hub_address import base_of, is_hub
from orderdesk.locale import _


def move(desk: Desk, address: str) -> int:
    """Exchange through `address` from now on; returns how many documents that were under way go once more.

    Raises NotPossible for an address that is none; then nothing is changed.
    """
    change_settings(desk, exchange=base_of(address) if is_hub(address) else address)
    return _once_more(desk)


def follow(desk: Desk) -> int:
    """Where another window, or a command, has moved this desk: go along; returns as `move` does. What this window has
    handed over since then went the old way."""
    try:
        there = load_settings(desk.folder)
    except (NotFound, DeskUnavailable):  # somebody else's to tell; this window still knows its settings
        return 0
    if there.exchange == desk.settings.exchange:
        return 0
    desk.settings = there
    return move(desk, there.exchange)


EPOCH: Final = "epoch"


def start_over_if_set_back(desk: Desk) -> int:
    """Hand over once more what has no receipt, where the exchange was set back since it was last heard; returns how
    many documents. A desk that is killed in the middle does it again."""
    heard = {"exchange": desk.settings.exchange, "epoch": desk.carrier.epoch}
    known = desk.store.get(line.LINE, EPOCH)
    if not heard["epoch"] or known == heard:
        return 0
    count = _once_more(desk) if known and known["exchange"] == heard["exchange"] else 0
    desk.store.put(line.LINE, EPOCH, heard)
    return count


def _once_more(desk: Desk) -> int:
    rows = outbox.waiting(desk)
    for digest in sorted({row.digest for row in rows}):
        postroom.send_again(desk, digest)
    return len({row.digest for row in rows if row.state == "handed_over"})


def checked_hub(address: str) -> str:
    """The address of a hub as settings hold it. Raises NotPossible for one that is none."""
    if not is_hub(address):
        raise NotPossible(_("The address of a hub begins with https://."), _("Ask those who run it for the address."))
    return base_of(address)
