"""Keeping a desk: a copy of all of it in one file, and whether somebody knows its passphrase."""

from collections.abc import Callable
from pathlib import Path

from orderdesk.desk.desk import Desk
from orderdesk.desk.storage.backup import write_backup
from orderdesk.errors import WrongPassphrase
from orderdesk.locale import _
from orderdesk.signing.vault import Vault

Say = Callable[[int, int, str], None]


def suggested_name(desk: Desk) -> str:
    """A file name for a backup made today."""
    return f"orderdesk-{desk.settings.person}-{desk.today().isoformat()}.zip"


def back_up(desk: Desk, target: Path, say: Say, stopped: Callable[[], bool]) -> int:
    """Write everything of the desk to `target`, encrypted as it lies; the number of files. `say` is told how far it is,
    `stopped` is asked between files. Raises NotPossible, DeskUnavailable; then `target` is as it was."""

    def told(done: int, total: int) -> bool:
        say(done, total, _("Copying the desk…"))
        return not stopped()

    return write_backup(desk.folder.root, target, progress=told)


def opens(desk: Desk, passphrase: str) -> bool:
    """Whether that is the desk's passphrase."""
    try:
        Vault.unlock(desk.settings.vault, passphrase)
    except WrongPassphrase:
        return False
    return True
