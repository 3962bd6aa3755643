"""`orderdesk reply ask`: ask about a field of an order before answering it."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, add_text, reply, text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply ask`."""
    add_replying(parser)
    add_text(parser, _("the question; - reads it from stdin"))
    parser.add_argument("--field", metavar="PATH", default="$", help=_("the field, as $.goals[0].seen_by"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Ask."""
    return reply(args, out, "ask", {"path": args.field, "question": text_of(args.text)})
