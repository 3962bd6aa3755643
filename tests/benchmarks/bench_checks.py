"""What a check costs while somebody types: one order and one report, beside thousands of earlier texts."""

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from factories import NO_DIGEST, order_body, report_body

from orderdesk.checks.context import OrderContext, ReportContext
from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order import check_order
from orderdesk.checks.order_reading import comparable_order
from orderdesk.checks.report import check_report
from orderdesk.checks.report_reading import comparable_passages

EARLIER = 5_000
REPORTS = 220
TODAY = date(2026, 11, 22)


def shuffled(text: str, chance: random.Random) -> str:
    """Another text of the same words: as long and as Danish as the first, and not it."""
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def milliseconds(call: Callable[[], object], rounds: int = 9) -> float:
    """The median of some rounds, after one that is not counted."""
    call()
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def table() -> list[tuple[str, str, str]]:
    """The rows (what, measured, bound)."""
    chance = random.Random(1)
    order = order_body()
    report = report_body(order, NO_DIGEST)
    earlier = [EarlierText(str(i), shuffled(comparable_order(order), chance), "") for i in range(EARLIER)]
    passages = [
        EarlierText(f"{i}/{n}", shuffled(text, chance), "")
        for i in range(REPORTS)
        for n, text in enumerate(comparable_passages(report))
    ]
    alone = milliseconds(lambda: check_order(order, OrderContext(TODAY)))
    beside = milliseconds(lambda: check_order(order, OrderContext(TODAY, earlier=earlier)))
    one_report = milliseconds(lambda: check_report(report, order, ReportContext(TODAY)))
    all_reports = milliseconds(lambda: check_report(report, order, ReportContext(TODAY, earlier=passages)))
    return [
        ("an order, no earlier texts", f"{alone:.1f} ms", ""),
        (f"an order beside {EARLIER:,} earlier ones", f"{beside:.1f} ms", "at most 20 ms"),
        ("a report, no other citizens' reports", f"{one_report:.1f} ms", ""),
        (f"a report beside {len(passages):,} passages of {REPORTS} others", f"{all_reports:.1f} ms", ""),
    ]


if __name__ == "__main__":
    for row in table():
        print(*row, sep="  ")
