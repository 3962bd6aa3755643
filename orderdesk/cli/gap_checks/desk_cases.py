"""Cases on the desk, by its own rules: the program's packs with the local policy's, and those of --rules."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from functools import partial

from orderdesk.cli.gap_checks.books import packs_at
from orderdesk.cli.gap_checks.sources import Asked, Source, from_file, is_file
from orderdesk.cli.paths import expand
from orderdesk.desk.casework import case_files, gap_reading
from orderdesk.desk.casework.ordered import of_citizen
from orderdesk.desk.desk import Desk


def asked_of_desk(desk: Desk, args: Namespace, as_of: date) -> Asked:
    """What is asked where a case of the desk is meant. Raises BrokenPack for a pack of --rules; a broken pack of the
    local policy is told, and the program's own rules are asked."""
    book, broken = gap_reading.book(desk)
    if args.rules:
        from orderdesk.gaps.rule_book import book_of

        book = book_of([*book.packs, *packs_at(args.rules)])
    told = [*([broken.message] if broken else []), *(one.sentence for one in book.remarks)]
    return Asked(_sources(desk, args), book, as_of, gap_reading.reminders(desk), told, partial(of_citizen, desk))


def _sources(desk: Desk, args: Namespace) -> Iterator[Source]:
    words = [*args.what, *(one.case for one in case_files.listing(desk))] if args.all else args.what
    for word in words:
        if is_file(word) and desk.store.get(case_files.CASES, word) is None:
            yield from (from_file(path) for path in expand([word]))
        else:
            yield Source(word, case_files.case_file(desk, word), on_desk=True)
