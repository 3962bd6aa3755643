"""An option or an argument that takes one of several codes: too many for argparse to write them all out in a line."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from orderdesk.cli.moves.typed import one_of
from orderdesk.locale import _


def add_code(parser: ArgumentParser, name: str, pairs: Iterable[tuple[str, str]], text: str, **more: Any) -> None:
    """The option or argument `name`; `pairs` are the codes with their words in the language in use, `text` is what it
    is for."""
    named = tuple(pairs)
    says = _("{what} One of: {codes}.").format(what=f"{text}.", codes=listed(named))
    parser.add_argument(name, metavar="CODE", type=one_of([code for code, _words in named]), help=says, **more)


def listed(pairs: Iterable[tuple[str, str]]) -> str:
    """The codes, with their words where these say something else."""
    return ", ".join(code if words == code.replace("_", " ") else f"{code} ({words})" for code, words in pairs)


def with_words(field: str) -> list[tuple[str, str]]:
    """The codes of a field of the case file, with their words in the language in use."""
    from orderdesk.desk.casework.case_words import choices

    return [(code, _(words)) for code, words in choices(field)]
