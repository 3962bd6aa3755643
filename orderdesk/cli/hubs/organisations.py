"""`orderdesk hub organisations`: who may use the hub."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database, moment
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.locale import _

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub organisations`."""
    add_database(parser)
    add_json(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One organisation a line, with its newest directory and what waits for it."""
    with database(args) as store:
        from orderdesk.hub.store import mailboxes, organisations

        with store.reading() as connection:
            found = [(one, mailboxes.load(connection, one.org)) for one in organisations.all_of_them(connection)]
    if args.json:
        rows = [
            {**one._asdict(), "registered": moment(one.registered),
             "expires": moment(one.expires) if one.version else None, "waiting": waiting, "waiting_bytes": size}
            for one, (waiting, size) in found
        ]  # fmt: skip
        write_json(out, rows)
        return ExitCode.GOOD
    if not found:
        out.talk(_("No organisation is registered."))
        return ExitCode.GOOD
    head = [_("organisation"), _("directory"), _("expires"), _("waiting")]
    shown = [
        [one.org, str(one.version), moment(one.expires)[:10] if one.version else "-", str(waiting)]
        for one, (waiting, _size) in found
    ]
    out.result(table(head, shown))
    return ExitCode.GOOD
