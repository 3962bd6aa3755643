"""`orderdesk case save-file`: write a paper that is kept with a case to a file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, paper_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case save-file`."""
    add_case(parser)
    parser.add_argument("evidence", metavar="EVIDENCE", help=_("the evidence by its id, as E3"))
    parser.add_argument(
        "-o", "--output", metavar="PATH", required=True, help=_("the file to write, or a folder for it")
    )
    parser.add_argument("--replace", action="store_true", help=_("write over a file that is there"))
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write it, and print where it is."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import attaching

        paper = paper_named(desk, case, args.evidence)
        if paper.file is None:
            raise NotFound(
                _("No paper is kept with this evidence."), _("`orderdesk case files CASE` lists those there are.")
            )
        target = Path(args.output)
        if target.is_dir():
            target /= Path(paper.file.name).name  # a name from elsewhere must not lead out of the folder
        attaching.export(desk, paper.file.hash, target, replace=args.replace)
    out.line(str(target))
    out.talk(_("The file is not encrypted: delete it when you are done with it."))
    return ExitCode.GOOD
