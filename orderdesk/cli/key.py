"""`orderdesk key`: keys, the passphrase, and the organisation's directory."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("show", "orderdesk.cli.keys.show", N_("Show this desk's keys and the words of its organisation.")),
    Command("rotate", "orderdesk.cli.keys.rotate", N_("Make new keys; old documents stay readable.")),
    Command("reseal", "orderdesk.cli.keys.reseal", N_("Encrypt everything on the desk anew, under a new key.")),
    Command("invite", "orderdesk.cli.keys.invite", N_("Write an invitation for a new colleague.")),
    Command("request", "orderdesk.cli.keys.request", N_("Write what the administrator needs to enter this desk.")),
    Command("admit", "orderdesk.cli.keys.admit", N_("Enter the person of a request in the directory.")),
    Command("lost", "orderdesk.cli.keys.lost", N_("A colleague's computer is lost: its keys no longer count.")),
    Command("revoke", "orderdesk.cli.keys.revoke", N_("Somebody has left, or a key no longer counts.")),
    Command("passphrase", "orderdesk.cli.keys.passphrase", N_("Change the passphrase.")),
    Command("remember", "orderdesk.cli.keys.remember", N_("Keep the passphrase in the system's keyring.")),
    Command("forget", "orderdesk.cli.keys.forget", N_("Take the passphrase out of the system's keyring.")),
    Command("export-trust", "orderdesk.cli.keys.export_trust", N_("Save the directories for `validate --trust`.")),
)
