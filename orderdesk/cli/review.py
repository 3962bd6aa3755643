"""`orderdesk review`: the caseworker's answer to a report."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("read", "orderdesk.cli.reviews.read", N_("Say that a report has been read.")),
    Command("decide", "orderdesk.cli.reviews.decide", N_("Approve a report and record what is done.")),
    Command("elaborate", "orderdesk.cli.reviews.elaborate", N_("Ask the consultant to elaborate.")),
    Command("comment", "orderdesk.cli.reviews.comment", N_("Return a draft with what is not covered.")),
    Command("clear", "orderdesk.cli.reviews.clear", N_("Say that a draft covers what was asked.")),
)
