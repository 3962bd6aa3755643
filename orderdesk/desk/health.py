"""Whether a desk is well: each thing that is looked at by name, what is wrong with it, and what to do.

Nothing is changed but what the caller asks for (`repair`, `rebuild`), and unfinished files of crashed programs, which
nobody will finish.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from orderdesk.desk import rebuilding
from orderdesk.desk.casework import attaching
from orderdesk.desk.desk import Desk
from orderdesk.desk.folder import DeskFolder, load_settings
from orderdesk.desk.mail import outbox, quarantine
from orderdesk.desk.membership import after_loss, publishing, resealing
from orderdesk.desk.membership.keys import opened
from orderdesk.desk.opening import open_desk, unlocked
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage import repair as storage_repair
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.cipher import Cipher
from orderdesk.desk.storage.tables import Store
from orderdesk.documents.fields import instant_text
from orderdesk.errors import DeskUnavailable, ExchangeUnavailable, NotFound, OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.signing.vault import Vault

_SOON = timedelta(days=30)  # an administrator on holiday should still be in time
_TOLERANCE = timedelta(minutes=10)  # clocks differ
_STUCK = timedelta(days=1)

NAMES = ("store", "documents", "files", "keys", "directory", "exchange", "outbox", "quarantine", "clock", "leftovers")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong: the name of what was looked at, a sentence, and what to do."""

    name: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `done` are sentences on what was put right, `looked_at` the names that could be looked at."""

    troubles: tuple[Trouble, ...]
    done: tuple[str, ...]
    looked_at: tuple[str, ...]


def examine(
    root: Path, passphrase: str, *, repair: bool = False, rebuild: bool = False, progress: Progress = lambda _n: None
) -> Report:
    """Look at the desk in `root`. Raises NotFound where there is none, WrongPassphrase, and DeskUnavailable where not
    even its settings can be read."""
    settings = load_settings(DeskFolder(root))
    folder, vault = DeskFolder(root), unlocked(settings, passphrase)
    troubles, done = _store(folder, vault.cipher("store"), repair)
    if troubles:
        return Report(tuple(troubles), tuple(done), ("store",))
    if repair:
        done += _directories_dropped(folder, vault)
    try:
        desk = open_desk(root, passphrase)
    except (DeskUnavailable, NotFound) as error:
        return Report((_does_not_open(folder, vault, error),), tuple(done), ("store",))
    try:
        if swept := _sweep(desk):
            done.append(_("Unfinished files of a crashed program were removed: {count}.").format(count=swept))
        if aside := sum(1 for _digest in desk.archive.aside()):
            done.append(_("Documents whose sending or taking in was cut off lie aside: {count}. They are not sent; the"
                          " drafts are still there, and what came comes again.").format(count=aside))  # fmt: skip
        condition = rebuilding.condition(desk, progress)
        if rebuild:
            count = rebuilding.rebuild(desk, condition)
            done.append(_("The index was made anew from {count} documents.").format(count=count))
            condition = rebuilding.condition(desk, progress)
        with suppress(ExchangeUnavailable):  # one of the looks below says so
            if repair and (published := publishing.publish_own(desk)):
                done.append(_("Directories were published that the exchange lacked: {count}.").format(count=published))
        found = [trouble for look in _LOOKS for trouble in look(desk)]
        return Report((*_documents(condition), *found), tuple(done), NAMES)
    finally:
        desk.close()


def _store(folder: DeskFolder, cipher: Cipher, repair: bool) -> tuple[list[Trouble], list[str]]:
    try:
        condition = storage_repair.examine(folder.store, cipher)
        if condition.sound:
            return [], []
        if repair:
            storage_repair.repair(folder.store, cipher)
            return [], [
                _("The store was repaired: {records} records were kept, {lost} bytes could not be read.").format(
                    records=condition.records, lost=condition.lost
                ),
                _("The damaged file is kept beside it. `orderdesk doctor --rebuild` brings the lists up to date."),
            ]
    except DeskUnavailable as error:
        return [Trouble("store", error.message, error.advice)], []
    text = _("The store is damaged in {gaps} places: {lost} bytes cannot be read.")
    return [Trouble("store", text.format(gaps=condition.gaps, lost=condition.lost),
                    _("Make a backup, then run `orderdesk doctor --repair`."))], []  # fmt: skip


def _directories_dropped(folder: DeskFolder, vault: Vault) -> list[str]:
    store = Store.open(folder.store, vault.cipher("store"))
    archive = Archive(folder.documents, vault.cipher("documents"))
    count = rebuilding.drop_unreadable_directories(store, archive, folder.documents)
    store.close()
    text = _("Directories that could not be read were put aside: {count}. `orderdesk sync` fetches them again.")
    return [text.format(count=count)] if count else []


def _does_not_open(folder: DeskFolder, vault: Vault, error: OrderdeskError) -> Trouble:
    """Whether it is the keys or a directory among the documents that keeps the desk from opening."""
    try:
        opened(folder.keys.read_bytes(), vault.cipher("keys"))
    except (OSError, DeskUnavailable):
        return Trouble("keys", error.message, error.advice)
    return Trouble("documents", error.message, _("Make a backup, then run `orderdesk doctor --repair` and `sync`."))


def _documents(condition: rebuilding.Condition) -> Iterator[Trouble]:
    rows = (
        (len(condition.damaged), N_("Stored documents are damaged: {count}."),
         N_("Restore them from a backup, or ask the senders to send them again.")),
        (len(condition.missing), N_("Documents are listed that are not stored: {count}."),
         N_("Restore a backup, or ask the senders to send them again.")),
        (len(condition.unlisted), N_("Documents are stored that no list shows: {count}."),
         N_("Run `orderdesk doctor --rebuild`.")),
    )  # fmt: skip
    for count, message, advice in rows:
        if count:
            yield Trouble("documents", _(message).format(count=count), _(advice))


def _files(desk: Desk) -> Iterator[Trouble]:
    rows = (
        (attaching.damaged(desk), N_("Files kept with cases are damaged: {count}.")),
        (attaching.missing(desk), N_("Cases name files that are not stored: {count}.")),
    )
    for count, message in rows:
        if count:
            yield Trouble(
                "files", _(message).format(count=count), _("Restore them from a backup, or attach them again.")
            )


def _keys(desk: Desk) -> Iterator[Trouble]:
    if told := after_loss.told(desk.folder):
        yield Trouble("keys", *told)
    if resealing.unfinished(desk):
        yield Trouble("keys", _("Not all that lies on this desk is encrypted under its new key yet."),
                      _("Run `orderdesk key reseal`; it goes on where it was."))  # fmt: skip
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    if member is None:
        if desk.trust.organisation(desk.settings.org) is not None:
            yield Trouble("keys", _("The directory does not name you."),
                          _("Give your administrator the request of `orderdesk key request`."))  # fmt: skip
        return
    directory = desk.trust.organisation(desk.settings.org)
    revoked = {entry.key for entry in directory.revocations} if directory else set()
    valid = {key.id for key in member.keys if key.until is None and key.id not in revoked}
    own = {desk.keys.current(use).did for use in ("signing", "sealing", "http")}
    if not own <= valid:
        yield Trouble("keys", _("The directory does not name the keys that this desk uses, or says they do not count."),
                      _("Give your administrator the request of `orderdesk key request`."))  # fmt: skip


def _directory(desk: Desk) -> Iterator[Trouble]:
    directory = desk.trust.organisation(desk.settings.org)
    if directory is None:
        yield Trouble("directory", _("Your organisation's directory has not come yet."), _("Run `orderdesk sync`."))
    elif directory.expires <= desk.now() + _SOON:
        over = directory.expires <= desk.now()
        yield Trouble(
            "directory",
            _("Your organisation's directory has expired.") if over
            else _("Your organisation's directory expires within 30 days."),
            _("Any change by an administrator renews it: `orderdesk key rotate` there, for one."),
        )  # fmt: skip
    for partner in directory.partners if directory else ():
        known = desk.trust.organisation(partner.org)
        if known is not None and known.expires <= desk.now():
            yield Trouble("directory", _("The directory of {name} has expired.").format(name=partner.name),
                          _("Ask them to renew it; until then what they send is refused."))  # fmt: skip


def _exchange(desk: Desk) -> Iterator[Trouble]:
    try:
        desk.carrier.waiting(desk.mailbox)
        lacking = len(publishing.unpublished(desk)) if desk.keys.has("administration") else 0
    except ExchangeUnavailable as error:
        yield Trouble("exchange", error.message, error.advice)
        return
    if lacking:
        yield Trouble("exchange", _("The exchange lacks versions of your directory: {count}.").format(count=lacking),
                      _("Run `orderdesk sync`."))  # fmt: skip


def _outbox(desk: Desk) -> Iterator[Trouble]:
    before = instant_text(desk.now() - _STUCK)
    if stuck := [row for row in outbox.waiting(desk) if row.since < before]:
        trouble = next((row.trouble for row in stuck if row.trouble), "")
        text = _("Documents have waited more than a day for their receipts: {count}.").format(count=len(stuck))
        yield Trouble("outbox", f"{text} {trouble}".strip(), _("Run `orderdesk sync --force`, or ring the other side."))


def _quarantine(desk: Desk) -> Iterator[Trouble]:
    if kept := quarantine.listing(desk):
        yield Trouble("quarantine", _("Things that came and were refused: {count}.").format(count=len(kept)),
                      _("`orderdesk inbox quarantine` says why. Tell the senders."))  # fmt: skip


def _clock(desk: Desk) -> Iterator[Trouble]:
    latest = instant_text(desk.now() + _TOLERANCE)
    if any(max(row["received"], row["issued"]) > latest for _digest, row in desk.store.rows("documents")):
        yield Trouble("clock", _("This machine's clock is behind: documents bear a later time than it shows."),
                      _("Set the clock. What is signed under a wrong time is refused by others."))  # fmt: skip


_LOOKS = (_files, _keys, _directory, _exchange, _outbox, _quarantine, _clock)


def _sweep(desk: Desk) -> int:
    folders = (desk.folder.root, desk.folder.store, desk.folder.quarantine)
    return desk.archive.sweep() + attaching.archive(desk).sweep() + sum(atomic.sweep(folder) for folder in folders)
