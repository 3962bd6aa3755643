"""Which rules a command asks: the program's own, with a municipality's from a folder or from the desk."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.rule_book import ReadPack, RuleBook


def add_rules(parser: ArgumentParser) -> None:
    """The option that names a folder of local packs."""
    parser.add_argument("--rules", metavar="PATH", default="", help=_("ask this rule pack too, or those in a folder"))


def book_of(args: Namespace) -> "RuleBook":
    """The program's own packs, with those of --rules. Raises BrokenPack, InputRefused."""
    return book_from(args.rules)


def book_from(path: str) -> "RuleBook":
    """The program's own packs, with the one at `path` or those in it ("" for none). Raises BrokenPack, InputRefused."""
    from orderdesk.gaps.reading import own_rules
    from orderdesk.gaps.rule_book import book_of as joined

    return joined([*own_rules(), *packs_at(path)])


def packs_at(path: str) -> "Sequence[ReadPack]":
    """A municipality's pack in a file, or those in a folder; none for "". Raises BrokenPack, InputRefused."""
    from pathlib import Path

    from orderdesk.gaps.reading import local_packs, read_pack

    if not path:
        return ()
    place = Path(path)
    return (read_pack(place.read_bytes(), place.name, local=True),) if place.is_file() else local_packs(place)
