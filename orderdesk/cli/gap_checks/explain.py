"""`orderdesk gaps explain ID`: a rule in plain words, or its answer on a case in the four parts."""

import textwrap
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.gap_checks.books import book_of
from orderdesk.cli.gap_checks.case_text import case_text
from orderdesk.cli.gap_checks.check import answered
from orderdesk.cli.gap_checks.sources import add_sources, asked
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import WIDTH
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.rule_book import RuleInForce


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `gaps explain`."""
    parser.add_argument("id", metavar="ID", help=_("a rule or a gap, as fleksjob/FLX03"))
    add_sources(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """The rule alone, or what it says of the cases that are named."""
    if not args.what and not args.all:
        rule = book_of(args).rule(args.id.partition(":")[0])
        if rule is None:
            raise UsageError(_("There is no rule {id}.").format(id=ascii(args.id)), _("`gaps rules` lists them."))
        _tell(rule, out)
        return ExitCode.GOOD
    found = unreadable = False
    with asked(args) as question:
        for sentence in question.told:
            out.error(sentence)
        for source in question.sources:
            if (whole := answered(source, question)) is None:
                out.error(_("{file} cannot be read.").format(file=ascii(source.name)))
                unreadable = True
                continue
            mine = [one for one in whole.answers if args.id in (one.key, one.rule.id, f"{one.pack.id}/{one.rule.id}")]
            if mine:
                out.result(case_text(source.name, whole, mine, short=False))
                found = True
    if unreadable:
        return ExitCode.INCOMPLETE
    if not found:
        raise NotFound(
            _("{id} says nothing of what was named.").format(id=ascii(args.id)),
            _("`gaps CASE --answers` lists all that is asked of a case."),
        )
    return ExitCode.GOOD


def _tell(rule: "RuleInForce", out: Output) -> None:
    from orderdesk.gaps.answer import SEVERITIES
    from orderdesk.gaps.explanation import changes_told, length_told
    from orderdesk.gaps.freshness import SOURCES

    one = rule.rule
    out.line(f"{rule.key} ({_(SEVERITIES[one.severity])}): {one.title.both.in_use}")
    said = [one.why.both.in_use, one.closing.how.both.in_use]
    said += [f"{_(SOURCES[cited.kind])}: {cited.text}" for cited in one.citations]
    said += length_told(one)
    said += [_("Not asked: {why}").format(why=exempt.because.both.in_use) for exempt in one.exempt]
    if one.verified is None:
        said.append(_("No person has verified this rule."))
    else:
        said.append(_("Verified by {name} on {day}.").format(name=one.verified.by, day=one.verified.day))
    said += changes_told(rule.changed)
    for sentence in said:
        out.line(textwrap.fill(sentence, WIDTH, initial_indent="  ", subsequent_indent="    "))
