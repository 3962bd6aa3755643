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
from itertools import islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from orderdesk.cli.paths import expand
from orderdesk.cli.validating import Checker, Task
from orderdesk.cli.working import CHUNK, check_all, leave_alone_what_is_loaded
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


def bare_verification() -> Callable[[], None]:
    """As many Ed25519 verifications as a chunk has files, of 64 bytes, which is what a proof signs; the key is
    loaded."""
    private = Ed25519PrivateKey.generate()
    public, message = private.public_key(), bytes(64)
    signature = private.sign(message)

    def verify() -> None:
        for _number in range(CHUNK):
            public.verify(signature, message)

    return verify


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, once."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def checker_of(folder: Path) -> tuple[Task, Checker]:
    """A checker that trusts the directory, with the models built."""
    task = Task(((folder.parent / "directory.json").read_bytes(),), None, NOW, "text", False, "en")
    checker = Checker(task)
    checker.chunk([str(next(folder.iterdir()))])
    return task, checker


def side_by_side(folder: Path) -> tuple[float, float, float]:
    """Seconds for a bare verification, seconds for a file, and their ratio: medians over chunks of files, each taken
    right after a chunk of bare verifications, so that what else the machine does meets both."""
    _task, checker = checker_of(folder)
    leave_alone_what_is_loaded()
    verify, bare, file = bare_verification(), [], []
    for _round in range(ROUNDS):
        paths = expand([str(folder)])
        next(paths)  # the folder is read once for all its files
        while True:
            started = time.perf_counter()
            chunk = list(islice(paths, CHUNK))
            text, counts = checker.chunk(chunk)
            taken = time.perf_counter() - started
            if len(chunk) < CHUNK:
                break
            assert text
            assert counts.passed == CHUNK
            bare.append(seconds(verify) / CHUNK)
            file.append(taken / CHUNK)
    return median(bare), median(file), median(f / b for f, b in zip(file, bare, strict=True))


def run_all(folder: Path, jobs: int) -> float:
    """Seconds for checking all files, as `validate` does it once it is loaded, in so many processes."""
    task, checker = checker_of(folder)

    def work() -> None:
        total = sum(counts.passed for _text, counts in check_all(expand([str(folder)]), task, checker, jobs))
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
    """What was measured, the value, and the bound."""
    folder = Path(tempfile.mkdtemp(prefix="orderdesk-bench-"))
    try:
        return _measured(write_reports(folder, files), files)
    finally:
        shutil.rmtree(folder)


def _measured(folder: Path, files: int) -> list[tuple[str, str, str]]:
    sizes = [file.stat().st_size for file in folder.iterdir()]
    bare, file, ratio = side_by_side(folder)
    gain = median(run_all(folder, 1) / run_all(folder, 2) for _round in range(ROUNDS))
    few = [file for file, _number in zip(sorted(folder.iterdir()), range(max(1, files // 20)), strict=False)]
    flat = peak_memory(folder, [folder]) - peak_memory(folder, few)
    return [
        ("size of a report", f"{min(sizes)}-{max(sizes)} bytes", "5-6 KB"),
        ("one bare Ed25519 verification", f"{bare * 1e6:.0f} us", ""),
        ("validate, a file", f"{file * 1e6:.0f} us", ""),
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
