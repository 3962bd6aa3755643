"""`orderdesk case export`: a case file as JSON, as it is read again by `case import`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case export`."""
    add_case(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help=_("write to this file; otherwise to stdout"))
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write it; the revision is told on stderr."""
    from orderdesk.cases.reading import case_bytes
    from orderdesk.durable import replace

    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import case_files

        kept = case_files.kept(desk, case)
    data = case_bytes(kept.file)
    if not args.output:
        out.result(data.decode())
    elif Path(args.output).exists():
        raise UsageError(_("There is a file of that name already."), _("Choose another name."))
    else:
        replace(Path(args.output), data, 0o600)
        out.line(args.output)
        out.talk(_("The file is not encrypted: delete it when you are done with it."))
    out.talk(_("This is revision {revision}.").format(revision=kept.revision))
    return ExitCode.GOOD
