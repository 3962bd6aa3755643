"""`orderdesk report send`: sign a draft and send it."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over
from orderdesk.cli.output import Output
from orderdesk.cli.reports.new import add_attesting
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report send`."""
    parser.add_argument("draft", metavar="DRAFT", help=_("the draft's id or the citizen's name, or a part of either"))
    add_attesting(parser)
    add_sending(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Send the draft, and print the order's thread."""
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.reporting import reports

        draft = drafts.load(desk, naming.draft(desk, args.draft, "report"))
        if args.attest:
            drafts.save(desk, draft.id, {**draft.body, "attested": True})
        return handed_over(desk, reports.send(desk, draft.id), args, out)
