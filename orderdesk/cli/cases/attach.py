"""`orderdesk case attach`: keep a paper with a piece of evidence."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, paper_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case attach`."""
    add_case(parser)
    parser.add_argument("evidence", metavar="EVIDENCE", help=_("the evidence by its id, as E3"))
    parser.add_argument("file", metavar="FILE", help=_("a PDF, a text or a picture"))
    parser.add_argument("--replace", action="store_true", help=_("in the place of the paper that is there"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Keep it, encrypted, and print its hash."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import attaching

        paper = paper_named(desk, case, args.evidence)
        if paper.file is not None and not args.replace:
            raise UsageError(
                _("A paper is kept with this evidence already."), _("Say --replace if it is the wrong one.")
            )
        kept = attaching.attach_to(desk, case, paper.id, Path(args.file))
    if args.json:
        write_json(out, {"case": case, "evidence": paper.id, **kept.model_dump()})
    else:
        out.line(kept.hash)
        out.talk(_("Kept with {entry}, encrypted on this desk.").format(entry=paper.id))
    return ExitCode.GOOD
