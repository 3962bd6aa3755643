"""`orderdesk hub`: run a hub, and say which organisations may use it."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("serve", "orderdesk.cli.hubs.serve", N_("Run a hub.")),
    Command("register", "orderdesk.cli.hubs.register", N_("Let an organisation in, by the words of its root key.")),
    Command("organisations", "orderdesk.cli.hubs.organisations", N_("List the organisations that may use the hub.")),
    Command("remove", "orderdesk.cli.hubs.remove", N_("Take an organisation out, with all that the hub keeps of it.")),
    Command("access", "orderdesk.cli.hubs.access", N_("Show who put, fetched and settled which envelope when.")),
    Command("openapi", "orderdesk.cli.hubs.openapi", N_("Print the description of the hub's API.")),
)
