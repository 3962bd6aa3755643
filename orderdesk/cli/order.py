"""`orderdesk order`: write, check, show, list and send orders, and do what belongs to an order's life."""

from typing import Final

from orderdesk.cli.moves.rows import rows
from orderdesk.cli.table import Command
from orderdesk.desk.moves.course import COURSE_MOVES
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("new", "orderdesk.cli.orders.new", N_("Begin an order: empty, from a file, or from an earlier one.")),
    Command("edit", "orderdesk.cli.orders.edit", N_("Write on a draft in your editor.")),
    Command("check", "orderdesk.cli.orders.check", N_("Say what an order still lacks and what would better it.")),
    Command("show", "orderdesk.cli.orders.show", N_("Show a whole order, or a draft of one.")),
    Command("list", "orderdesk.cli.orders.list", N_("List the orders and drafts on this desk.")),
    Command("send", "orderdesk.cli.orders.send", N_("Sign a draft and send it.")),
    Command("amend", "orderdesk.cli.orders.amend", N_("Begin the next version of an order that was sent.")),
    Command("discard", "orderdesk.cli.orders.discard", N_("Throw a draft away.")),
    Command("again", "orderdesk.cli.orders.again", N_("Place an order anew that came to nothing."), side="C"),
    Command("actions", "orderdesk.cli.orders.actions", N_("Say what can be done with an order, and why not the rest.")),
    Command("voice", "orderdesk.cli.orders.voice", N_("Only the citizen's own words and what was agreed.")),
    Command("meeting", "orderdesk.cli.meeting", N_("Plan, record and show three-party meetings.")),
    *rows(COURSE_MOVES),
)
