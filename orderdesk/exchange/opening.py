"""From the address in a desk's settings to the exchange it names."""

import os
from pathlib import Path

from orderdesk.errors import NotPossible
from orderdesk.exchange.carrier import Carrier
from orderdesk.exchange.folder import FolderCarrier
from orderdesk.locale import _


def open_carrier(address: str, base: Path) -> Carrier:
    """The exchange at `address`: "folder:<path>", a relative path from `base`, "~" the home folder.

    Does not look whether it can be reached: a stick that is not in yet is normal. Raises NotPossible for other
    addresses; they may hold a password and are not repeated in the message.
    """
    scheme, colon, place = address.partition(":")
    if not colon or scheme.lower() != "folder":
        raise NotPossible(
            _("This version exchanges through a folder, and the exchange address names something else."),
            _("Write the address as folder: and the path of the folder that both desks can reach."),
        )
    if not place.strip() or "\0" in place:
        raise NotPossible(
            _("The exchange address names no folder."),
            _("Write the address as folder: and the path of the folder that both desks can reach."),
        )
    return FolderCarrier(Path(os.path.abspath(base / _at_home(place.strip()))))  # noqa: PTH100 (resolve would follow links)


def _at_home(place: str) -> Path:
    try:
        return Path(place).expanduser()
    except RuntimeError:  # no home folder for that user: the name is taken as it stands
        return Path(place)
