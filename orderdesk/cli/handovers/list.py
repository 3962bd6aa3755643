"""`orderdesk handover list`: what was handed to the desk's owner, and what they handed over."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.locale import _

_SHORT = 8  # characters of an id


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `handover list`."""
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line for each handover, the newest first."""
    with opened(args) as desk:
        from orderdesk.desk.people import handover_reading

        found = handover_reading.handovers(desk)
    if args.json:
        write_json(out, [asdict(one) for one in found])
        return ExitCode.GOOD
    lines = [
        (one.digest.removeprefix("sha256-")[:_SHORT], one.citizen, one.giver, one.taker, shown(one.since),
         shown(one.until), "" if one.whole else _("under way"))
        for one in found
    ]  # fmt: skip
    heads = (_("Id"), _("Citizen"), _("From"), _("To"), _("Since"), _("Until"), _("Documents"))
    out.result(table(heads, lines, whole=(0,)))
    return ExitCode.GOOD
