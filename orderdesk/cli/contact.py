"""`orderdesk contact`: who is in the directories, and the desk owner's own notes."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list", "orderdesk.cli.contacts.list", N_("List the organisations and people that this desk knows.")),
    Command("show", "orderdesk.cli.contacts.show", N_("Show a person.")),
    Command("note", "orderdesk.cli.contacts.note", N_("Write a note about a person, for yourself or colleagues.")),
    Command("vouch", "orderdesk.cli.contacts.vouch", N_("Enter an organisation to work with (administrator).")),
    Command("remove", "orderdesk.cli.contacts.remove", N_("End working with an organisation (administrator).")),
)
