"""`orderdesk report`: write, check, show, list and send reports."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("new", "orderdesk.cli.reports.new", N_("Begin the next report on an order, or take one from a file.")),
    Command("edit", "orderdesk.cli.reports.edit", N_("Write on a draft in your editor.")),
    Command("check", "orderdesk.cli.reports.check", N_("Say what a report still lacks and what would better it.")),
    Command("show", "orderdesk.cli.reports.show", N_("Show a whole report, or a draft of one.")),
    Command("list", "orderdesk.cli.reports.list", N_("List the reports and drafts on this desk.")),
    Command("send", "orderdesk.cli.reports.send", N_("Sign a draft and send it.")),
    Command("correct", "orderdesk.cli.reports.correct", N_("Begin a later version of a report that was sent.")),
    Command("discard", "orderdesk.cli.reports.discard", N_("Throw a draft away.")),
)
