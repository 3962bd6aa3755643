"""Gaps in the formats that other tools read: JUnit and SARIF, by the same reporters as `validate`."""

from argparse import Namespace
from typing import TYPE_CHECKING, NamedTuple

from orderdesk.cli.findings import FileFinding, FileResult, Summary
from orderdesk.cli.formats.choosing import reporter_of
from orderdesk.cli.gap_checks.check import answered, gaps_of
from orderdesk.cli.gap_checks.sources import Asked, Source
from orderdesk.cli.output import Output
from orderdesk.locale import use_language

if TYPE_CHECKING:
    from orderdesk.gaps.answer import Answer


class _Question(NamedTuple):
    """A rule's answer as a named check."""

    name: str
    status: str
    message: str = ""
    advice: str = ""


def report(question: Asked, args: Namespace, out: Output) -> Summary:
    """Write all cases in the format that `args` name, in English."""
    use_language("en")
    codes = {one.key: (one.rule.title.en, one.rule.closing.how.en) for one in question.book.rules}
    reporter = reporter_of(args.format, quiet=args.quiet, codes=codes)
    summary, begun = Summary(), False
    out.result(reporter.head())
    for source in question.sources:
        result = _result(source, question, args)
        summary = summary.plus(Summary(**{result.status: 1}))
        if fragment := reporter.fragment(result):
            out.result(reporter.separator + fragment if begun else fragment)
            begun = True
    out.result(reporter.tail(summary))
    return summary


def _result(source: Source, question: Asked, args: Namespace) -> FileResult:
    whole = answered(source, question)
    if whole is None:
        found = [FileFinding("case", one.path, f"Line {one.line}: {one.expected}") for one in source.troubles]
        return FileResult(source.name, "unreadable", (), found)
    gaps = gaps_of(whole, args.severity)
    checks = [_question(one, one in gaps) for one in whole.answers]
    return FileResult(source.name, "failed" if gaps else "passed", checks, [_finding(one) for one in gaps])


def _question(answer: "Answer", is_gap: bool) -> _Question:
    if is_gap:
        return _Question(answer.key, "failed", answer.what.message, answer.rule.closing.how.en)
    if answer.state == "not_applicable":
        return _Question(answer.key, "not_checked", answer.because.message if answer.because else "")
    return _Question(answer.key, "passed")


def _finding(answer: "Answer") -> FileFinding:
    because = f" {answer.because.message}" if answer.because else ""
    verified = "" if answer.rule.verified else " No person has verified this rule."
    return FileFinding(
        answer.key, "", f"{answer.what.message}{because}{verified}",
        "block" if answer.severity == "required" else "advise", answer.rule.closing.how.en,
    )  # fmt: skip
