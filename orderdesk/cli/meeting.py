"""`orderdesk order meeting`: the three-party meetings of an order."""

from typing import Final

from orderdesk.cli.moves.rows import rows
from orderdesk.cli.table import Command
from orderdesk.desk.moves.meetings import MEETING_MOVES
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    *rows(MEETING_MOVES),
    Command("list", "orderdesk.cli.meetings.list", N_("List the meetings of an order, or of all.")),
    Command("show", "orderdesk.cli.meetings.show", N_("Show a meeting with all that has been said of it.")),
)
