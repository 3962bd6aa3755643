"""`orderdesk key invite`: a file by which a new colleague sets up a desk in this organisation."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.asking import asked_for
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.output import Output
from orderdesk.cli.spoken import show_words
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key invite`."""
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("where to save the invitation"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write the invitation, and say the words that are compared when it is used."""
    with opened(args) as desk:
        from orderdesk.desk.membership import inviting, what_follows

        file = asked_for(args.file, "FILE", _("Save the invitation in which file"), inviting.suggested_name(desk))
        inviting.write(desk, Path(file).expanduser())
        out.line(file)
        tell(out, what_follows.of_an_invitation(desk.settings.org_name, file))
        show_words(out, inviting.invitation(desk).words)
    return ExitCode.GOOD
