"""`orderdesk report new`: the next report on an order, in blocks made from the order, or filled from a file."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.checking import as_objects, tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report new`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("the report's body as JSON or TOML; - is stdin"))
    parser.add_argument("--kind", choices=("draft", "monthly", "final"), help=_("monthly, when nothing says otherwise"))
    add_attesting(parser)
    parser.add_argument("--send", action="store_true", help=_("send it at once, if nothing stands in the way"))
    add_sending(parser)
    add_passphrase(parser)


def add_attesting(parser: ArgumentParser) -> None:
    """The option by which the writer stands by the report."""
    parser.add_argument("--attest", action="store_true", help=_("I stand by this description of the citizen's month"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the draft, or take up the one that was begun, and print its id; findings are told on stderr. Members of the
    file take the place of the blocks of the same name."""
    from orderdesk.cli.body_file import inner_body, read_body_file

    given = inner_body(read_body_file(args.file), "report")[0] if args.file else {}
    kind = args.kind or given.get("kind", "monthly")
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.reporting import reports

        draft = reports.new_draft(desk, naming.order(desk, args.thread), kind if kind in _KINDS else "monthly")
        body = {**draft.body, **given} | ({"kind": args.kind} if args.kind else {})
        body |= {"attested": True} if args.attest else {}
        draft = drafts.save(desk, draft.id, body)
        if args.send:
            out.talk(_("Kept as draft {draft}.").format(draft=draft.id))
            return handed_over(desk, reports.send(desk, draft.id), args, out)
        findings = reports.check(desk, draft.body, draft.thread)
        if args.json:
            write_json(out, {"draft": draft.id, "thread": draft.thread, "findings": as_objects(findings)})
        else:
            out.line(draft.id)
            tell_findings(out, findings)
    return ExitCode.GOOD


_KINDS = ("draft", "monthly", "final")
