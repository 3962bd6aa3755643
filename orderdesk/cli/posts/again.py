"""`orderdesk post again`: hand a document over once more."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `post again`."""
    parser.add_argument("what", metavar="ID", help=_("the beginning of its id, as `orderdesk post list` shows it"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Put it in line for all who have not acknowledged it."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.mail import postroom

        digest = naming.on_its_way(desk, args.what)
        copies = postroom.send_again(desk, digest)
    text = ngettext("{count} copy goes with the next `orderdesk sync`.",
                    "{count} copies go with the next `orderdesk sync`.", copies)  # fmt: skip
    out.talk(text.format(count=copies))
    return ExitCode.GOOD
