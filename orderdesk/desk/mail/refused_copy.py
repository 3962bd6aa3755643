"""A copy of something from quarantine, to show its sender what came."""

from pathlib import Path

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import quarantine
from orderdesk.desk.storage import atomic
from orderdesk.errors import NotPossible
from orderdesk.locale import _


def save(desk: Desk, name: str, target: Path) -> Path:
    """Write what is kept under `name` to `target`, unencrypted, and give the path. Raises NotFound, DeskUnavailable,
    and NotPossible where something lies there already or what came could not be opened."""
    data = quarantine.content(desk, name)
    if not data:
        raise NotPossible(_("What came could not be opened, so there is nothing to show."))
    if target.exists():
        raise NotPossible(_("A file of that name is there already."), _("Choose another name."))
    atomic.replace(target, data)
    return target
