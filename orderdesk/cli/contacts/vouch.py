"""`orderdesk contact vouch`: enter an organisation in one's directory, after the words of its root were compared."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.asking import chosen
from orderdesk.cli.comparing import add_comparing, compared
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.membership.directory_changes import Changed


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact vouch`."""
    parser.add_argument("org", metavar="ORG", nargs="?", help=_("the organisation's short name, as fjordvejen"))
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
    if args.root and not args.org:
        raise UsageError(_("{option} is missing.").format(option="ORG"))
    with opened(args) as desk:
        from orderdesk.desk.membership import directory_changes

        directory_changes.only_an_administrator(desk)
        changed = _by_root(desk, args, out) if args.root else _from_exchange(desk, args, out)
        if changed is None:
            return ExitCode.FINDINGS
    tell(out, [
        _("Entered. Their people are known when their directory has come with `orderdesk sync`."), changed.told(),
        _("They must enter your organisation as well, by your words (`orderdesk key show`)."),
    ])  # fmt: skip
    return ExitCode.GOOD


def _by_root(desk: "Desk", args: Namespace, out: Output) -> "Changed | None":
    from orderdesk.desk.membership import directory_changes, organisation

    if not compared(args, out, args.root):
        return None
    return directory_changes.make(desk, lambda: organisation.vouch(
        desk, org=args.org, name=args.name, kind=args.kind, root=args.root, agreement=args.agreement))  # fmt: skip


def _from_exchange(desk: "Desk", args: Namespace, out: Output) -> "Changed | None":
    from orderdesk.desk.membership import directory_changes, vouching
    from orderdesk.desk.wording import words

    there = vouching.on_exchange(desk)
    if not there and args.org is None:
        raise NotFound(
            _("No new organisation lies on the exchange."), _("Give its key with --root, --name and --kind.")
        )
    org = chosen(args.org, "ORG", _("Which organisation"), [(one.org, one.name) for one in there])
    found = next((one for one in there if one.org == org), None)
    if found is None:
        raise NotFound(
            _("No new organisation of that name lies on the exchange."),
            _("Give its key with --root, --name and --kind."),
        )
    out.talk(f"{found.name} ({words('organisation_kind', found.kind)})")
    if not compared(args, out, found.root):
        return None
    return directory_changes.make(desk, lambda: vouching.vouch(desk, found, args.agreement))
