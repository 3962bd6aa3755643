"""Making a desk, and opening it with its passphrase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from orderdesk.desk import cut_off, index
from orderdesk.desk.clock import Clock, system_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.folder import DeskFolder, Settings, load_settings, save_settings
from orderdesk.desk.mail import request_signing
from orderdesk.desk.membership import coming_keys
from orderdesk.desk.membership.keys import KeySet, opened, sealed_bytes
from orderdesk.desk.storage import atomic, windows
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.desk.storage.windows import Window
from orderdesk.documents.fields import instant_text
from orderdesk.documents.people import Role
from orderdesk.errors import DeskUnavailable, NotPossible
from orderdesk.exchange.opening import check_address, open_carrier
from orderdesk.locale import _
from orderdesk.signing.vault import STANDARD, Cost, Vault
from orderdesk.trust.directories import Trust


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a new desk is for. `root` is the administrator's key that the organisation is known by; empty where this
    desk founds the organisation and its owner becomes the administrator."""

    org: str
    org_name: str
    org_kind: Literal["municipality", "provider"]
    person: str
    name: str
    role: Role
    root: str = ""


def create_desk(
    root: Path,
    owner: Owner,
    *,
    passphrase: str,
    exchange: str,
    language: Literal["da", "en"] = "da",
    clock: Clock = system_clock,
    cost: Cost = STANDARD,
) -> Desk:
    """Make a desk in `root`, with new keys, and open it. Raises NotPossible where something lies there already."""
    folder = DeskFolder(root)
    if root.exists() and any(root.iterdir()):
        raise NotPossible(
            _("{folder} is not empty; nothing was changed.").format(folder=root),
            _("Choose an empty folder for the desk."),
        )
    check_address(exchange, root)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.trouble(error) from None
    vault, record = Vault.create(passphrase, cost)
    keys = KeySet.generate(instant_text(clock()), administrator=not owner.root)
    atomic.replace(folder.keys, sealed_bytes(keys, vault.cipher("keys")))
    settings = Settings(
        org=owner.org,
        org_name=owner.org_name,
        org_kind=owner.org_kind,
        person=owner.person,
        name=owner.name,
        role=owner.role,
        language=language,
        exchange=exchange,
        root=owner.root or keys.current("administration").did,
        vault=record,
    )
    save_settings(folder, settings)
    with windows.door(folder.windows):
        window = windows.enter(folder.windows)
    return _assembled(folder, settings, vault, clock, 10.0, window)


def open_desk(root: Path, passphrase: str, *, clock: Clock = system_clock, lock_timeout: float = 10.0) -> Desk:
    """Open the desk in `root`. Raises NotFound, WrongPassphrase or DeskUnavailable."""
    folder = DeskFolder(root)
    load_settings(folder)  # says so where there is no desk, before anything is made in the folder
    with windows.door(folder.windows, lock_timeout):
        settings, window = load_settings(folder), windows.enter(folder.windows)
    try:
        return _assembled(folder, settings, unlocked(settings, passphrase), clock, lock_timeout, window)
    except BaseException:
        window.close()
        raise


def unlocked(settings: Settings, passphrase: str) -> Vault:
    """The desk's vault; with both keys while its archive is encrypted anew. Raises WrongPassphrase, DeskUnavailable."""
    return Vault.unlock(settings.vault, passphrase, settings.earlier)


def change_passphrase(desk: Desk, new: str, cost: Cost = STANDARD) -> None:
    """Lock the desk under a new passphrase. What lies on disk is not encrypted anew (see `resealing`); only its key
    is."""
    _set(desk, vault=desk.vault.change_passphrase(new, cost))


def save_keys(desk: Desk, keys: KeySet) -> None:
    """Keep `keys` as the desk's own, on disk first."""
    atomic.replace(desk.folder.keys, sealed_bytes(keys, desk.vault.cipher("keys")))
    desk.keys = keys


def follow(desk: Desk) -> bool:
    """Use the keys and the directories that another window has made or taken in since this one was opened; whether
    there were any. What is sealed to a key that this window does not know, or signed with one, would be refused, and
    new keys that it made would drop those of the other. Raises DeskUnavailable."""
    before = desk.keys, desk.directories_read
    if not desk.directories_read.issuperset(digest for digest, _row in desk.store.rows(DIRECTORIES)):
        load_trust(desk)
    coming_keys.put_right(desk, load_trust)
    if not desk.folder.coming_keys.exists():  # those that could not take their place yet are in use already
        desk.keys = opened(_read(desk.folder.keys), desk.vault.cipher("keys"))
    return before != (desk.keys, desk.directories_read)


def change_settings(desk: Desk, **changes: object) -> None:
    """Change settings that a person may change: language, theme, exchange."""
    if "exchange" not in changes:
        _set(desk, **changes)
        return
    carrier = open_carrier(str(changes["exchange"]), desk.folder.root, partial(request_signing.signed, desk))
    _set(desk, **changes)
    earlier, desk.carrier = desk.carrier, carrier
    earlier.close()


def _set(desk: Desk, **changes: object) -> None:
    """Change these settings and no others: what another window has changed since this one opened stays so."""
    with desk.store.transaction():
        settings = load_settings(desk.folder).model_copy(update=changes)
        save_settings(desk.folder, settings)  # first: a round of the post follows what stands there (moving.follow)
        desk.settings = settings


def _assembled(
    folder: DeskFolder, settings: Settings, vault: Vault, clock: Clock, lock_timeout: float, window: Window
) -> Desk:
    def signed(method: str, url: str, body: bytes, content_type: str) -> Iterator[dict[str, str]]:
        return request_signing.signed(desk, method, url, body, content_type)

    store = Store.open(folder.store, vault.cipher("store"), lock_timeout=lock_timeout)
    desk = Desk(
        folder=folder,
        settings=settings,
        vault=vault,
        store=store,
        archive=Archive(folder.documents, vault.cipher("documents")),
        keys=opened(_read(folder.keys), vault.cipher("keys")),
        trust=Trust.pinned(settings.org, settings.root),
        carrier=open_carrier(settings.exchange, folder.root, signed),
        clock=clock,
        window=window,
    )
    cut_off.put_right(desk, (index.DOCUMENTS, DIRECTORIES))
    load_trust(desk)
    coming_keys.put_right(desk, load_trust)
    return desk


def load_trust(desk: Desk) -> None:
    """Read the directories that the desk keeps, own organisation first, each version after the one before."""
    trust = Trust.pinned(desk.settings.org, desk.settings.root)
    rows = [(digest, row) for digest, row in desk.store.rows(DIRECTORIES)]
    for digest, _row in sorted(rows, key=lambda item: (item[1]["org"] != desk.settings.org, item[1]["version"])):
        trust.add(desk.archive.get(digest), _AFTER_ALL)
    desk.trust = trust
    desk.directories_read = frozenset(digest for digest, _row in rows)


DIRECTORIES = "directories"

_AFTER_ALL = datetime(9000, 1, 1, tzinfo=UTC)
"""A kept directory was not of the future when it came. A clock that has gone back since must not make it so: a desk
that knew nobody would turn everything away."""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DeskUnavailable(
            _("The desk's keys are missing."),
            _("Nothing was changed. Restore the desk from a backup with `orderdesk restore`."),
        ) from None
    except OSError as error:
        raise atomic.trouble(error) from None
