"""`orderdesk order amend`: the next version of an order that was sent, as a draft."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.checking import tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order amend`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("the body of the next version; - is stdin"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the draft, or take up the one that was begun, and print its id; `order send` sends it."""
    from orderdesk.cli.body_file import inner_body, read_body_file

    body = inner_body(read_body_file(args.file), "order")[0] if args.file else None
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.ordering import orders

        draft = orders.amendment_draft(desk, naming.order(desk, args.thread))
        if body is not None:
            draft = drafts.save(desk, draft.id, body)
        if args.json:
            write_json(out, {"draft": draft.id, "thread": draft.thread})
        else:
            out.line(draft.id)
            tell_findings(out, orders.check(desk, draft.body, thread=draft.thread))
    return ExitCode.GOOD
