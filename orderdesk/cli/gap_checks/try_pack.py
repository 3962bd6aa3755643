"""`orderdesk gaps test`: the examples of a rule pack, facts in and answer out."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.findings import FileFinding, FileResult, Reporter, Summary
from orderdesk.cli.formats.choosing import FORMATS, reporter_of
from orderdesk.cli.formats.text import TextReporter
from orderdesk.cli.output import Output
from orderdesk.cli.paths import expand
from orderdesk.locale import N_, _, use_language

if TYPE_CHECKING:
    from orderdesk.gaps.examples import Tried
    from orderdesk.gaps.reading import BrokenPack

WITHOUT_DESK = True
_CODES = {"PACK": (N_("The pack can be read."), ""), "EXAMPLE": (N_("The example is answered as it says."), "")}


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `gaps test`."""
    parser.add_argument(
        "packs", metavar="FILE", nargs="*", help=_("rule packs, or folders of them; none: the program's")
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("how to write the results"))
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Run them all; FINDINGS where one is answered otherwise, INCOMPLETE where a pack cannot be read."""
    out.quiet = args.quiet
    if args.format != "text":
        use_language("en")
    text = args.format == "text"
    reporter: Reporter = (
        TextReporter(args.quiet, failed=_("not as expected")) if text
        else reporter_of(args.format, quiet=args.quiet, codes=_CODES)
    )  # fmt: skip
    summary, begun = Summary(), False
    out.result(reporter.head())
    for name, data in _packs(args):
        result = _tried(name, data, text)
        summary = summary.plus(Summary(**{result.status: 1}))
        if fragment := reporter.fragment(result):
            out.result(reporter.separator + fragment if begun else fragment)
            begun = True
    out.result(reporter.tail(summary))
    if summary.unreadable:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if summary.failed else ExitCode.GOOD


def _packs(args: Namespace) -> list[tuple[str, bytes | None]]:
    from pathlib import Path

    from orderdesk.gaps.reading import own_files

    paths = [Path(path) for path in expand(args.packs, ".toml")] if args.packs else list(own_files())
    return [(str(path) if args.packs else path.name, _bytes(path)) for path in paths]


def _bytes(path: "object") -> bytes | None:
    from pathlib import Path

    try:
        return Path(str(path)).read_bytes()
    except (OSError, ValueError):
        return None


def _tried(name: str, data: bytes | None, text: bool) -> FileResult:
    from orderdesk.gaps.examples import run as run_examples
    from orderdesk.gaps.reading import BrokenPack, read_pack

    if data is None:
        return FileResult(name, "unreadable", (), [FileFinding("PACK", "", _("It cannot be read."))])
    try:
        read = read_pack(data, name)
    except BrokenPack as broken:
        return FileResult(name, "unreadable", (), list(_problems(broken, text)))
    tried = list(run_examples(read))
    wrong = [_finding(one, text) for one in tried if one.wrong is not None]
    return FileResult(name, "failed" if wrong else "passed", [_Example(one) for one in tried], wrong)


def _problems(broken: "BrokenPack", text: bool) -> list[FileFinding]:
    return [
        FileFinding("PACK", one.key, _("line {line}: {problem}").format(
            line=one.line, problem=one.sentence if text else one.message))
        for one in broken.problems
    ]  # fmt: skip


def _finding(one: "Tried", text: bool) -> FileFinding:
    said = one.wrong.sentence if text and one.wrong else one.wrong.message if one.wrong else ""
    return FileFinding(_name(one), "", said)


def _name(one: "Tried") -> str:
    return f"{one.rule} {one.name}"


class _Example:
    """An example as a named check."""

    advice = ""

    def __init__(self, tried: "Tried") -> None:
        self.name = _name(tried)
        self.status = "failed" if tried.wrong else "passed"
        self.message = tried.wrong.message if tried.wrong else ""
