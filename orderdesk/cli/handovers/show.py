"""`orderdesk handover show`: a handover with its summary, on one page."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `handover show`."""
    what = _("a handover's id, or the citizen's name, or a part of either")
    parser.add_argument("what", metavar="HANDOVER", help=what)
    parser.add_argument("--send-again", action="store_true", help=_("put it in line once more, with its documents"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show it; Today need not ask for it any more."""
    from orderdesk.cli.plain.handover_text import handover_text

    with opened(args) as desk:
        from orderdesk.desk.mail import postroom
        from orderdesk.desk.people import handover_reading

        found = handover_reading.find(desk, args.what)
        handover_reading.mark_read(desk, found.digest)
        if args.send_again and found.given:
            copies = postroom.send_again(desk, found.digest)
            out.talk(_("{count} documents go with the next `orderdesk sync`.").format(count=copies))
    if args.json:
        write_json(out, asdict(found))
    else:
        out.result(handover_text(found))
    return ExitCode.GOOD
