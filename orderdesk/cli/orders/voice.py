"""`orderdesk order voice`: only the citizen's own words, and what was agreed."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order voice`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show it."""
    from orderdesk.cli.plain.voice_text import voice_text

    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.ordering.own_words import own_words

        found = own_words(desk, naming.order(desk, args.thread))
    if args.json:
        write_json(out, asdict(found))
    else:
        out.result(voice_text(found))
    return ExitCode.GOOD
