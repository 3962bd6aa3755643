"""`orderdesk handover`: a case given to a colleague, with its documents and a summary."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "give", "orderdesk.cli.moves.options",
        N_("Give a case to a colleague, for good or for some weeks. A consultant uses `order change-consultant`."),
        "change_caseworker", "C",
    ),
    Command("list", "orderdesk.cli.handovers.list", N_("List what was handed over, to you and by you.")),
    Command("show", "orderdesk.cli.handovers.show", N_("Show a handover with its summary, to read or to print.")),
)  # fmt: skip
