"""`orderdesk key forget`: take the passphrase out of the operating system's keyring."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import folder_of
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotPossible
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """No options of its own."""


def run(args: Namespace, out: Output) -> ExitCode:
    """Forget it; the desk itself is not touched."""
    from orderdesk.desk.passphrase import forget

    if not forget(folder_of(args)):
        raise NotPossible(_("The keyring does not let go of it."), _("Remove it with the system's own program."))
    out.talk(_("The keyring holds no passphrase of this desk."))
    return ExitCode.GOOD
