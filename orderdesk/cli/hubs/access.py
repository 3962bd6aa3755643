"""`orderdesk hub access`: the access log, for inspection."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import Final

from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database, moment
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.locale import _

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub access`."""
    parser.add_argument("--envelope", metavar="NAME", default="", help=_("only this envelope, by its SHA-256"))
    parser.add_argument("--org", metavar="ORG", default="", help=_("only what this organisation did"))
    parser.add_argument("--person", metavar="PERSON", default="", help=_("only what this person did"))
    parser.add_argument("--since", metavar="DAY", type=day, help=_("only from this day on"))
    add_database(parser)
    add_json(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line an access, oldest first."""
    since = int(datetime.fromisoformat(args.since).replace(tzinfo=UTC).timestamp()) if args.since else 0
    with database(args) as store:
        from orderdesk.hub.store import access

        with store.reading() as connection:
            lines = access.lines(connection, name=args.envelope, org=args.org, person=args.person, since=since)
    if args.json:
        write_json(out, [{**line._asdict(), "at": moment(line.at)} for line in lines])
        return ExitCode.GOOD
    if not lines:
        out.talk(_("The access log has no such line."))
        return ExitCode.GOOD
    head = [_("when"), _("who"), _("what"), _("mailbox"), _("envelope")]
    shown = [
        [moment(line.at), f"{line.org}/{line.person}", line.action,
         f"{line.mailbox_org}/{line.mailbox_person}".rstrip("/"), line.name[:12]]
        for line in lines
    ]  # fmt: skip
    out.result(table(head, shown))
    return ExitCode.GOOD
