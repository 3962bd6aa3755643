"""New keys on an administrator's desk: they take their place when the directory that names them is kept, or not at all.

The new set is written beside the present one, the directory is kept (one line of the journal), and then the new set is
renamed over the present one, all under the desk's lock. What is left there by a death is judged at the next opening:
keys that a version of the directory names take their place, and others, which nobody has heard of, are dropped.
"""

import os
from collections.abc import Callable
from contextlib import suppress

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership.keys import KeySet, opened, sealed_bytes
from orderdesk.desk.storage import atomic
from orderdesk.errors import DeskUnavailable


def prepare(desk: Desk, keys: KeySet) -> None:
    """Keep `keys` until the transaction that keeps their directory is written; then they take their place. Call it
    within that transaction. Raises DeskUnavailable."""
    if desk.folder.coming_keys.exists():  # named already, and what they were to replace was in use at that moment
        atomic.replace(desk.folder.keys, sealed_bytes(desk.keys, desk.vault.cipher("keys")))
    atomic.replace(desk.folder.coming_keys, sealed_bytes(keys, desk.vault.cipher("keys")))
    desk.store.after_commit(lambda: _take_place(desk))


def put_right(desk: Desk, reload: Callable[[Desk], None]) -> None:
    """At an opening: let keys that wait take their place or go. `reload` reads the directories that are kept. Raises
    DeskUnavailable where another program keeps the desk for too long."""
    path, cipher = desk.folder.coming_keys, desk.vault.cipher("keys")
    if not path.exists():
        return
    with desk.store.transaction(), suppress(OSError, DeskUnavailable):
        reload(desk)  # whoever was in the midst of it when the desk was read has come to an end
        if path.exists():
            coming, present = opened(path.read_bytes(), cipher), opened(desk.folder.keys.read_bytes(), cipher)
            if not _is_named(desk, coming) or {key.seed for key in coming.keys} <= {key.seed for key in present.keys}:
                path.unlink()
                return
            desk.keys = coming
            _take_place(desk)
        else:
            desk.keys = opened(desk.folder.keys.read_bytes(), cipher)


def _take_place(desk: Desk) -> None:
    with suppress(OSError):  # Windows, while another program reads the earlier ones: the next opening does it
        os.replace(desk.folder.coming_keys, desk.folder.keys)  # noqa: PTH105


def _is_named(desk: Desk, keys: KeySet) -> bool:
    """Whether any version of the own directory names these keys as the owner's."""
    return any(
        key.id == keys.current("signing").did
        for version in desk.trust.versions(desk.settings.org)
        for member in version.body.members if member.person == desk.settings.person
        for key in member.keys
    )  # fmt: skip
