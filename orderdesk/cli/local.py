"""`orderdesk local`: the municipality's own word lists and questions on this desk, and what they change."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `local`."""
    parser.add_argument(
        "--use", metavar="FOLDER", default="", help=_("use the word lists and questions in this folder")
    )
    parser.add_argument("--none", action="store_true", help=_("use those of the program alone"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Choose the folder, where one is given, then say what it changes. A file that cannot be read is refused, and
    nothing is changed then."""
    if args.use and args.none:
        raise UsageError(_("Give --use FOLDER or --none, not both."))
    with opened(args) as desk:
        from orderdesk.desk import local_policy

        if args.use:
            local_policy.choose_folder(desk, Path(args.use))
        elif args.none:
            local_policy.forget_folder(desk)
        folder = local_policy.folder(desk)
        rows = local_policy.in_rows(folder) if folder else []
    if args.json:
        write_json(out, {"folder": str(folder) if folder else None, "changes": [
            {"file": row.file, "added": list(row.added), "removed": list(row.removed), "unknown": list(row.unknown)}
            for row in rows
        ]})  # fmt: skip
        return ExitCode.GOOD
    if folder is None:
        out.line(_("There is no local policy on this desk: word lists and questions are those of the program."))
        return ExitCode.GOOD
    out.line(_("Local policy: {folder}").format(folder=folder))
    for row in rows:
        out.line(row.file)
        out.result("".join(f"  + {text}\n" for text in row.added) + "".join(f"  - {text}\n" for text in row.removed))
        for text in row.unknown:
            out.line(_("  ? {text}: nothing to take out, the program has no such entry").format(text=text))
    return ExitCode.GOOD
