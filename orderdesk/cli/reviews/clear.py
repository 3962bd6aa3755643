"""`orderdesk review clear`: say that a draft covers what was asked; the report itself can be sent."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import handed_over
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_text, text_of
from orderdesk.cli.reviewing import add_reviewing
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `review clear`."""
    add_reviewing(parser)
    add_text(parser, _("a word to the consultant; - reads it from stdin"), required=False)


def run(args: Namespace, out: Output) -> ExitCode:
    """Clear the draft."""
    text = text_of(args.text)
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reviews

        return handed_over(desk, reviews.clear(desk, naming.report(desk, args.digest), text=text), args, out)
