"""`orderdesk order new`: a draft, empty, from a file that a script composed, or from an earlier order."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.checking import as_objects, tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.orders.relating import add_relation, related
from orderdesk.cli.orders.writing_template import add_template, write_template
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order new`."""
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("the order's body as JSON or TOML; - is stdin"))
    parser.add_argument("--from", "--base", metavar="THREAD", dest="base", help=_("begin with a copy of this order"))
    add_template(parser)
    add_relation(parser)
    parser.add_argument("--send", action="store_true", help=_("send it at once, if nothing stands in the way"))
    add_sending(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the draft and print its id; its findings are told on stderr."""
    if args.template:
        return write_template(args, out)
    if args.file and args.base:
        raise UsageError(_("Give a file or --from, not both."))
    from orderdesk.cli.body_file import inner_body, read_body_file

    body = inner_body(read_body_file(args.file), "order")[0] if args.file else None
    with opened(args) as desk:
        from orderdesk.desk import index, naming
        from orderdesk.desk.ordering import orders

        if args.base:
            thread = naming.order(desk, args.base)
            body = index.body(desk, index.thread_of(desk, thread).order)
            body.pop("answer_by", None)  # the earlier order's day
        draft = related(desk, args, body) or orders.new_draft(desk, body)
        if args.send:
            out.talk(_("Kept as draft {draft}.").format(draft=draft.id))
            return handed_over(desk, orders.send(desk, draft.id), args, out)
        findings = orders.check(desk, draft.body)
        if args.json:
            write_json(out, {"draft": draft.id, "findings": as_objects(findings)})
        else:
            out.line(draft.id)
            tell_findings(out, findings)
    return ExitCode.GOOD
