"""The address of a hub as a desk's settings hold it: https, or http on this very machine; never with a password."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from orderdesk.errors import NotPossible
from orderdesk.locale import _

_PATH: Final = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+)*")
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]+\]")
_USUAL: Final = {"https": 443, "http": 80}


def is_hub(address: str) -> bool:
    """Whether `address` names a hub rather than a folder."""
    return address.strip().lower().startswith(("https:", "http:"))


def base_of(address: str) -> str:
    """What the addresses of all requests begin with: host in small letters, without a usual port or a slash at its end.

    Signatures cover it, so it must be the address that the hub knows itself by. Raises NotPossible for one that is
    none; it may hold a password and is not repeated.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise _malformed() from None
    if "@" in parts.netloc:
        raise NotPossible(
            _("The address of a hub holds no name and no password."),
            _("Leave out what stands before the @: requests are signed with your own key."),
        )
    host, path = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc, parts.path.rstrip("/")
    host = host.removesuffix(":").lower()
    if parts.scheme not in _USUAL or "?" in address or "#" in address:
        raise _malformed()
    if _HOST.fullmatch(host) is None or _PATH.fullmatch(path) is None:
        raise _malformed()
    if parts.scheme == "http" and not is_loopback(f"http://{host}"):
        raise NotPossible(
            _("A hub on another machine is reached by https alone."), _("Write the address with https:// before it.")
        )
    shown = "" if port in (None, _USUAL[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown}{path}"


def is_loopback(base: str) -> bool:
    """Whether the host of `base` is this machine."""
    host = urlsplit(base).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _malformed() -> NotPossible:
    return NotPossible(
        _("The exchange address names no hub."),
        _("Write it as those who run the hub gave it to you, such as https://hub.example."),
    )
