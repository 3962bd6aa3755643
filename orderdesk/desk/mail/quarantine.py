"""Quarantine: what arrived and did not pass, as it came, encrypted, with the check that failed."""

from contextlib import suppress
from dataclasses import dataclass

from orderdesk.desk.desk import Desk
from orderdesk.desk.storage import atomic
from orderdesk.errors import NotFound
from orderdesk.locale import _
from orderdesk.signing.canonical import digest

QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in quarantine."""

    name: str
    check: str
    message: str
    since: str
    size: int


def keep(desk: Desk, data: bytes, check: str, message: str) -> str:
    """Keep `data`, which failed `check`; returns the name it is kept under."""
    name = digest(data)
    try:
        desk.folder.quarantine.mkdir(exist_ok=True)
    except OSError as error:
        raise atomic.trouble(error) from None
    path = desk.folder.quarantine / name.removeprefix("sha256-")
    atomic.write_once(path, desk.vault.cipher("quarantine").encrypt(data, name.encode()))
    row = {"check": check, "message": message, "since": desk.instant(), "size": len(data)}
    desk.store.put(QUARANTINE, name, row)
    return name


def take_out(desk: Desk, name: str) -> None:
    """What is kept under `name` has been believed after all, and kept where it belongs."""
    desk.store.delete(QUARANTINE, name)
    with suppress(OSError):  # a file that cannot be removed now is listed nowhere, and is as encrypted as the rest
        (desk.folder.quarantine / name.removeprefix("sha256-")).unlink(missing_ok=True)


def holds(desk: Desk, name: str) -> bool:
    """Whether something is kept under `name`."""
    return desk.store.get(QUARANTINE, name) is not None


def listing(desk: Desk) -> list[Kept]:
    """What is kept, the latest first."""
    rows = [Kept(name, r["check"], r["message"], r["since"], r["size"]) for name, r in desk.store.rows(QUARANTINE)]
    return sorted(rows, key=lambda kept: kept.since, reverse=True)


def content(desk: Desk, name: str) -> bytes:
    """What is kept under `name`. Raises NotFound."""
    path = desk.folder.quarantine / name.removeprefix("sha256-")
    if desk.store.get(QUARANTINE, name) is None:
        raise NotFound(_("There is nothing of that name in quarantine."))
    return desk.vault.cipher("quarantine").decrypt(path.read_bytes(), name.encode())
