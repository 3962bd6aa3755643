"""`orderdesk review elaborate`: ask the consultant to elaborate, on what and by when."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.days import day
from orderdesk.cli.desk_access import opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import handed_over
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_text, text_of
from orderdesk.cli.reviewing import add_reviewing, remark
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `review elaborate`."""
    add_reviewing(parser)
    add_text(parser, _("what is missing on the whole; - reads it from stdin"))
    parser.add_argument("--item", type=remark, metavar="ITEM=TEXT", action="append", required=True,
                        help=_("what is missing at a goal or question; may be repeated"))  # fmt: skip
    parser.add_argument("--by", type=day, metavar="DAY", required=True, help=_("by when"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Ask."""
    text = text_of(args.text)
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reviews

        report = naming.report(desk, args.digest)
        return handed_over(
            desk, reviews.ask_elaboration(desk, report, text=text, items=args.item, by=args.by), args, out
        )
