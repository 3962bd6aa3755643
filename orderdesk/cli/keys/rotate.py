"""`orderdesk key rotate`: new keys for signing, sealing and the exchange; the earlier ones still open old documents."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import confirmed
from orderdesk.cli.desk_access import add_passphrase, on_terminal, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys import renewing
from orderdesk.cli.keys.guiding import add_since
from orderdesk.cli.output import Output
from orderdesk.locale import _

_REASONS = ("replaced", "lost", "compromised")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key rotate`."""
    parser.add_argument(
        "--reason", choices=_REASONS, help=_("revoke the earlier keys too, and say why; else they end now")
    )
    add_since(parser)
    parser.add_argument("--output", metavar="FILE", help=_("where the request for the administrator goes"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Rotate. On an administrator's desk the directory follows; elsewhere a request is written."""
    from orderdesk.cli.requesting import check_target

    check_target(args.output)
    with opened(args) as desk:
        if not args.reason and on_terminal() and confirmed(_("May somebody else have the keys of now?"), yes=False):
            args.reason = "compromised"
        return renewing.renew(desk, args, out)
