"""`orderdesk key request`: what the administrator needs to enter this desk's owner in the directory."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.particulars import add_particulars, particulars_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key request`."""
    add_particulars(parser)
    parser.add_argument("--output", metavar="FILE", help=_("a file for the request; otherwise stdout"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write the request: name, role and public keys. It holds no secret."""
    from orderdesk.cli.requesting import write_request

    with opened(args) as desk:
        from orderdesk.desk.membership import organisation

        write_request(organisation.request(desk, particulars_of(args)), args.output, out)
    return ExitCode.GOOD
