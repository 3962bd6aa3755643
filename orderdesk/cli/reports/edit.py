"""`orderdesk report edit`: a draft in the person's own editor."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.checking import tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report edit`."""
    parser.add_argument("draft", metavar="DRAFT", help=_("the draft's id or the citizen's name, or a part of either"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Open $VISUAL or $EDITOR on the draft, keep what comes back, and say what it still lacks."""
    from orderdesk.cli.drafting import edit_draft

    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.ordering import advice
        from orderdesk.desk.reporting import reports

        draft = drafts.load(desk, naming.draft(desk, args.draft, "report"))
        saved = edit_draft(desk, draft, out)
        out.line(saved.id)
        found = reports.check(desk, saved.body, saved.thread)
        tell_findings(out, advice.sorted_out(desk, saved.id, saved.body, found)[0])
    return ExitCode.GOOD
