"""From the address in a desk's settings to the exchange it names."""

import os
from collections.abc import Iterator
from pathlib import Path

from orderdesk.errors import NotPossible
from orderdesk.exchange import hub_address
from orderdesk.exchange.carrier import Carrier, Sign
from orderdesk.exchange.folder import FolderCarrier
from orderdesk.locale import _


def open_carrier(address: str, base: Path, sign: Sign | None = None) -> Carrier:
    """The exchange at `address`: "folder:<path>", a relative path from `base`, "~" the home folder; or a hub's address,
    whose requests `sign` signs (without it the hub lets nobody in).

    Does not look whether it can be reached: a stick that is not in yet is normal. Raises NotPossible for other
    addresses; they may hold a password and are not repeated.
    """
    if hub_address.is_hub(address):
        return _hub(hub_address.base_of(address), sign or _unsigned)
    return FolderCarrier(_folder(address, base))


def check_address(address: str, base: Path) -> None:
    """Raise NotPossible where `open_carrier` would."""
    if hub_address.is_hub(address):
        hub_address.base_of(address)
    else:
        _folder(address, base)


def _hub(base: str, sign: Sign) -> Carrier:
    from orderdesk.exchange.hub import HubCarrier  # a folder's desk should not pay for it

    return HubCarrier(base, sign)


def _unsigned(_method: str, _url: str, _body: bytes, _content_type: str) -> Iterator[dict[str, str]]:
    return iter(())


def _folder(address: str, base: Path) -> Path:
    scheme, colon, place = address.partition(":")
    if not colon or scheme.lower() != "folder":
        raise NotPossible(
            _("The exchange address names neither a folder nor a hub."),
            _("Write folder: and the path of a folder that both desks can reach, or a hub's address with https://."),
        )
    if not place.strip() or "\0" in place:
        raise NotPossible(
            _("The exchange address names no folder."),
            _("Write the address as folder: and the path of the folder that both desks can reach."),
        )
    return Path(os.path.abspath(base / _at_home(place.strip())))  # noqa: PTH100 (resolve would follow links)


def _at_home(place: str) -> Path:
    try:
        return Path(place).expanduser()
    except RuntimeError:  # no home folder for that user: the name is taken as it stands
        return Path(place)
