"""`orderdesk order meeting show`: a meeting with all that has been said of it, as plain text."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order meeting show`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    parser.add_argument("meeting", metavar="MEETING", nargs="?", default="",
                        help=_("the meeting: its id or its day; without it the latest"))  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show the meeting."""
    from orderdesk.cli.meetings.list import as_object
    from orderdesk.cli.moves.doing import typed_day
    from orderdesk.cli.plain.meeting_text import meeting_text

    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import meeting_naming, meeting_reading

        thread = naming.order(desk, args.thread)
        found = meeting_reading.meetings(desk, thread)
        if not found:
            raise NotFound(_("There is no meeting on this order yet."))
        said = args.meeting
        meant = meeting_naming.meeting(desk, thread, said, typed_day(said)) if said else found[-1].id
    one = next(one for one in found if one.id == meant)
    if args.json:
        documents = [
            {"digest": s.digest, "sub": s.sub, "issued": s.issued, "from": s.org, "body": s.body} for s in one.said
        ]
        write_json(out, {**as_object(one), "documents": documents})
    else:
        out.result(meeting_text(one))
    return ExitCode.GOOD
