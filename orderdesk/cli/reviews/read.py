"""`orderdesk review read`: say that a report has been read; the decision is still to come."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import handed_over
from orderdesk.cli.output import Output
from orderdesk.cli.reviewing import add_reviewing
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `review read`."""
    add_reviewing(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Tell the consultant that the report has been read."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reviews

        issued = reviews.mark_read(desk, naming.report(desk, args.digest))
        if issued is None:
            out.talk(_("That has been said already; nothing was sent."))
            return ExitCode.GOOD
        return handed_over(desk, issued, args, out)
