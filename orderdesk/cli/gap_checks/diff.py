"""`orderdesk gaps diff`: what opened, closed and changed in cases between two days, or under two sets of rules."""

import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.findings import printable
from orderdesk.cli.gap_checks.books import packs_at
from orderdesk.cli.gap_checks.check import answered
from orderdesk.cli.gap_checks.sources import Asked, Source, add_sources, asked
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import WIDTH
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.answer import Answer
    from orderdesk.gaps.comparing import Difference

_DIFFERENT = ("opened", "closed", "changed")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `gaps diff`."""
    add_sources(parser)
    parser.add_argument(
        "--since", metavar="DATE", type=day, default=None, help=_("compare with the answers of this day")
    )
    parser.add_argument("--rules-before", metavar="PATH", default=None,
                        help=_("compare with the answers under these rules instead of --rules"))  # fmt: skip
    add_json(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """What differs, case by case; FINDINGS where anything does, INCOMPLETE where a file cannot be read."""
    if args.since is None and args.rules_before is None:
        raise UsageError(_("Nothing to compare with was named."), _("Give --since DATE or --rules-before PATH."))
    if args.since and args.as_of and args.since > args.as_of:
        raise UsageError(_("--since lies after --as-of."), _("Give the earlier day as --since."))
    different, unreadable, told = False, False, []
    with asked(args) as question:
        for sentence in question.told:
            out.error(sentence)
        before = _before(args, question)
        for source in question.sources:
            found = _compared(source, question, before)
            if found is None:
                out.error(_("{file} cannot be read.").format(file=ascii(source.name)))
                unreadable = True
                continue
            different = different or bool(found)
            if args.json:
                told.append({"source": source.name, "differences": [_object(one) for one in found]})
            else:
                out.result(_text(source.name, found))
    if args.json:
        days = {"before": before.as_of.isoformat(), "after": question.as_of.isoformat()}
        write_json(out, {"schema_version": 1, **days, "cases": told})
    if unreadable:
        return ExitCode.INCOMPLETE
    return ExitCode.FINDINGS if different else ExitCode.GOOD


def _before(args: Namespace, question: Asked) -> Asked:
    """The same question as it was asked then: on the earlier day, under the other rules."""
    from orderdesk.gaps.rule_book import book_of

    book = question.book
    if args.rules_before is not None:
        added = {read.name.digest for read in packs_at(args.rules)}
        kept = [read for read in book.packs if read.name.digest not in added]
        book = book_of([*kept, *packs_at(args.rules_before)])
    as_of = date.fromisoformat(args.since) if args.since else question.as_of
    return replace(question, book=book, as_of=as_of)


def _compared(source: Source, question: Asked, before: Asked) -> "list[Difference] | None":
    from orderdesk.gaps.comparing import compared

    first, second = answered(source, before), answered(source, question)
    if first is None or second is None:
        return None
    return [one for one in compared(first, second) if one.move in _DIFFERENT]


def _text(name: str, found: "Sequence[Difference]") -> str:
    from orderdesk.gaps.comparing import MOVES

    unchanged = _("as before")
    lines = [f"{printable(name)}:", *(() if found else (f"  {unchanged}",))]
    for one in found:
        lines.append(_wrapped(f"{_(MOVES[one.move])}: {one.key}", "  "))
        lines += [_wrapped(f"{mark} {sentence}", "    ") for mark, sentence in _marked(one)]
    return "\n".join(lines) + "\n"


def _marked(one: "Difference") -> list[tuple[str, str]]:
    """What was said before and after, each with its mark; that nothing is asked any more, where a gap went so."""
    said = [(mark, _sentence(answer)) for mark, answer in (("-", one.before), ("+", one.after)) if answer is not None]
    return said if one.after is not None else [*said, ("+", _("It is no question in this case any more."))]


def _sentence(answer: "Answer") -> str:
    because = answer.because.sentence if answer.because else ""
    return f"{answer.what.sentence} {because}".rstrip()


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _object(one: "Difference") -> dict[str, Any]:
    sides = {"before": one.before, "after": one.after}
    return {"key": one.key, "move": one.move} | {
        side: {"state": answer.state, "kind": answer.kind, "message": answer.what.message} if answer else None
        for side, answer in sides.items()
    }
