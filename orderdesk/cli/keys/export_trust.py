"""`orderdesk key export-trust`: the directories that this desk believes, for `orderdesk validate --trust`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotPossible
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key export-trust`."""
    parser.add_argument("file", metavar="FILE", help=_("where to save them; - is stdout"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Save a list of signed directories, the own organisation's first. It holds names and public keys, no secret."""
    with opened(args) as desk:
        from orderdesk.desk.exporting import directories

        data, count = directories(desk)
    if not count:
        raise NotPossible(_("This desk has no directory yet."), _("Run `orderdesk sync` first."))
    if args.file == "-":
        out.result(data.decode())
    else:
        from orderdesk.durable import replace

        replace(Path(args.file), data, 0o644)
        out.line(args.file)
    out.talk(ngettext("{count} directory.", "{count} directories.", count).format(count=count))
    return ExitCode.GOOD
