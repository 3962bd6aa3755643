"""`orderdesk hub remove`: take an organisation out."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.asking import confirmed
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _, ngettext

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub remove`."""
    parser.add_argument("org", metavar="ORG", help=_("the organisation's short name, as fjordvejen"))
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))
    add_database(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Remove it with its directories, its mailboxes and what waits there; what others sent it is gone with them. The
    access log stays."""
    with database(args) as store:
        from orderdesk.hub.store import mailboxes, organisations

        with store.reading() as connection:
            if organisations.find(connection, args.org) is None:
                raise NotFound(_("No organisation of that name is registered."))
            waiting, _size = mailboxes.load(connection, args.org)
        if waiting:
            out.talk(
                ngettext(
                    "{count} envelope waits there and would be gone.",
                    "{count} envelopes wait there and would be gone.",
                    waiting,
                ).format(count=waiting)
            )
        if not confirmed(_("Remove {org} from this hub?").format(org=args.org), yes=args.yes):
            out.talk(_("Nothing was changed."))
            return ExitCode.FINDINGS
        with store.writing() as connection:
            organisations.remove(connection, args.org)
    out.talk(_("Removed. From now on its desks are refused."))
    return ExitCode.GOOD
