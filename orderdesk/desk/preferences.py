"""What a person has chosen for this desk besides its settings. Kept in the store, so encrypted."""

from dataclasses import asdict, dataclass
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused
from orderdesk.locale import _

PREFERENCES = "preferences"
_KEY = "desk"

SHORTEST_POST = 5
LONGEST_POST = 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """`post_seconds` lie between two rounds of the post."""

    post_seconds: int = 20


def preferences(desk: Desk) -> Preferences:
    """What has been chosen; the defaults where nothing has."""
    row: dict[str, Any] = desk.store.get(PREFERENCES, _KEY) or {}
    seconds = row.get("post_seconds")
    return Preferences(seconds) if isinstance(seconds, int) else Preferences()


def choose_post_seconds(desk: Desk, seconds: int) -> None:
    """Fetch and hand over the post every so many seconds, 5 to 3600. Raises InputRefused for other numbers."""
    if not SHORTEST_POST <= seconds <= LONGEST_POST:
        raise InputRefused(
            "seconds",
            _("The post cannot go every {seconds} seconds.").format(seconds=seconds),
            _("Choose {shortest} to {longest} seconds.").format(shortest=SHORTEST_POST, longest=LONGEST_POST),
        )
    desk.store.put(PREFERENCES, _KEY, asdict(Preferences(seconds)))
