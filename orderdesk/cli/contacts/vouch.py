"""`orderdesk contact vouch`: enter an organisation in one's directory, after the words of its root were compared."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.comparing import add_comparing, compared
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact vouch`."""
    parser.add_argument("org", metavar="ORG", help=_("the organisation's short name, as fjordvejen"))
    parser.add_argument("--root", metavar="DID", help=_("its root key; without it what lies on the exchange is asked"))
    parser.add_argument("--name", help=_("with --root: the organisation's name"))
    parser.add_argument("--kind", choices=("municipality", "provider"), help=_("with --root: what it is"))
    parser.add_argument("--agreement", default="", help=_("the framework agreement"))
    add_comparing(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory with the partner in it."""
    if args.root and not (args.name and args.kind):
        raise UsageError(_("--root needs --name and --kind."))
    with opened(args) as desk:
        entered = _by_root(desk, args, out) if args.root else _from_exchange(desk, args, out)
        if not entered:
            return ExitCode.FINDINGS
    out.talk(_("Entered. Their people are known when their directory has come with `orderdesk sync`."))
    return ExitCode.GOOD


def _by_root(desk: "Desk", args: Namespace, out: Output) -> bool:
    from orderdesk.desk import organisation

    if not compared(args, out, args.root):
        return False
    organisation.vouch(desk, org=args.org, name=args.name, kind=args.kind, root=args.root, agreement=args.agreement)
    return True


def _from_exchange(desk: "Desk", args: Namespace, out: Output) -> bool:
    from orderdesk.desk import vouching

    found = next((one for one in vouching.on_exchange(desk) if one.org == args.org), None)
    if found is None:
        raise NotFound(
            _("No new organisation of that name lies on the exchange."),
            _("Give its key with --root, --name and --kind."),
        )
    out.talk(f"{found.name} ({found.kind})")
    if not compared(args, out, found.root):
        return False
    vouching.vouch(desk, found, args.agreement)
    return True
