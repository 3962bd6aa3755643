"""From a desk's folder to the open desk: the passphrase is found, or asked for until it fits."""

import asyncio
import os
from typing import TYPE_CHECKING

from orderdesk.errors import WrongPassphrase
from orderdesk.locale import N_, _
from orderdesk.tui.desk_choice import DeskChoice

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.tui.shell import Shell


async def unlock(app: "Shell", choice: DeskChoice) -> "Desk | None":
    """Open the desk; everything that takes time runs in a thread. None where the person did not want to type the
    passphrase. Raises OrderdeskError where the desk cannot be opened with any passphrase. Call it in a worker."""
    passphrase = await asyncio.to_thread(known_passphrase, choice)
    problem = ""
    while True:
        if passphrase is None:
            from orderdesk.tui.dialogs import PassphraseDialog

            passphrase = await app.push_screen_wait(PassphraseDialog(_prompt(app, choice), problem=problem))
            if passphrase is None:
                return None
        try:
            return await asyncio.to_thread(_opened, choice, passphrase)
        except WrongPassphrase as wrong:
            passphrase, problem = None, wrong.message


def known_passphrase(choice: DeskChoice) -> str | None:
    """The passphrase that was given, that the environment holds, or that the keyring remembers, in this order."""
    if choice.passphrase is not None:
        return choice.passphrase
    from orderdesk.desk import passphrase
    from orderdesk.desk.appearance import is_desk

    if not is_desk(choice.root):
        return ""  # there is nothing to unlock: opening it says so, and nobody is asked in vain
    return passphrase.in_environment(os.environ) or passphrase.remembered(choice.root)


def _opened(choice: DeskChoice, passphrase: str) -> "Desk":
    from orderdesk.desk.opening import open_desk

    return open_desk(choice.root, passphrase, clock=choice.clock)


def _prompt(app: "Shell", choice: DeskChoice) -> str:
    name = app.desk_label or choice.label
    return _("The passphrase of {desk}:").format(desk=name) if name else N_("The desk's passphrase:")
