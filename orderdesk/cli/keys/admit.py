"""`orderdesk key admit`: enter the person of a request in the directory, after the words were compared."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.comparing import add_comparing, compared
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key admit`."""
    parser.add_argument("file", metavar="FILE", help=_("the request, as `orderdesk key request` wrote it; - is stdin"))
    add_comparing(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory with the person in it."""
    from orderdesk.cli.body_file import read_body_file
    from orderdesk.cli.requesting import signing_key_in

    asked = read_body_file(args.file)
    with opened(args) as desk:
        from orderdesk.desk import organisation

        if not compared(args, out, signing_key_in(asked)):
            return ExitCode.FINDINGS
        organisation.admit(desk, asked)
        directory = desk.trust.organisation(desk.settings.org)
        out.talk(_("Entered. The directory is now version {number}.").format(
            number=directory.version if directory else "?"))  # fmt: skip
    return ExitCode.GOOD
