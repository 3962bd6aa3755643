"""What the quality checks find in a file or a draft, written by the same reporters as `validate`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.findings import FileFinding, FileResult, Reporter, Summary
from orderdesk.cli.formats.choosing import FORMATS, reporter_of
from orderdesk.cli.formats.text import TextReporter
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext, use_language

if TYPE_CHECKING:
    from orderdesk.checks.catalogue import Check
    from orderdesk.checks.findings import Finding
    from orderdesk.checks.wordlists import WordLists
    from orderdesk.desk.ordering.advice import Aside


class _Checked(NamedTuple):
    """A check by name, as reporters want it."""

    name: str
    status: str
    message: str = ""
    advice: str = ""


def add_format(parser: ArgumentParser) -> None:
    """The options of a command that reports findings."""
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("how to write the results"))
    parser.add_argument(
        "--severity", choices=("advise", "block"), default="advise", help=_("the mildest severity to report")
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    parser.add_argument("--exit-zero", action="store_true", help=_("leave with 0 whatever is found"))
    parser.add_argument("--words", metavar="DIR", default="", help=_("look up the word lists in this folder too"))
    parser.add_argument("--list-codes", action="store_true", help=_("list the checks and leave"))
    parser.add_argument("--explain", metavar="CODE", help=_("explain one check and leave"))


def local_words(args: Namespace) -> "WordLists | None":
    """The program's word lists with those of --words; None without it. Raises InputRefused for a file in it that
    cannot be read."""
    if not args.words:
        return None
    from pathlib import Path

    from orderdesk.checks.wordlist_files import read_words

    return read_words([Path(args.words)])


def explained(args: Namespace, out: Output, kind: str) -> bool:
    """Answer --list-codes and --explain; False where neither was asked. Raises UsageError for a code that is none, and
    where nothing was named to check."""
    from orderdesk.checks.catalogue import catalogue, explain

    if args.list_codes:
        mine = [check for check in catalogue() if check.code.startswith(_CODES[kind])]
        for check in mine:
            word = _("blocks") if check.severity == "block" else _("advice")
            out.line(f"{check.code:<9}  {word:<9}  {_(check.title)}")
        return True
    if args.explain:
        found = explain(args.explain)
        if found is None:
            code = ascii(args.explain)
            raise UsageError(_("There is no check {code}.").format(code=code), _("--list-codes lists them."))
        out.line(f"{found.code}: {_(found.title)}\n{_(found.why)}\n{_(found.advice)}")
        return True
    if not args.what:
        raise UsageError(_("the following arguments are required: %s") % _("FILE|DRAFT"))  # as argparse says it
    return False


def report_findings(
    args: Namespace,
    out: Output,
    kind: str,
    name: str,
    findings: Sequence["Finding"],
    place: str = "$",
    aside: Sequence["Aside"] = (),
) -> ExitCode:
    """Write the findings on the draft `name`; FINDINGS where one of them blocks. `place` is where the body stands in
    the file, `aside` what was put aside in a draft."""
    from orderdesk.checks.catalogue import catalogue

    out.quiet = args.quiet
    shown = [finding for finding in findings if args.severity == "advise" or finding.severity == "block"]
    mine = [check for check in catalogue() if check.code.startswith(_CODES[kind])]
    if args.format != "text":
        use_language("en")  # what scripts read is the same everywhere, and what is said beside it too
    aside = aside if args.severity == "advise" else ()
    result = _result(name, mine, shown, aside, place, args)
    codes = {check.code: (check.title, f"{check.why} {check.advice}") for check in mine}
    reporter: Reporter = (
        TextReporter(args.quiet, failed=_("not ready")) if args.format == "text"
        else reporter_of(args.format, quiet=args.quiet, codes=codes)
    )  # fmt: skip
    out.result(reporter.head() + reporter.fragment(result))
    out.result(reporter.tail(Summary(**{result.status: 1})))
    talk_of(out, shown)
    if aside:
        out.talk(ngettext("{count} thing was put aside.", "{count} things were put aside.", len(aside))
                 .format(count=len(aside)))  # fmt: skip
    blocking = any(finding.severity == "block" for finding in shown)
    return ExitCode.FINDINGS if blocking and not args.exit_zero else ExitCode.GOOD


_CODES: Final = {"order": "ORD", "report": "REP"}


def _result(
    name: str,
    mine: Sequence["Check"],
    shown: Sequence["Finding"],
    aside: Sequence["Aside"],
    place: str,
    args: Namespace,
) -> FileResult:
    met = {finding.code for finding in shown}
    reasons = {one.finding.code: one.reason for one in aside}
    asked = [check for check in mine if args.severity == "advise" or check.severity == "block"]
    checks = [_checked(check, met, reasons) for check in asked]
    text = args.format == "text"
    found = [
        FileFinding(f.code, place + f.path.removeprefix("$"), f.sentence if text else f.message, f.severity, "", why)
        for f, why in (*((one, "") for one in shown), *((one.finding, one.reason) for one in aside))
    ]
    blocking = any(finding.severity == "block" for finding in shown)
    return FileResult(name, "failed" if blocking else "passed", checks, found)


def _checked(check: "Check", met: Collection[str], reasons: Mapping[str, str]) -> _Checked:
    if check.code in met:
        return _Checked(check.code, "failed", check.title)
    if check.code in reasons:
        return _Checked(check.code, "not_checked", f"Put aside: {reasons[check.code]}")
    return _Checked(check.code, "passed")


def left_to_the_desk(findings: Sequence["Finding"], body: Mapping[str, object], member: str) -> list["Finding"]:
    """The findings without those on `member`, where the body leaves it out: a desk fills it in with its owner."""
    return [finding for finding in findings if member in body or not finding.path.startswith(f"$.{member}")]


def talk_of(out: Output, findings: Sequence["Finding"]) -> None:
    """How many things block and how many only advise, on stderr."""
    blocking = sum(finding.severity == "block" for finding in findings)
    advising = len(findings) - blocking
    if blocking:
        out.talk(ngettext("{count} thing blocks sending.", "{count} things block sending.", blocking)
                 .format(count=blocking))  # fmt: skip
    if advising:
        out.talk(ngettext("{count} thing to look at again.", "{count} things to look at again.", advising)
                 .format(count=advising))  # fmt: skip


def tell_findings(out: Output, findings: Sequence["Finding"]) -> None:
    """The findings on a draft that was just written, as talk."""
    for finding in findings:
        word = _("blocks") if finding.severity == "block" else _("advice")
        out.talk(f"  {finding.code} {word} {finding.path}: {finding.sentence}")
    talk_of(out, findings)


def as_objects(findings: Sequence["Finding"]) -> list[dict[str, str]]:
    """The findings for machine output, in English whatever the language on screen."""
    return [{"code": f.code, "path": f.path, "message": f.message, "severity": f.severity} for f in findings]
