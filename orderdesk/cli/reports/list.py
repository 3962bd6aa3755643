"""`orderdesk report list`: the reports and drafts on this desk."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.desk.wording import WORDS, words
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report list`."""
    parser.add_argument(
        "--state", metavar="STATE", action="append", choices=tuple(WORDS["report_state"]),
        help=_("only reports in this state; may be repeated: {states}").format(states=", ".join(WORDS["report_state"])),
    )  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line for each report, drafts first, then the newest; superseded versions are left out."""
    with opened(args) as desk:
        from orderdesk.desk import listing
        from orderdesk.desk.ordering.answered_version import AnsweredVersion, in_a_column

        rows = [row for row in listing.reports(desk) if not args.state or row.state in args.state]
    if args.json:
        write_json(out, [{name: getattr(row, name) for name in row.__slots__} for row in rows])
        return ExitCode.GOOD
    lines = [
        ((row.digest.removeprefix("sha256-") or row.draft)[:8], row.citizen, words("report_kind", row.kind),
         words("report_state", row.state), shown(row.start), shown(row.end),
         in_a_column(AnsweredVersion(row.answers, row.in_force, row.crossed)))
        for row in rows
    ]  # fmt: skip
    out.result(table((_("Id"), _("Citizen"), _("Kind"), _("State"), _("From"), _("To"), _("Order")), lines))
    return ExitCode.GOOD
