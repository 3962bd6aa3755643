"""What one more document costs, and an opening, as a desk grows. `python tests/benchmarks/bench_store.py` prints it.

A document is 5 KB in the archive and a row of about 600 bytes in the index. Beside each insert stands a bare append of
as many bytes with one fsync on the same disk, taken in turns with it, so the ratio holds on any machine.
"""

import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from orderdesk import durable  # noqa: E402
from orderdesk.desk.storage.archive import Archive  # noqa: E402
from orderdesk.desk.storage.tables import Store  # noqa: E402
from orderdesk.signing.vault import RecordCipher  # noqa: E402

SIZES = (100, 1_000, 5_000, 20_000)
INSERTS = 80
KEY = bytes(32)

_OPENING = """
import os, sys, time
from pathlib import Path
import psutil
from orderdesk.desk.storage.tables import Store
from orderdesk.signing.vault import RecordCipher
before, start = psutil.Process().memory_info().rss, time.perf_counter()
store = Store.open(Path(sys.argv[1]), RecordCipher(bytes(32)))
seconds = time.perf_counter() - start
print(seconds, (psutil.Process().memory_info().rss - before) / 2**20)
"""


@contextmanager
def without_fsync() -> Iterator[None]:
    """Fill a desk quickly; what is measured afterwards has its fsyncs."""
    kept = durable.to_disk, durable.settle
    durable.to_disk = durable.settle = lambda _where: None
    try:
        yield
    finally:
        durable.to_disk, durable.settle = kept


def insert(store: Store, archive: Archive, number: int) -> None:
    """One document and its row, as a desk does with one that has arrived."""
    data = random.Random(number).randbytes(5_000)
    digest = "sha256-" + hashlib.sha256(data).hexdigest()
    archive.put(digest, data)
    store.put("index", digest, row(number))


def row(number: int) -> dict[str, object]:
    """An index row of about 600 bytes."""
    return {
        "type": "orderdesk.report.v1",
        "thread": f"urn:uuid:00000000-0000-4000-8000-{number % 900:012x}",
        "seq": number % 12,
        "citizen": f"Borger nr. {number % 700}, Ærøskøbing",
        "title": "Månedsrapport om praktik på værkstedet",
        "state": "sent",
        "issued": f"2026-{number % 12 + 1:02d}-28T09:30:00Z",
        "from": {"org": "did:key:z6Mk" + f"{number % 40:044x}", "person": "Åse Østergård", "role": "consultant"},
        "goals": [f"Møder stabilt {days} dage om ugen" for days in (2, 3, 4)],
        "unread": number % 3 == 0,
    }


def bare_append(path: Path, data: bytes) -> float:
    """Seconds for an append of `data` with one fsync."""
    started = time.perf_counter()
    with path.open("ab", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    return time.perf_counter() - started


def inserts(folder: Path, store: Store, archive: Archive, first: int) -> tuple[float, float]:
    """Median seconds of an insert and of a bare append, in turns."""
    ours, bare = [], []
    for number in range(first, first + INSERTS):
        bare.append(bare_append(folder / "bare", bytes(5_600)))
        started = time.perf_counter()
        insert(store, archive, number)
        ours.append(time.perf_counter() - started)
    return statistics.median(ours), statistics.median(bare)


def opening(folder: Path) -> tuple[float, float]:
    """Median seconds and MiB of an opening, each in a new process."""
    command = [sys.executable, "-c", _OPENING, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.run(command, env=environment, check=True, capture_output=True, text=True) for _ in range(5)]
    figures = [tuple(map(float, run.stdout.split())) for run in runs]
    return statistics.median(seconds for seconds, _ in figures), statistics.median(mib for _, mib in figures)


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the figure, and the bound it is held to ("" for none)."""
    found: list[tuple[str, str, str]] = []
    cost: dict[int, float] = {}
    seconds: dict[int, float] = {}
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR")) as temporary:
        folder = Path(temporary)
        store, archive = Store.open(folder, RecordCipher(KEY)), Archive(folder / "documents", RecordCipher(KEY))
        there = 0
        for size in SIZES:
            with without_fsync():
                for number in range(there, size):
                    insert(store, archive, number)
            cost[size], bare = inserts(folder, store, archive, size)
            there = size + INSERTS
            seconds[size], mib = opening(folder)
            ratio = f"{cost[size] * 1e3:.2f} ms = {cost[size] / bare:.1f} x a bare fsynced append ({bare * 1e3:.2f} ms)"
            found += [
                (f"store: one more document at {size:,}", ratio, "10 ms" if size == 5_000 else ""),
                (f"store: opening with {size:,}", f"{seconds[size]:.3f} s", "1 s" if size == 5_000 else ""),
                (f"store: memory of {size:,} index rows", f"{mib:.1f} MiB", "16 MiB" if size == 5_000 else ""),
            ]
    grown = SIZES[-1] / SIZES[-2]
    found += [
        ("store: one more document, 20,000 over 5,000", f"{cost[20_000] / cost[5_000]:.2f}", f"{grown:.0f}"),
        ("store: opening, 20,000 over 5,000", f"{seconds[20_000] / seconds[5_000]:.2f}", f"{grown * 1.15:.1f}"),
    ]
    return found


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<45} {measured:<62} {'at most ' + bound if bound else ''}".rstrip())
