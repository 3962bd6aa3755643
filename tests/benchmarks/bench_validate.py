"""What `validate` costs: for each file against one bare Ed25519 verification, in two processes against one, in memory.

Run it with `python tests/benchmarks/bench_validate.py`; nothing here decides a test run.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from orderdesk.cli.paths import expand
from orderdesk.cli.validating import Checker, Task
from orderdesk.cli.working import check_all
from orderdesk.signing.canonical import canonical_bytes, document_digest
from tests.factories import Body, Town, report_body, thread_urn

FILES = 10_000
ROUNDS = 5
NOW = datetime(2027, 3, 1, tzinfo=UTC)
MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01")


def reports(town: Town, count: int) -> Iterator[bytes]:
    """Signed reports of 5-6 KB, no two alike."""
    order = town.order()
    digest = document_digest(order)
    bodies = [report_body(order["body"], digest, month) for month in MONTHS]
    for number in range(count):
        body: Body = {**bodies[number % len(bodies)], "underway": f"Forløb nummer {number} gik sin gang."}
        document = town.sign(
            "report", body, "sara-holt", thread=thread_urn(str(number)), issued="2027-02-03T12:30:00Z", seen=[order]
        )
        yield canonical_bytes(document)


def write_reports(folder: Path, count: int) -> Path:
    """A folder of reports, and beside it the directory to trust; gives the folder's path."""
    town = Town()
    (folder / "directory.json").write_bytes(canonical_bytes(town.municipality.directory))
    files = folder / "reports"
    files.mkdir()
    for number, data in enumerate(reports(town, count)):
        (files / f"rapport-{number:05}.json").write_bytes(data)
    return files


def bare_verification() -> float:
    """Seconds for one Ed25519 verification of 64 bytes, which is what a proof signs; the key is loaded."""
    private = Ed25519PrivateKey.generate()
    public, message = private.public_key(), bytes(64)
    signature = private.sign(message)

    def verify() -> None:
        for _number in range(1000):
            public.verify(signature, message)

    return seconds(verify) / 1000


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run_all(folder: Path, jobs: int) -> float:
    """Seconds for checking all files, as `validate` does it once it is loaded, with the writing of its results."""
    task = Task(((folder.parent / "directory.json").read_bytes(),), None, NOW, "text", False, "en")
    checker = Checker(task)
    next(iter(check_all([str(next(folder.iterdir()))], task, checker, 1)))  # the models are built

    def work() -> None:
        total = 0
        for text, counts in check_all(expand([str(folder)]), task, checker, jobs):
            total += counts.passed
            assert text
        assert total == sum(1 for _file in folder.iterdir())

    return seconds(work)


_MEMORY = """
import sys
from orderdesk.cli.main import run
code = run(["validate", "-q", "--at", "2027-03-01", "--trust", *sys.argv[1:]])
import psutil
memory = psutil.Process().memory_info()
print(getattr(memory, "peak_wset", None) or __import__("resource").getrusage(0).ru_maxrss * 1024, code)
"""


def peak_memory(folder: Path, paths: list[Path]) -> float:
    """Peak resident memory of a process that validates `paths`, in MiB."""
    command = [sys.executable, "-c", _MEMORY, str(folder.parent / "directory.json"), *map(str, paths)]
    root = str(Path(__file__).resolve().parents[2])
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout.split()
    assert answer[1] == "0"
    return int(answer[0]) / 2**20


def table(files: int = FILES) -> list[tuple[str, str, str]]:
    """What was measured, the value, and the bound. Ratios are the medians of rounds that take both sides in turn."""
    folder = Path(tempfile.mkdtemp(prefix="orderdesk-bench-"))
    try:
        return _measured(write_reports(folder, files), files)
    finally:
        shutil.rmtree(folder)


def _measured(folder: Path, files: int) -> list[tuple[str, str, str]]:
    sizes = [file.stat().st_size for file in folder.iterdir()]
    bare, one, two = [], [], []
    for _round in range(ROUNDS):
        bare.append(bare_verification())
        one.append(run_all(folder, 1) / files)
        two.append(run_all(folder, 2) / files)
    ratio = sorted(o / b for o, b in zip(one, bare, strict=True))[ROUNDS // 2]
    gain = sorted(o / t for o, t in zip(one, two, strict=True))[ROUNDS // 2]
    few = [file for file, _number in zip(sorted(folder.iterdir()), range(max(1, files // 20)), strict=False)]
    flat = peak_memory(folder, [folder]) - peak_memory(folder, few)
    return [
        ("size of a report", f"{min(sizes)}-{max(sizes)} bytes", "5-6 KB"),
        ("one bare Ed25519 verification", f"{sorted(bare)[ROUNDS // 2] * 1e6:.0f} us", ""),
        ("validate, a file", f"{sorted(one)[ROUNDS // 2] * 1e6:.0f} us", ""),
        ("validate a file / bare verification", f"{ratio:.2f}", "<= 2"),
        ("one process / two", f"{gain:.2f}", ">= 1.7"),
        (f"memory of {files} files beyond {len(few)}", f"{flat:.1f} MiB", "flat: names only"),
    ]


def main() -> None:
    """Print the table."""
    for what, measured, bound in table(int(sys.argv[1]) if len(sys.argv) > 1 else FILES):
        print(f"{what:<45} {measured:>18}   {bound}")


if __name__ == "__main__":
    main()
