"""What a folder's errors mean to a person: what happened, what was kept, what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orderdesk.errors import ExchangeUnavailable
from orderdesk.locale import N_, _

SENDING = N_("What was to be sent stays in the outbox.")
RECEIVING = N_("Nothing was taken from the mailbox.")
FILING = N_("What was received stays on this desk, and the exchange is told next time.")
PUBLISHING = N_("The directory stays on this desk and can be published later.")


def _codes(*names: str) -> set[int]:
    """The error numbers of `names`, those that this platform has."""
    return {code for code, name in errno.errorcode.items() if name in names}


_FULL = _codes("ENOSPC", "EDQUOT", "EFBIG")
_CLOSED = _codes("EACCES", "EPERM", "EROFS")
_GONE = _codes("ENOENT", "ENOTDIR", "ENODEV", "ENXIO", "ESTALE", "EHOSTDOWN", "ENOTCONN")


@contextmanager
def reaching(root: Path, kept: str) -> Iterator[None]:
    """Within, an OSError becomes ExchangeUnavailable, also when `root` is no folder. `kept` says what is safe."""
    try:
        if not root.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "no exchange folder")
        yield
    except OSError as error:
        message, advice = _sentences(error, root)
        raise ExchangeUnavailable(f"{message} {_(kept)}", advice) from error


def linked(root: Path, kept: str) -> ExchangeUnavailable:
    """The error for a link that stands where a folder of the exchange should be."""
    message = _("In the exchange folder {folder} a link stands where a folder should be.").format(folder=root)
    return ExchangeUnavailable(f"{message} {_(kept)}", _("Ask those who run the folder to remove the link."))


def partly_there() -> ExchangeUnavailable:
    """The error for a file that is there in part."""
    message = _("A sealed document has not arrived in full in the exchange folder.")
    return ExchangeUnavailable(f"{message} {_(RECEIVING)}", _("Let the folder finish syncing and try again."))


def _is_there(root: Path) -> bool:
    try:
        return root.is_dir()
    except OSError:
        return False


def _sentences(error: OSError, root: Path) -> tuple[str, str]:
    if error.errno in _FULL:
        message = _("The exchange folder {folder} is full.")
        advice = _("Free some space there, or ask those who run it to, and try again.")
    elif error.errno in _CLOSED:
        message = _("The exchange folder {folder} does not let this desk read and write.")
        advice = _("Check that it is not write-protected, or ask those who run it for access, and try again.")
    elif error.errno in _GONE and not _is_there(root):
        message = _("The exchange folder {folder} is not there.")
        advice = _("Connect the share or put in the stick, or correct the exchange address, and try again.")
    else:
        message = _("The exchange folder {folder} did not work as it should ({code}).")
        advice = _("Try again later; if it goes on, show this sentence to those who run the folder.")
    code = errno.errorcode.get(error.errno or 0, "?")
    return message.format(folder=root, code=code), advice
