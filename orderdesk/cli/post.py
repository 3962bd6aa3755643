"""`orderdesk post`: what is on its way, what is missing here, and asking and sending again."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list", "orderdesk.cli.posts.list", N_("List what is on its way and what is missing here.")),
    Command("again", "orderdesk.cli.posts.again", N_("Send once more what was handed over and has no receipt.")),
    Command("ask", "orderdesk.cli.posts.ask", N_("Ask for a missing document now.")),
)
