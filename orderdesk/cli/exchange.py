"""`orderdesk exchange`: by which way this desk's post goes, and another way for it."""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `exchange`."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--folder", metavar="FOLDER", help=_("from now on through this folder, which both desks can reach")
    )
    way.add_argument("--hub", metavar="URL", help=_("from now on through this hub, as https://..."))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Change it where that is asked for, then say what it is and whether it can be reached now."""
    again = 0
    with opened(args) as desk:
        if args.folder is not None or args.hub is not None:
            from orderdesk.desk.mail import moving

            address = as_address(args.folder) if args.hub is None else moving.checked_hub(args.hub)
            again = moving.move(desk, address)
        address, described = desk.settings.exchange, desk.carrier.describe()
    if args.json:
        write_json(out, {"exchange": address, "described": described, "sent_again": again})
        return ExitCode.GOOD
    out.line(described)
    if again:
        text = ngettext("{count} document that was under way goes once more, by the new way.",
                        "{count} documents that were under way go once more, by the new way.", again)  # fmt: skip
        out.talk(text.format(count=again))
    return ExitCode.GOOD


def as_address(exchange: str) -> str:
    """A folder's path as an address, from where the command was given; an address as it is."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", exchange):  # two letters at least: C:\ is a path
        return exchange
    return f"folder:{Path(exchange).expanduser().absolute()}"
