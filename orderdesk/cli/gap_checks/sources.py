"""Which cases a command asks about: files, folders and patterns, or cases on the desk."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orderdesk.cli.days import day
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.gap_checks.books import add_rules, book_from
from orderdesk.cli.main import UsageError
from orderdesk.cli.paths import STDIN, expand
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.cases.case_file import CaseFile
    from orderdesk.cases.medical import ReminderClock
    from orderdesk.cases.problems import Problem
    from orderdesk.gaps.outcome import Waiting
    from orderdesk.gaps.rule_book import RuleBook

_READ = N_("It cannot be read.")


@dataclass(frozen=True, slots=True)
class Source:
    """One case by its name on the command line; `case` is None where it cannot be read, and `troubles` say why.
    `on_desk` is whether it is one of the desk's, whose orders count too."""

    name: str
    case: "CaseFile | None"
    troubles: Sequence["Problem"] = ()
    on_desk: bool = False


@dataclass(frozen=True)
class Asked:
    """What is asked about, by which rules, as of which day. `told` is what must be said of the rules; `ordered` says
    what the desk's orders for a citizen (CPR number) ask for as of a day."""

    sources: Iterator[Source]
    book: "RuleBook"
    as_of: date
    reminders: "ReminderClock"
    told: Sequence[str] = ()
    ordered: "Callable[[str, date], Mapping[str, Waiting]] | None" = None


def add_sources(parser: ArgumentParser) -> None:
    """The options that say which cases, which rules and which day."""
    what = _("cases on the desk, files, folders, patterns, - for standard input")
    parser.add_argument("what", metavar="CASE|FILE", nargs="*", help=what)
    parser.add_argument("--all", action="store_true", help=_("every case on the desk"))
    as_of = _("ask as of this day; usually today")
    parser.add_argument("--as-of", metavar="DATE", type=day, default=None, help=as_of)
    add_rules(parser)
    add_passphrase(parser)


@contextmanager
def asked(args: Namespace) -> Iterator[Asked]:
    """What `args` ask about. A desk is opened only where one of its cases is meant. Raises UsageError for nothing."""
    from orderdesk.desk.clock import day_in_denmark, system_clock

    if not args.what and not args.all:
        raise UsageError(_("No case was named."), _("Name cases or files, or ask for --all."))
    as_of = date.fromisoformat(args.as_of) if args.as_of else day_in_denmark(system_clock())
    if not args.all and all(is_file(word) for word in args.what):
        from orderdesk.cases.medical import ReminderClock

        files = expand(args.what)
        book = book_from(args.rules)
        told = [one.sentence for one in book.remarks]
        yield Asked((from_file(path) for path in files), book, as_of, ReminderClock(), told)
        return
    with opened(args) as desk:
        from orderdesk.cli.gap_checks.desk_cases import asked_of_desk

        yield asked_of_desk(desk, args, as_of)


def is_file(word: str) -> bool:
    """Whether a word means a file, a folder or a pattern, and not a case on the desk."""
    return word == STDIN or word.endswith(".json") or any(mark in word for mark in "*?[/\\") or Path(word).exists()


def from_file(path: str) -> Source:
    """The case in a file, or why there is none."""
    from orderdesk.cases.problems import BrokenCase, problem
    from orderdesk.cases.reading import MAX_CASE_BYTES, read_case

    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(MAX_CASE_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_CASE_BYTES + 1)
    except (OSError, ValueError):
        return Source(path, None, (problem(0, "", _READ),))
    try:
        return Source(path, read_case(data, path))
    except BrokenCase as broken:
        return Source(path, None, broken.problems)
