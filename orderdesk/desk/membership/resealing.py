"""Encrypting all that lies on the desk anew, under a key that nobody else can know.

Everything on a desk lies under one data key, and that key under the passphrase (signing/vault.py). New signing and
sealing keys change nothing about it, and a new passphrase changes its lock alone: who has an older copy of the desk and
the passphrase of that time has the data key for good. So after a suspected loss the data key itself is replaced.

First the settings name the new key, and keep the earlier one under it (`begin`): one rename, before which the desk
opens with the earlier passphrase and after which with the new one. From then on everything is written under the new key
and read with either. Then each file is written anew (`go_on`), the journal first; a run that was cut off at any moment
goes on where it was. When a whole pass has found nothing more under the earlier key, the settings let go of it.
Programs that opened the desk before `begin` would go on writing under the earlier key: with them there it is refused.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from orderdesk.desk.casework import attaching
from orderdesk.desk.desk import Desk
from orderdesk.desk.folder import load_settings, save_settings
from orderdesk.desk.membership import after_loss
from orderdesk.desk.membership.keys import ASSOCIATED, sealed_bytes
from orderdesk.desk.passphrase import SHORTEST
from orderdesk.desk.storage import atomic, windows
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.desk.storage.journal import NAME as JOURNAL
from orderdesk.desk.storage.resealing import Became, renew
from orderdesk.errors import NotPossible, WrongPassphrase
from orderdesk.locale import _
from orderdesk.signing.vault import STANDARD, Cost, Vault

Progress = Callable[[int, int], bool]
"""Told how many files of how many are done; False asks to stop."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """What a run did. `finished` is false where it was asked to stop: the rest is done by the next run. `damaged` files
    open with no key and are as they were; `dropped` are leavings of crashes, which lay under the earlier key."""

    renewed: int
    damaged: int
    dropped: int
    finished: bool


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A file, what its encryption is bound to, and the ciphers that read and write it."""

    path: Path
    associated: bytes
    either: Cipher
    new: Cipher


def unfinished(desk: Desk) -> bool:
    """Whether a run was begun and has not come to its end."""
    return bool(load_settings(desk.folder).earlier)


def begin(desk: Desk, passphrase: str, cost: Cost = STANDARD) -> None:
    """Give the desk a new key under a new passphrase. From now on the earlier passphrase does not open it.

    Raises NotPossible for a passphrase that is too short or the earlier one, while another window has the desk open,
    and where a run has not come to its end; then nothing is changed."""
    _check(desk, passphrase)
    new, record = Vault.create(passphrase, cost)
    with windows.door(desk.folder.windows):
        if windows.others(desk.folder.windows, desk.window):
            raise NotPossible(
                _("The desk is open in another window or program."),
                _("Close it there and try again. Nothing was changed."),
            )
        with desk.store.transaction():
            changes = {"vault": record, "earlier": new.keeping(desk.vault)}
            settings = load_settings(desk.folder).model_copy(update=changes)
            save_settings(desk.folder, settings)
            desk.settings = settings
            desk.vault.take_over(new)


def go_on(desk: Desk, progress: Progress = lambda _done, _of: True) -> Resealed:
    """Write everything that lies under the earlier key under the new one, and let go of the earlier one at the end.

    Raises DeskUnavailable where the disk is full or another program keeps the desk for too long; what is done is done,
    and the desk opens. Nothing to do where no run was begun."""
    if not unfinished(desk):
        return Resealed(0, 0, 0, True)
    started = time.time()
    new = desk.vault.present_alone()
    _keys_and_store(desk, new)
    renewed = 0
    while True:
        found = _pass(desk, new, progress)
        if found is None:
            return Resealed(renewed, 0, 0, False)
        renewed += found.count(Became.RENEWED)
        if not {Became.RENEWED, Became.GONE} & set(found):  # all was met, and nothing lay under the earlier key
            break
    return Resealed(renewed, found.count(Became.DAMAGED), _let_go(desk, time.time() - started), True)


def _check(desk: Desk, passphrase: str) -> None:
    if unfinished(desk):
        raise NotPossible(_("The archive is being encrypted anew already."), _("Let that run come to its end first."))
    if len(passphrase) < SHORTEST:
        raise NotPossible(
            _("The passphrase is shorter than {count} characters.").format(count=SHORTEST),
            _("Take some words that you remember."),
        )
    with suppress(WrongPassphrase):
        Vault.unlock(load_settings(desk.folder).vault, passphrase)
        raise NotPossible(
            _("That is the passphrase that the desk has."),
            _("Take another one: who knows it could open an old copy, and this desk with it."),
        )


def _keys_and_store(desk: Desk, new: Vault) -> None:
    with desk.store.transaction():
        path = desk.folder.keys
        if renew(path, ASSOCIATED, desk.vault.cipher("keys"), new.cipher("keys")) is not Became.NEW_ALREADY:
            atomic.replace(path, sealed_bytes(desk.keys, new.cipher("keys")))
        renew(desk.folder.coming_keys, ASSOCIATED, desk.vault.cipher("keys"), new.cipher("keys"))
    desk.store.compact()  # written anew as a whole, by a vault that writes under the new key


def _pass(desk: Desk, new: Vault, progress: Progress) -> list[Became] | None:
    """One look at every file; None where `progress` said stop."""
    files = list(_files(desk, new))
    found = []
    for done, file in enumerate(files):
        if not progress(done, len(files)):
            return None
        with desk.store.transaction():
            found.append(renew(file.path, file.associated, file.either, file.new))
    progress(len(files), len(files))
    return found


def _files(desk: Desk, new: Vault) -> Iterator[_Sealed]:
    for archive, purpose in ((desk.archive, "documents"), (attaching.archive(desk), "files")):
        ciphers = desk.vault.cipher(purpose), new.cipher(purpose)
        yield from (_Sealed(path, associated, *ciphers) for path, associated in archive.sealed_files())
    ciphers = desk.vault.cipher("quarantine"), new.cipher("quarantine")
    if desk.folder.quarantine.is_dir():
        for path in sorted(desk.folder.quarantine.iterdir()):
            if not atomic.is_temporary(path.name):
                yield _Sealed(path, f"sha256-{path.name}".encode(), *ciphers)


def _let_go(desk: Desk, age: float) -> int:
    """Take away what crashes have left under the earlier key, and then the earlier key; how many files went."""
    with desk.store.transaction():
        store = desk.folder.store
        leavings = [*store.glob(f"{JOURNAL}.torn-*"), *store.glob(f"{JOURNAL}.damaged-*")]
        for path in leavings:
            path.unlink(missing_ok=True)
        swept = sum(atomic.sweep(folder, older_than=age) for folder in _folders(desk))
        for folder in _folders(desk):
            atomic.settle(folder)  # before the earlier key goes: no power cut may bring back a file that lay under it
        after_loss.done(desk.folder, "reseal")
        settings = load_settings(desk.folder).model_copy(update={"earlier": ""})
        save_settings(desk.folder, settings)
        desk.settings = settings
        desk.vault.forget_earlier()
    return len(leavings) + swept


def _folders(desk: Desk) -> Iterator[Path]:
    """Those in which an unfinished file may lie."""
    folder = desk.folder
    yield from (one for one in (folder.root, folder.store, folder.quarantine) if one.is_dir())
    for archive in (folder.documents, folder.files):
        if archive.is_dir():
            yield from (path for path in archive.iterdir() if path.is_dir())
