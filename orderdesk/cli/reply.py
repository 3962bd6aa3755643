"""`orderdesk reply`: what is said about an order between sending and starting."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("accept", "orderdesk.cli.replies.accept", N_("Take an order on (provider).")),
    Command("ask", "orderdesk.cli.replies.ask", N_("Ask about a field of an order (provider).")),
    Command("decline", "orderdesk.cli.replies.decline", N_("Say no to an order (provider).")),
    Command("answer", "orderdesk.cli.replies.answer", N_("Answer the provider's question (caseworker).")),
    Command("agree", "orderdesk.cli.replies.agree", N_("Agree to the provider's decline (caseworker).")),
    Command("uphold", "orderdesk.cli.replies.uphold", N_("Ask the provider to look again, once (caseworker).")),
)
