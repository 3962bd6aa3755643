"""`orderdesk order send`: sign a draft and send it."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order send`."""
    parser.add_argument("draft", metavar="DRAFT", help=_("the draft's id or the citizen's name, or a part of either"))
    add_sending(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Send the draft, and print the order's thread."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.ordering import orders

        return handed_over(desk, orders.send(desk, naming.draft(desk, args.draft, "order")), args, out)
