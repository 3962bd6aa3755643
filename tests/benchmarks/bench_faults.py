"""Two hundred storms: `python tests/benchmarks/bench_faults.py --runs 200`, or one of them again by `--seed 17`.

In each, two desks exchange through one to three hub processes while processes are killed, disks fill, lines are cut and
clocks go wrong (tests/faults/storm.py); then everything that a sender saw acknowledged must be at its reader, once.
Some 7 s a storm on two cores, so a good twenty minutes for all; `run.py` takes twenty of them, unless with --full.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
for _folder in (str(ROOT), str(ROOT / "tests")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

from tests.faults.children import Broken  # noqa: E402
from tests.faults.databases import postgres  # noqa: E402
from tests.faults.ground import Ground  # noqa: E402
from tests.faults.storm import Tally, weather  # noqa: E402

RUNS = 200
FULL = bool(os.environ.get("ORDERDESK_BENCH_FULL"))
Row = tuple[str, str, str]


def storms(seeds: range, *, tell: bool) -> tuple[list[Tally], list[str]]:
    """Weather these; the tallies of those that held, and what was said of those that did not."""
    held: list[Tally] = []
    broken: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="orderdesk-storms-")))
        ground = Ground.laid(folder / "ground", stack, stack.enter_context(postgres()))
        for seed in seeds:
            try:
                held.append(weather(ground, seed, folder))
            except Broken as error:
                broken.append(str(error))
                print(error, file=sys.stderr, flush=True)
            else:
                if tell:
                    print(_line(held[-1]), flush=True)
    return held, broken


def _line(tally: Tally) -> str:
    faults = ", ".join(f"{name} {count}" for name, count in sorted(tally.faults.items()) if count)
    return (f"seed {tally.seed:<5} {tally.database:<10} {tally.seconds:5.1f} s  {len(tally.sent):3} sent, "
            f"{tally.spoilt:2} of {tally.rounds:2} rounds spoilt, {tally.doubled} came again; {faults}")  # fmt: skip


def rows(held: list[Tally], broken: list[str]) -> list[Row]:
    """What they were, as a table: what, measured, bound."""
    faults: Counter[str] = sum((tally.faults for tally in held), Counter())
    kinds = Counter(tally.database for tally in held)
    sent = sum(len(tally.sent) for tally in held)
    return [
        ("faults: storms that held, of those that were run", f"{len(held)} of {len(held) + len(broken)}", "all"),
        ("faults: on SQLite, on PostgreSQL", f"{kinds['sqlite']}, {kinds['postgresql']}", ""),
        *((f"faults: met: {name}", f"{count:,}", "") for name, count in sorted(faults.items())),
        ("faults: met in all", f"{sum(faults.values()):,}", ""),
        ("faults: documents that were acknowledged to their senders", f"{sent:,}", ""),
        ("faults: of them not at their readers", "0" if not broken else "see above", "0"),
        ("faults: of them at their readers twice", "0" if not broken else "see above", "0"),
        ("faults: rounds of the post, and those that were spoilt",
         f"{sum(t.rounds for t in held):,}, {sum(t.spoilt for t in held):,}", ""),
        ("faults: rounds in which a wrong clock was named", f"{sum(t.clocks for t in held):,}", ""),
        ("faults: envelopes that came again and were known", f"{sum(t.doubled for t in held):,}", ""),
        ("faults: seconds a storm", f"{sum(t.seconds for t in held) / max(1, len(held)):.1f}", ""),
    ]  # fmt: skip


def table() -> list[Row]:
    """Rows of what was measured, the figure, and the bound it is held to ("" for none)."""
    return rows(*storms(range(1, (RUNS if FULL else 20) + 1), tell=False))


def main() -> int:
    """Run those that are asked for, a line each, and print the table; 1 where one did not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--first", type=int, default=1, help="the seed of the first")
    parser.add_argument("--seed", type=int, help="this one alone")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that disks and servers are taken away
    alone = asked.seed is not None
    seeds = range(asked.seed, asked.seed + 1) if alone else range(asked.first, asked.first + asked.runs)
    held, broken = storms(seeds, tell=True)
    if alone:
        for sentence, count in [pair for tally in held for pair in tally.sentences.most_common()]:
            print(f"  {count:3} x {sentence}")
    for what, measured, bound in rows(held, broken):
        print(f"{what:<62} {measured:>12}  {bound}".rstrip())
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
