"""`orderdesk schema`: the published JSON Schemas and the tables of the life cycle, printed or written anew."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _

WITHOUT_DESK = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `schema`."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help=_("a kind, such as report; without one all are listed"))
    parser.add_argument("--write", metavar="DIR", help=_("write all schemas into a folder"))


def run(args: Namespace, out: Output) -> ExitCode:
    """List the schemas, print one, or write them all."""
    from orderdesk.documents.schemas import text_of, write
    from orderdesk.gaps.published import all_published

    schemas = all_published()
    if args.write:
        for path in write(Path(args.write), schemas):
            out.talk(_("Wrote {path}.").format(path=path))
        return ExitCode.GOOD
    if args.kind is None:
        for name in sorted(schemas):
            out.line(name.partition(".")[0])
        return ExitCode.GOOD
    chosen = [name for name in schemas if args.kind in (name, name.partition(".")[0])]
    if not chosen:
        raise UsageError(
            _("There is no schema {kind}.").format(kind=ascii(args.kind)), _("`orderdesk schema` lists them.")
        )
    out.result(text_of(schemas[chosen[0]]))
    return ExitCode.GOOD
