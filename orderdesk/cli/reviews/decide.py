"""`orderdesk review decide`: approve a report and record what is done."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.days import day
from orderdesk.cli.desk_access import opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import handed_over
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_text, text_of
from orderdesk.cli.reviewing import add_reviewing, remark
from orderdesk.desk.wording import WORDS
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `review decide`."""
    add_reviewing(parser)
    codes = tuple(WORDS["decision"])
    parser.add_argument("--decision", choices=codes, required=True, metavar="CODE",
                        help=_("what is decided: {codes}").format(codes=", ".join(codes)))  # fmt: skip
    add_text(parser, _("what is done, and by whom; - reads it from stdin"))
    parser.add_argument("--by", type=day, metavar="DAY", help=_("when it will be done"))
    parser.add_argument("--remark", type=remark, metavar="ITEM=TEXT", action="append", default=[],
                        help=_("a remark on a goal or question; may be repeated"))  # fmt: skip


def run(args: Namespace, out: Output) -> ExitCode:
    """Record the decision and send it."""
    text = text_of(args.text)
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reviews

        report = naming.report(desk, args.digest)
        issued = reviews.decide(
            desk, report, decision=args.decision, text=text, by=args.by or "", remarks=args.remark
        )  # fmt: skip
        return handed_over(desk, issued, args, out)
