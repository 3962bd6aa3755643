"""`orderdesk gaps`: what a case still lacks before the decision, and why."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("rules", "orderdesk.cli.gap_checks.rules", N_("List the rules with their sources, and who verified them.")),
    Command("test", "orderdesk.cli.gap_checks.try_pack", N_("Run the examples of a rule pack.")),
)
