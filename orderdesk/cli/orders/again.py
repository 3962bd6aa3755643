"""`orderdesk order again`: a draft from an order that came to nothing, which keeps the link to it."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.checking import as_objects, tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order again`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the draft, or take up the one that was begun, and print its id; `order send` sends it."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.ordering import following, orders

        draft = following.begin(desk, naming.order(desk, args.thread), "restarts")
        findings = orders.check(desk, draft.body)
        if args.json:
            write_json(out, {"draft": draft.id, "findings": as_objects(findings)})
        else:
            out.line(draft.id)
            tell_findings(out, findings)
    return ExitCode.GOOD
