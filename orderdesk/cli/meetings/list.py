"""`orderdesk order meeting list`: the three-party meetings of an order, or of all orders on this desk."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.desk.wording import WORDS, words
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.reporting.meeting_reading import MeetingReading

_SHORT = 8  # characters of an id


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order meeting list`."""
    parser.add_argument("thread", metavar="THREAD", nargs="?", help=_("the order; without it the meetings of all"))
    parser.add_argument(
        "--state", metavar="STATE", action="append", choices=tuple(WORDS["meeting_state"]),
        help=_("only meetings in this state; may be repeated: {states}").format(
            states=", ".join(WORDS["meeting_state"])),
    )  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line for each meeting."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import meeting_reading

        found = (
            meeting_reading.meetings(desk, naming.order(desk, args.thread)) if args.thread
            else meeting_reading.all_meetings(desk)
        )  # fmt: skip
    chosen = [one for one in found if not args.state or one.state in args.state]
    if args.json:
        write_json(out, [as_object(one) for one in chosen])
        return ExitCode.GOOD
    lines = [
        (one.id.removeprefix("sha256-")[:_SHORT], one.citizen, shown(one.day), one.time,
         words("meeting_state", one.state), one.purpose)
        for one in chosen
    ]  # fmt: skip
    heads = (_("Id"), _("Citizen"), _("Day"), _("At"), _("State"), _("What for"))
    out.result(table(heads, lines, whole=(0, 2, 3)))
    return ExitCode.GOOD


def as_object(one: "MeetingReading") -> dict[str, Any]:
    """A meeting for machine output, without what was said of it."""
    return {name: getattr(one, name) for name in one.__slots__ if name != "said"}
