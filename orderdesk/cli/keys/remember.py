"""`orderdesk key remember`: keep the passphrase in the operating system's keyring."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, folder_of, passphrase_of
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotPossible
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key remember`."""
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Keep it, after it has opened the desk."""
    from orderdesk.desk.opening import open_desk
    from orderdesk.desk.passphrase import remember

    folder = folder_of(args)
    passphrase = passphrase_of(args, folder)
    open_desk(folder, passphrase).close()
    if not remember(folder, passphrase):
        raise NotPossible(_("This system has no keyring that keeps it."), _("The desk asks for the passphrase."))
    out.talk(_("Kept. Whoever uses this account opens the desk without being asked."))
    return ExitCode.GOOD
