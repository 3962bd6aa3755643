"""`orderdesk reply accept`: take an order on, with consultant, first meeting and start."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, reply, text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply accept`."""
    add_replying(parser)
    parser.add_argument("--day", type=day, metavar="DAY", required=True, help=_("the day of the first meeting"))
    parser.add_argument("--time", metavar="HH:MM", required=True, help=_("its time, as 10:00"))
    parser.add_argument("--place", required=True, help=_("where it is"))
    parser.add_argument("--start", type=day, metavar="DAY", required=True, help=_("the course's first day"))
    parser.add_argument("--consultant", metavar="ID", default="", help=_("who will do it; otherwise the desk's owner"))
    parser.add_argument("--not-preferred-because", metavar="TEXT", default="",
                        help=_("why it is not the consultant who was asked for"))  # fmt: skip
    parser.add_argument("--note", default="", help=_("what the caseworker should know; - reads it from stdin"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Accept the order."""
    part = {name: getattr(args, name) for name in ("day", "time", "place", "start", "not_preferred_because")}
    return reply(args, out, "accept", part | {"consultant": args.consultant, "note": text_of(args.note)})
