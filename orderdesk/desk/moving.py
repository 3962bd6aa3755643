"""Moving a desk to another exchange: from folder to hub, from hub to hub, and back, without loss.

What waits goes by the new way. What was handed over and has no receipt goes by the new way as well: its reader may have
moved away before taking it from the old one. Who gets something twice knows it by its hash. What lies untaken in the
own mailbox of the old exchange is sent anew when its sender's desk moves; one more `sync` before moving fetches it.
"""

from orderdesk.desk import outbox, postroom
from orderdesk.desk.desk import Desk
from orderdesk.desk.opening import change_settings
from orderdesk.errors import NotPossible
from orderdesk.exchange.hub_address import base_of, is_hub
from orderdesk.locale import _


def move(desk: Desk, address: str) -> int:
    """Exchange through `address` from now on; returns how many documents that were under way go once more.

    Raises NotPossible for an address that is none; then nothing is changed.
    """
    change_settings(desk, exchange=base_of(address) if is_hub(address) else address)
    rows = outbox.waiting(desk)
    for digest in sorted({row.digest for row in rows}):
        postroom.send_again(desk, digest)
    return len({row.digest for row in rows if row.state == "handed_over"})


def checked_hub(address: str) -> str:
    """The address of a hub as settings hold it. Raises NotPossible for one that is none."""
    if not is_hub(address):
        raise NotPossible(_("The address of a hub begins with https://."), _("Ask those who run it for the address."))
    return base_of(address)
