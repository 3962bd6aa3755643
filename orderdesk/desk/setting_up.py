"""Setting a desk up, whole or not at all: keys, settings, and the organisation's first directory."""

import shutil
from pathlib import Path
from typing import Literal

from orderdesk.desk.clock import Clock, system_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.errors import ExchangeUnavailable, OrderdeskError
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.vault import STANDARD, Cost


def set_up(
    root: Path,
    owner: Owner,
    particulars: Particulars,
    *,
    passphrase: str,
    exchange: str,
    language: Literal["da", "en"],
    clock: Clock = system_clock,
    cost: Cost = STANDARD,
) -> tuple[Desk, str]:
    """Make a desk in `root`; where `owner` names no root key, found the organisation too. Gives the open desk, and a
    sentence where the exchange could not be reached: the directory is then published with a later `orderdesk sync`.

    When anything else stands in the way it is raised, and `root` is as it was before.
    """
    Mailbox(owner.org, owner.person)  # refuses ids that cannot be carried, before anything is made
    there = root.exists()
    desk = create_desk(root, owner, passphrase=passphrase, exchange=exchange, language=language, clock=clock, cost=cost)
    try:
        if not owner.root:
            organisation.found(desk, particulars)
    except ExchangeUnavailable as error:
        return desk, str(error)
    except OrderdeskError:
        desk.close()
        _empty(root, there=there)
        raise
    return desk, ""


def _empty(root: Path, *, there: bool) -> None:
    """Take away what `create_desk` made in a folder that it had found empty, or absent."""
    shutil.rmtree(root, ignore_errors=True)
    if there:
        root.mkdir(exist_ok=True)
