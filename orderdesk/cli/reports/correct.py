"""`orderdesk report correct`: a later version of a report that was sent, to correct it or to elaborate."""

from argparse import ArgumentParser, Namespace
from typing import Any

from orderdesk.cli.checking import tell_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report correct`."""
    parser.add_argument("digest", metavar="DIGEST", help=_("the report: its id or the citizen's name"))
    parser.add_argument("file", metavar="FILE", nargs="?", help=_("what the later version says; - is stdin"))
    parser.add_argument("--kind", choices=("draft", "monthly", "final"),
                        help=_("what it is sent as: a draft for review again, or the report itself"))  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the draft with the text of the version before, and print its id; `report send` sends it."""
    from orderdesk.cli.body_file import inner_body, read_body_file

    given = inner_body(read_body_file(args.file), "report")[0] if args.file else {}
    with opened(args) as desk:
        from orderdesk.desk import drafts, index, naming
        from orderdesk.desk.reporting import reports

        digest = naming.report(desk, args.digest)
        draft = reports.correction_draft(desk, index.document(desk, digest)["thread"], digest, args.kind)
        links: dict[str, Any] = {name: draft.body[name] for name in ("replaces", "elaborates") if name in draft.body}
        draft = drafts.save(
            desk, draft.id, {**draft.body, **given, **links, **({"kind": args.kind} if args.kind else {})}
        )
        if args.json:
            write_json(out, {"draft": draft.id, "thread": draft.thread})
        else:
            out.line(draft.id)
            tell_findings(out, reports.check(desk, draft.body, draft.thread))
    return ExitCode.GOOD
