"""`orderdesk case import`: case files that were written elsewhere, each taken in whole or not at all."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orderdesk.cli.cases.naming import add_desk_options, municipality
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.paths import STDIN, expand
from orderdesk.errors import InputRefused, NotFound, NotPossible, OrderdeskError
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.desk.casework.importing import Imported
    from orderdesk.desk.desk import Desk

_SAID = {
    "new": N_("{case}: new"),
    "identical": N_("{case}: already here, identical"),
    "added": N_("{case}: {count} entries added"),
    "replaced": N_("{case}: replaced"),
}


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case import`."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=_("JSON case files, folders or patterns; - is stdin"))
    parser.add_argument("--replace", action="store_true",
                        help=_("let a file take the place of the case that is here; needs --seen"))  # fmt: skip
    parser.add_argument("--seen", metavar="N", type=int,
                        help=_("the revision that the file was made from; refused if it changed since"))  # fmt: skip
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Take each file in, and say what became of it. A file that is refused changes nothing and stops no other."""
    from orderdesk.cli.main import UsageError

    paths = list(expand(args.files))
    if not paths:
        raise UsageError(_("Nothing matched."))
    if args.replace != (args.seen is not None):
        raise UsageError(_("--replace and --seen go together: what stands here is replaced only by who has seen it."))
    if args.replace and len(paths) > 1:
        raise UsageError(_("--replace is for one file at a time."))
    code, told = ExitCode.GOOD, []
    with municipality(args, out) as desk:
        for path in paths:
            try:
                told.append(_taken(desk, path, args, out))
            except OrderdeskError as error:
                told.append(_refused(path, error, out))
                refused = ExitCode.FINDINGS if isinstance(error, NotPossible) else ExitCode.INCOMPLETE
                code = max(code, refused)
    if args.json:
        write_json(out, told)
    return code


def content_of(path: str) -> tuple[bytes, str]:
    """A file's content, or that of standard input, with its name as sentences show it. Raises NotFound and
    InputRefused."""
    from orderdesk.cases.reading import MAX_CASE_BYTES
    from orderdesk.desk.casework.given_files import content_of as content_of_file

    if path == STDIN:
        return sys.stdin.buffer.read(MAX_CASE_BYTES + 1), _("standard input")
    return content_of_file(Path(path), MAX_CASE_BYTES), Path(path).name


def _taken(desk: "Desk", path: str, args: Namespace, out: Output) -> dict[str, Any]:
    from orderdesk.cli.cases.telling import flaw_object
    from orderdesk.desk.casework import importing

    data, shown = content_of(path)
    if args.replace:
        _refuse_if_changed(desk, data, shown, args.seen)
    done = importing.import_cases(desk, [(data, shown)], replace=args.replace)[0]
    became = _became(done, args.replace)
    if not args.json:
        out.line(_(_SAID[became]).format(case=done.case, count=len(done.added)))
    for flaw in done.flaws if became != "identical" else ():
        out.talk(f"{done.case}: {flaw.code}: {flaw.sentence}")
    return {"file": path, "case": done.case, "became": became, "added": list(done.added), "known": list(done.known),
            "flaws": [flaw_object(one) for one in done.flaws], "problems": []}  # fmt: skip


def _became(done: "Imported", replace: bool) -> str:
    if done.is_new:
        return "new"
    return "replaced" if replace else "added" if done.added else "identical"


def _refuse_if_changed(desk: "Desk", data: bytes, shown: str, seen: int) -> None:
    from orderdesk.cases.reading import read_case
    from orderdesk.desk.casework import case_files

    kept = case_files.kept(desk, read_case(data, shown).case)
    if kept.revision != seen:
        raise NotPossible(
            _("The case is at revision {now}, and the file was made from {seen}.").format(now=kept.revision, seen=seen),
            _("Export it anew, compare, and import it again."),
        )


def _refused(path: str, error: OrderdeskError, out: Output) -> dict[str, Any]:
    from orderdesk.cases.problems import BrokenCase

    problems = list(error.problems) if isinstance(error, BrokenCase) else []
    if len(problems) > 1:
        for one in problems:
            out.error(f"{Path(path).name}: {one.sentence}")
        out.error(_("{file}: nothing of it was taken in.").format(file=Path(path).name), error.advice)
    else:
        named = error.message if isinstance(error, BrokenCase) else f"{Path(path).name}: {error.message}"
        out.error(named, error.advice)
    check = error.check if isinstance(error, InputRefused) else "not_found" if isinstance(error, NotFound) else "state"
    told = [{"line": one.line, "path": one.path, "message": one.expected} for one in problems]
    return {"file": path, "case": "", "became": "refused", "check": check, "added": [], "known": [], "flaws": [],
            "problems": told}  # fmt: skip
