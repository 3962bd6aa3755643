"""`orderdesk gaps CASE|FILE...`: what cases still lack before the decision, why, and what would close it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.findings import Summary
from orderdesk.cli.gap_checks.sources import Asked, Source, add_sources, asked
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext, use_language

if TYPE_CHECKING:
    from orderdesk.gaps.answer import Answer, CaseAnswers

FORMATS: Final = ("text", "json", "junit", "sarif")
SEVERITIES: Final = ("required", "expected", "advised")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `gaps check`."""
    add_sources(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help=_("how to write the results"))
    parser.add_argument("--severity", choices=SEVERITIES, default="advised", help=_("the mildest severity to report"))
    parser.add_argument("--short", action="store_true", help=_("a line for each gap"))
    parser.add_argument("--answers", action="store_true", help=_("show what is closed and not asked, too"))
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say only what is wrong"))
    parser.add_argument("--exit-zero", action="store_true", help=_("leave with 0 whatever is found"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Ask every case; FINDINGS where something is open, will be open, or cannot be told, at the severity or graver;
    INCOMPLETE where a file cannot be read."""
    out.quiet = args.quiet
    with asked(args) as question:
        _tell(question.told, out)
        if args.format == "json":
            summary = _as_json(question, args, out)
        elif args.format == "text":
            summary = _as_text(question, args, out)
        else:
            from orderdesk.cli.gap_checks.reported import report

            summary = report(question, args, out)
    _conclude(summary, out)
    if summary.unreadable:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if summary.failed and not args.exit_zero else ExitCode.GOOD


def gaps_of(whole: "CaseAnswers", severity: str) -> "list[Answer]":
    """The answers that need somebody, of the severity or graver."""
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return [one for one in whole.open() if one.severity in grave]


def answered(source: Source, question: Asked) -> "CaseAnswers | None":
    """What the rules say of a case; None where it cannot be read."""
    from orderdesk.gaps.checker import check

    if source.case is None:
        return None
    ordered = None
    if source.on_desk and question.ordered is not None:
        ordered = question.ordered(source.case.citizen.cpr or "", question.as_of)
    return check(source.case, question.book, question.as_of, question.reminders, ordered)


def _tell(told: Sequence[str], out: Output) -> None:
    for sentence in told:
        out.error(sentence)


def _as_json(question: Asked, args: Namespace, out: Output) -> Summary:
    from orderdesk.cli.issued import write_json
    from orderdesk.gaps.machine_result import as_json, case_told, result_told, unreadable_told

    use_language("en")  # what scripts read is the same everywhere, and what is said beside it too
    cases = []
    for source in question.sources:
        whole = answered(source, question)
        if whole is None:
            cases.append(unreadable_told(source.name, source.troubles))
        else:
            cases.append(case_told(whole, source.name, has_gaps=bool(gaps_of(whole, args.severity))))
    told = result_told(cases)
    write_json(out, as_json(told))
    return Summary(told.summary.clear, told.summary.gaps, 0, told.summary.unreadable)


def _as_text(question: Asked, args: Namespace, out: Output) -> Summary:
    from orderdesk.cli.gap_checks.case_text import case_text, unreadable_text

    summary = Summary()
    for source in question.sources:
        whole = answered(source, question)
        if whole is None or source.case is None:
            summary = summary.plus(Summary(unreadable=1))
            out.result(unreadable_text(source))
            continue
        found = gaps_of(whole, args.severity)
        summary = summary.plus(Summary(failed=1) if found else Summary(passed=1))
        if found or not args.quiet:
            shown = list(whole.answers) if args.answers else found
            out.result(case_text(source.name, whole, shown, short=args.short))
        _tell_flaws(source, question, out)
    return summary


def _tell_flaws(source: Source, question: Asked, out: Output) -> None:
    """What in the file does not add up, as talk: it is no gap, but answers rest on it."""
    from orderdesk.cases.soundness import flaws

    if source.case is not None:
        for flaw in flaws(source.case, question.as_of):
            out.talk(f"  {flaw.code} {flaw.path}: {flaw.sentence}")


def _conclude(summary: Summary, out: Output) -> None:
    text = ngettext("{count} case: ", "{count} cases: ", summary.files).format(count=summary.files)
    parts = (
        (summary.passed, _("{count} without gaps")),
        (summary.failed, _("{count} with gaps")),
        (summary.unreadable, ngettext("{count} unreadable", "{count} unreadable", summary.unreadable)),
    )
    out.talk(text + ", ".join(words.format(count=count) for count, words in parts if count) + ".")
