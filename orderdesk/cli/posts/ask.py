"""`orderdesk post ask`: ask the desks that have seen a missing document to send it again."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `post ask`."""
    parser.add_argument("what", metavar="ID", help=_("the beginning of its id, as `orderdesk post list` shows it"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Put the request in line, without waiting for the desk's own time to ask."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.mail import asking_again, hole_reading

        hole = asking_again.ask_now(desk, naming.missing(desk, args.what))
        names = "; ".join(hole_reading.name(desk, org, person) for org, person in hole.of)
    out.talk(_("The request to {names} goes with the next `orderdesk sync`.").format(names=names))
    return ExitCode.GOOD
