"""A case with its gaps as plain text, 80 columns wide."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orderdesk.cli.findings import printable
from orderdesk.cli.gap_checks.sources import Source
from orderdesk.cli.plain.columns import WIDTH
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.answer import Answer, CaseAnswers

_INDENT = " " * 4


def unreadable_text(source: Source) -> str:
    """A file that cannot be read, place by place."""
    status = _("unreadable")
    lines = [f"{printable(source.name)}: {status}"]
    lines += [_wrapped(one.sentence, "  ", _INDENT) for one in source.troubles]
    return "\n".join(lines) + "\n"


def case_text(name: str, whole: "CaseAnswers", shown: "Sequence[Answer]", *, short: bool) -> str:
    """A case by its name: what holds for all its answers, then those that are shown, in a line each or in their four
    parts."""
    from orderdesk.gaps.explanation import framed

    lines = [f"{printable(name)}:"]
    lines += [_wrapped(sentence, "  ", "  ") for sentence in framed(whole)]
    for answer in shown:
        lines += _in_a_line(answer) if short else _in_parts(answer, whole)
    return "\n".join(lines) + "\n\n"


def _in_a_line(answer: "Answer") -> list[str]:
    from orderdesk.gaps.answer import STATES

    title = answer.rule.title.both.in_use
    state = "" if answer.state == "open" else f" ({_(STATES[answer.state])})"
    because = answer.because.sentence if answer.because else ""
    return [_wrapped(f"{answer.key} {title}{state}: {answer.what.sentence} {because}".rstrip(), "  ", _INDENT)]


def _in_parts(answer: "Answer", whole: "CaseAnswers") -> Iterator[str]:
    from orderdesk.gaps.explanation import explained

    yield ""
    yield _wrapped(f"{answer.key}: {answer.rule.title.both.in_use}", "  ", _INDENT)
    for part in explained(answer, whole):
        yield _wrapped(part.heading, "  ", _INDENT)
        yield from (_wrapped(sentence, _INDENT, _INDENT + "  ") for sentence in part.sentences)


def _wrapped(text: str, first: str, later: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )
