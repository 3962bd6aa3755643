"""`orderdesk validate`: signed files, one or thousands, checked offline against directories that the caller trusts."""

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.findings import Summary
from orderdesk.cli.formats.choosing import FORMATS
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.paths import expand
from orderdesk.errors import InputRefused, OrderdeskError
from orderdesk.locale import _, language_of, ngettext, use_language

WITHOUT_DESK = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `validate`."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help=_("files, folders, patterns, - for standard input"))
    parser.add_argument(
        "--trust",
        metavar="FILE",
        action="append",
        default=[],
        help=_("a signed directory, or a list of them: whom to believe; may be repeated"),
    )
    parser.add_argument("--order", metavar="FILE", help=_("hold reports against this order"))
    parser.add_argument("--at", metavar="INSTANT", type=_instant, help=_("judge as of then, as 2026-11-30T09:30:00Z"))
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=1, help=_("processes; 0 means one per processor"))
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("how to write the results"))
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    parser.add_argument("--exit-zero", action="store_true", help=_("leave with 0 whatever is found"))
    parser.add_argument("--allow-empty", action="store_true", help=_("it is all right when nothing matches"))
    parser.add_argument("--list-codes", action="store_true", help=_("list the checks and leave"))
    parser.add_argument("--explain", metavar="CODE", help=_("explain one check and leave"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Check the files and report."""
    out.quiet = args.quiet
    if args.list_codes or args.explain:
        return _explain(args.explain, out)
    if not args.paths:
        raise UsageError(_("No files were given."), _("Name files or folders, or - for standard input."))
    language = language_of(dict(os.environ)) if args.format == "text" else "en"
    use_language(language)  # what scripts read is the same everywhere
    summary = _check(args, language, out)
    if not summary.files:
        if args.allow_empty:
            return ExitCode.GOOD
        raise UsageError(_("No file matched."), _("With --allow-empty that is all right."))
    _conclude(args, summary, out)
    return ExitCode.GOOD if args.exit_zero else _exit_code(summary)


def _check(args: Namespace, language: str, out: Output) -> Summary:
    from orderdesk.cli.validating import Checker, Task
    from orderdesk.cli.working import check_all

    now = args.at or datetime.now(UTC)
    directories = tuple(_given(path) for path in args.trust)
    order = _given(args.order) if args.order else None
    task = Task(directories, order, now, args.format, args.quiet, language)
    try:
        checker = Checker(task)
    except InputRefused as refused:
        message = _("What was given with --trust or --order does not verify: {reason}").format(reason=refused.message)
        raise OrderdeskError(message, refused.advice) from refused
    reporter, summary, begun = checker.reporter, Summary(), False
    out.result(reporter.head())
    for text, counts in check_all(expand(args.paths), task, checker, args.jobs):
        summary = summary.plus(counts)
        if text:
            out.result(reporter.separator + text if begun else text)
            begun = True
        out.progress(ngettext("{count} file", "{count} files", summary.files).format(count=summary.files))
    out.result(reporter.tail(summary))
    return summary


def _given(path: str) -> bytes:
    """A file that the caller named for us to believe. Raises OrderdeskError."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (pathlib costs 3 ms that this command need not spend)
            return file.read()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        message = _("The file {path} cannot be read ({reason}).").format(path=ascii(path), reason=reason)
        raise OrderdeskError(message) from error


def _conclude(args: Namespace, summary: Summary, out: Output) -> None:
    """The count, and what it does not mean."""
    text = ngettext("{count} file: ", "{count} files: ", summary.files).format(count=summary.files)
    parts = (
        (summary.passed, _("{count} good")),
        (summary.not_established,
         ngettext("{count} whole, signer not established", "{count} whole, signers not established",
                  summary.not_established)),
        (summary.failed, _("{count} refused")),
        (summary.unreadable, ngettext("{count} unreadable", "{count} unreadable", summary.unreadable)),
    )  # fmt: skip
    out.talk(text + ", ".join(words.format(count=count) for count, words in parts if count) + ".")
    if not args.trust and summary.passed + summary.not_established:
        out.talk(
            _(
                "Established for the files not refused: they are whole, unchanged since they were signed, and fit their"
                " schema. Not established: whose the keys are, whether their holders may issue such documents, and"
                " whether the keys counted. Give the organisation's directory with --trust for that."
            )
        )


def _exit_code(summary: Summary) -> ExitCode:
    """Not everything read comes before findings: the answer is not whole. No key to trust comes last."""
    if summary.unreadable:
        return ExitCode.INCOMPLETE
    if summary.failed:
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if summary.not_established else ExitCode.GOOD


def _explain(code: str | None, out: Output) -> ExitCode:
    from orderdesk.cli.codes import CODES

    if code is None:
        width = max(len(name) for name in CODES)
        for name, (asks, _advice) in CODES.items():
            out.line(f"{name:<{width}}  {_(asks)}")
    elif code in CODES:
        asks, advice = CODES[code]
        out.line(f"{code}: {_(asks)}\n{_(advice)}")
    else:
        raise UsageError(_("There is no check {code}.").format(code=ascii(code)), _("--list-codes lists them."))
    return ExitCode.GOOD


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if 1900 <= moment.year <= 9000:  # what is compared lies ten minutes later
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except ValueError:
        pass
    raise ArgumentTypeError(_("not a time such as 2026-11-30T09:30:00Z"))


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 3:
        raise ArgumentTypeError(_("not a number of processes"))
    return min(int(text) or os.cpu_count() or 1, 60)  # Windows waits for 61 at most
