"""`orderdesk reply decline`: say no to an order, why, and what could be done instead."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, add_text, reply, text_of
from orderdesk.desk.wording import WORDS
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply decline`."""
    add_replying(parser)
    codes = tuple(WORDS["decline_code"])
    parser.add_argument("--code", choices=codes, required=True, metavar="CODE",
                        help=_("the reason: {codes}").format(codes=", ".join(codes)))  # fmt: skip
    add_text(parser, _("the reason in words; - reads it from stdin"))
    parser.add_argument("--alternative", metavar="TEXT", default="", help=_("what could be done instead"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Decline."""
    part = {"code": args.code, "text": text_of(args.text), "alternative": args.alternative}
    return reply(args, out, "decline", part)
