"""Which rules a command asks: the program's own, with a municipality's from a folder or from the desk."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.rule_book import RuleBook


def add_rules(parser: ArgumentParser) -> None:
    """The option that names a folder of local packs."""
    parser.add_argument("--rules", metavar="DIR", default="", help=_("ask the rule packs in this folder too"))


def book_of(args: Namespace) -> "RuleBook":
    """The program's own packs, with those of --rules. Raises BrokenPack, InputRefused."""
    return book_from(args.rules)


def book_from(folder: str) -> "RuleBook":
    """The program's own packs, with those in `folder` ("" for none). Raises BrokenPack, InputRefused."""
    from pathlib import Path

    from orderdesk.gaps.reading import local_packs, own_packs
    from orderdesk.gaps.rule_book import book_of as joined

    return joined([*own_packs(), *(local_packs(Path(folder)) if folder else ())])
