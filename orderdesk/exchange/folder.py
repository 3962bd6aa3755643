"""The exchange in a folder: a share, a stick, a synced folder. No server, and nobody there to keep order but the names.

    <root>/mailboxes/<org>/<person>/<hash>.sealed            waits
    <root>/mailboxes/<org>/<person>/taken/<hash>.taken       was taken: a late or doubled copy is not delivered again
    <root>/mailboxes/<org>/<person>/refused/<hash>.sealed    put aside, with <hash>.reason beside it (a code)
    <root>/mailboxes/<org>/<person>/refused/<hash>.damaged   never became whole; comes back if it turns out to be
    <root>/directories/<org>/<hash>.json                     published directories

The root must be there: it is not made, since where a share is not mounted that would look like a delivery.
"""

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from orderdesk import durable
from orderdesk.errors import ExchangeUnavailable, NotFound
from orderdesk.exchange import carrier, trouble
from orderdesk.exchange.carrier import MAX_SEALED, Envelope, Mailbox
from orderdesk.exchange.folder_upkeep import Upkeep
from orderdesk.exchange.named_by_hash import NamedFile, is_link, is_whole, named_files, read_capped
from orderdesk.exchange.published import published_in
from orderdesk.locale import _

GRACE: Final = timedelta(minutes=10)
"""How long a file may be there in part before it counts as damaged: a sync client on a slow line needs minutes."""

_SEALED = ".sealed"
_FILE_MODE = 0o666  # under umask: the reader is often another user of the share


def _now() -> datetime:
    return datetime.now(UTC)


