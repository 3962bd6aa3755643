"""`orderdesk key revoke`: say in the directory that a key no longer counts."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import confirmed
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key revoke`."""
    parser.add_argument("did", metavar="DID", help=_("the key, as did:key:..."))
    parser.add_argument("--reason", choices=("lost", "compromised", "left", "replaced"), required=True, help=_("why"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask; it cannot be taken back"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory with the revocation in it. Raises NotFound for a key that the directory lacks."""
    with opened(args) as desk:
        from orderdesk.desk import organisation

        directory = desk.trust.organisation(desk.settings.org)
        known = {key.id for member in (directory.members if directory else ()) for key in member.keys}
        if args.did not in known:
            raise NotFound(_("The directory names no such key."), _("`orderdesk contact show` gives a person's keys."))
        if not confirmed(_("Revoke the key? It cannot be taken back."), yes=args.yes):
            return ExitCode.FINDINGS
        organisation.revoke(desk, args.did, args.reason)
        out.talk(_("Revoked. Others know when their desks have fetched the directory."))
    return ExitCode.GOOD
