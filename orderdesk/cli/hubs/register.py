"""`orderdesk hub register`: let an organisation in, by the words of its root key."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database, now
from orderdesk.cli.output import Output
from orderdesk.errors import NotPossible
from orderdesk.locale import _

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub register`."""
    parser.add_argument("org", metavar="ORG", help=_("the organisation's short name, as fjordvejen"))
    parser.add_argument("fingerprint", metavar="WORDS", nargs="+",
                        help=_("the twelve words of its root key, as read out, or the key itself"))  # fmt: skip
    add_database(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Register. Its desks can join as soon as they publish their directory."""
    with database(args) as store:
        from orderdesk.hub import registering
        from orderdesk.hub.store import organisations

        org = registering.check_org(args.org)
        fingerprint = registering.fingerprint_of(" ".join(args.fingerprint))
        with store.writing() as connection:
            if not organisations.register(connection, org, fingerprint, now()):
                raise NotPossible(
                    _("That organisation is registered already."),
                    _("`orderdesk hub remove` takes it out, with all that the hub keeps of it."),
                )
    out.line(f"{org}  {fingerprint}")
    out.talk(_("Registered. Its desks can join as soon as one of them publishes the directory."))
    return ExitCode.GOOD