class FolderCarrier:
    """A Carrier through the folder `root`. `clock` gives the time with its zone; `grace` is for files there in part."""

    def __init__(self, root: Path, clock: Callable[[], datetime] = _now, grace: timedelta = GRACE) -> None:
        self._root = root
        self._upkeep = Upkeep(clock, grace)

    def put(self, mailbox: Mailbox, sealed: bytes) -> str:
        """See Carrier. What was taken already is not delivered again."""
        carrier.check_sealed_size(sealed)
        name = carrier.name_of(sealed)
        with trouble.reaching(self._root, trouble.SENDING):
            box = self._folder(trouble.SENDING, "mailboxes", mailbox.org, mailbox.person, make=True)
            if not _is_done(box, name):
                _leave(box / f"{name}{_SEALED}", sealed, name)
        return name

    def waiting(self, mailbox: Mailbox) -> list[Envelope]:
        """See Carrier. Also clears away what is left over: cut-off writes, copies of what was taken, damaged files."""
        first: dict[str, NamedFile] = {}
        with trouble.reaching(self._root, trouble.RECEIVING):
            box = self._folder(trouble.RECEIVING, "mailboxes", mailbox.org, mailbox.person)
            self._upkeep.tidy(box)
            for file in named_files(box, _SEALED):
                if _is_done(box, file.name):
                    _discard(file.path)
                elif not self._upkeep.is_whole(file):
                    self._upkeep.put_aside_if_damaged(box, file)
                elif file.name not in first or file.written < first[file.name].written:
                    first[file.name] = file
        # The writers' clocks are a hint only; the name decides between equal times (FAT counts in 2 seconds).
        ordered = sorted(first.values(), key=lambda file: (file.written, file.name))
        return [Envelope(file.name, file.size) for file in ordered]

    def fetch(self, mailbox: Mailbox, envelope: Envelope) -> bytes:
        """See Carrier."""
        partly = False
        with trouble.reaching(self._root, trouble.RECEIVING):
            box = self._folder(trouble.RECEIVING, "mailboxes", mailbox.org, mailbox.person)
            copies = [] if _is_done(box, envelope.name) else _copies(box, envelope.name)
            for file in copies:
                data = read_capped(file.path, MAX_SEALED)
                if data and carrier.name_of(data) == envelope.name:
                    carrier.check_sealed_size(data)
                    return data
                if file.exact and data is not None and len(data) > MAX_SEALED:
                    carrier.check_sealed_size(data)
                partly = partly or data is not None
        if partly:
            raise trouble.partly_there()
        raise NotFound(_("The sealed document does not wait in the exchange any more; it was taken or removed."))

    def acknowledge(self, mailbox: Mailbox, envelope: Envelope) -> None:
        """See Carrier. The mark is durable first: a file that cannot be removed then waits no longer all the same."""
        with trouble.reaching(self._root, trouble.FILING):
            box = self._folder(trouble.FILING, "mailboxes", mailbox.org, mailbox.person)
            copies = _copies(box, envelope.name)
            if not copies:
                return
            taken = self._folder(trouble.FILING, "mailboxes", mailbox.org, mailbox.person, "taken", make=True)
            mark = taken / f"{envelope.name}.taken"
            if not mark.is_file():
                durable.replace(mark, b"taken\n", _FILE_MODE)
            for file in copies:
                _discard(file.path)

    def reject(self, mailbox: Mailbox, envelope: Envelope, reason: str) -> None:
        """See Carrier. The reason is there before the file moves; moving the file back by hand delivers it again."""
        carrier.check_reason(reason)
        with trouble.reaching(self._root, trouble.FILING):
            box = self._folder(trouble.FILING, "mailboxes", mailbox.org, mailbox.person)
            copies = _copies(box, envelope.name)
            if not copies:
                return
            refused = self._folder(trouble.FILING, "mailboxes", mailbox.org, mailbox.person, "refused", make=True)
            whole = [file for file in copies if is_whole(file.path, file.name, MAX_SEALED)]
            kept = (whole or copies)[0]
            durable.replace(refused / f"{envelope.name}.reason", f"{reason}\n".encode(), _FILE_MODE)
            with contextlib.suppress(FileNotFoundError):  # another desk of the same person was first
                durable.move(kept.path, refused / f"{envelope.name}{_SEALED if whole else '.damaged'}")
            for file in copies:
                if file is not kept:
                    _discard(file.path)

    def publish(self, org: str, directory: bytes) -> None:
        """See Carrier."""
        carrier.check_id(org)
        carrier.check_directory_size(directory)
        name = carrier.name_of(directory)
        with trouble.reaching(self._root, trouble.PUBLISHING):
            folder = self._folder(trouble.PUBLISHING, "directories", org, make=True)
            _leave(folder / f"{name}.json", directory, name)

    def directories(self, *, everyone: bool = False) -> list[bytes]:  # noqa: ARG002 (whoever reads it reads all)
        """See Carrier. published.py says how many at most; where there are more, the newest."""
        with trouble.reaching(self._root, trouble.RECEIVING):
            return published_in(self._folder(trouble.RECEIVING, "directories"))

    @property
    def listens(self) -> bool:
        """See Carrier."""
        return False

    def listen(self, mailbox: Mailbox, seconds: int) -> bool:  # noqa: ARG002 (the protocol's)
        """See Carrier. Nobody tells of news in a folder."""
        return False

    @property
    def epoch(self) -> str:
        """See Carrier. A folder does not tell."""
        return ""

    def describe(self) -> str:
        """See Carrier."""
        try:
            with trouble.reaching(self._root, trouble.SENDING):
                names = os.access(self._root, os.R_OK | os.W_OK | os.X_OK)
        except ExchangeUnavailable:
            return _("The exchange is the folder {folder}, which is not there now.").format(folder=self._root)
        if not names:
            return _("The exchange is the folder {folder}, which this desk may not write in.").format(folder=self._root)
        return _("The exchange is the folder {folder}, and it can be reached.").format(folder=self._root)

    def close(self) -> None:
        """See Carrier. Nothing is held open."""

    def _folder(self, kept: str, *parts: str, make: bool = False) -> Path:
        """The folder `parts` below the root, no part of it a link. With `make`, each part is durably there.

        A folder made gets the permissions of the root: the sender makes a mailbox that another user takes from.
        """
        path = self._root
        for part in parts:
            path = path / part
            if is_link(path):
                raise trouble.linked(self._root, kept)
            if make and not path.is_dir():
                durable.make_folder(path)
        return path


def _leave(path: Path, data: bytes, name: str) -> None:
    """Have `data` durably at `path`: as it is when it is there in full, else in place of what is there."""
    if is_whole(path, name, len(data)):
        durable.settle(path.parent)  # another process may have renamed it and not yet come to this
        return
    durable.replace(path, data, _FILE_MODE)


def _copies(box: Path, name: str) -> list[NamedFile]:
    """The files in `box` that say they are `name`, the one with exactly that name first."""
    return sorted(named_files(box, _SEALED, only=name), key=lambda file: not file.exact)


def _is_done(box: Path, name: str) -> bool:
    """Whether `name` was taken or refused here, so that another copy of it is not delivered again."""
    return os.path.lexists(box / "taken" / f"{name}.taken") or os.path.lexists(box / "refused" / f"{name}{_SEALED}")


def _discard(path: Path) -> None:
    # A virus scanner or sync client on Windows may hold it open, the folder may be read-only: it goes another time.
    with contextlib.suppress(OSError):
        path.unlink()
