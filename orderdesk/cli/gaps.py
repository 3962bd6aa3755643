"""`orderdesk gaps`: what a case still lacks before the decision, and why."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("check", "orderdesk.cli.gap_checks.check", N_("Say what cases lack; `gaps CASE` is short for it.")),
    Command("explain", "orderdesk.cli.gap_checks.explain", N_("Explain a rule, or what it says of a case.")),
    Command("rules", "orderdesk.cli.gap_checks.rules", N_("List the rules with their sources, and who verified them.")),
    Command("diff", "orderdesk.cli.gap_checks.diff", N_("Compare a case on two days, or under two sets of rules.")),
    Command("test", "orderdesk.cli.gap_checks.try_pack", N_("Run the examples of a rule pack.")),
)
DEFAULT: Final = COMMANDS[0]
"""What runs where the first word is none of these: a case or a file."""
