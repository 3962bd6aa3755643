"""`orderdesk review comment`: return a draft with what was asked and is not covered, item by item."""

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
    """The options of `review comment`."""
    add_reviewing(parser)
    parser.add_argument("--item", type=remark, metavar="ITEM=TEXT", action="append", required=True,
                        help=_("what is not covered at a goal or question; may be repeated"))  # fmt: skip
    add_text(parser, _("a word on the whole; - reads it from stdin"), required=False)
    parser.add_argument("--by", type=day, metavar="DAY", help=_("by when"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Send the comments."""
    text = text_of(args.text)
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reviews

        report = naming.report(desk, args.digest)
        issued = reviews.comment(desk, report, text=text, items=args.item, by=args.by or "")
        return handed_over(desk, issued, args, out)
