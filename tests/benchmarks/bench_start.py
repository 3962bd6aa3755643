"""How long a command takes to start, against what it cannot do without, in turn within one run.

Run it with `python tests/benchmarks/bench_start.py`; nothing here decides a test run.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

ROUNDS = 15
_SCRIPT = "from orderdesk.__main__ import main; main()"
"""What the installed `orderdesk` does."""
_FLOOR = """
from pydantic import BaseModel
class Model(BaseModel):
    name: str
Model.model_validate({"name": "a"})
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
"""


def table(rounds: int = ROUNDS) -> list[tuple[str, str, str]]:
    """What was measured, the value, and the bound; the medians of `rounds`, after one that warms the disk's cache."""
    from orderdesk.signing.canonical import canonical_bytes
    from tests.factories import Town

    with tempfile.TemporaryDirectory(prefix="orderdesk-bench-") as folder:
        town = Town()
        report, directory = Path(folder, "rapport.json"), Path(folder, "directory.json")
        report.write_bytes(canonical_bytes(town.loop()[2]))
        directory.write_bytes(canonical_bytes(town.municipality.directory))
        orderdesk = [sys.executable, "-c", _SCRIPT]
        commands = {
            "bare": [sys.executable, "-c", "pass"],
            "floor": [sys.executable, "-c", _FLOOR],
            "help": [*orderdesk, "--help"],
            "validate": [*orderdesk, "validate", str(report)],
            "trusted": [*orderdesk, "validate", str(report), "--trust", str(directory)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                duration = _run(command)
                if number:
                    taken[name].append(duration)
    median = {name: sorted(times)[rounds // 2] for name, times in taken.items()}
    return [
        ("bare Python", _milliseconds(median["bare"]), ""),
        ("Python with pydantic, one model and ed25519", _milliseconds(median["floor"]), ""),
        ("orderdesk validate one.json", _milliseconds(median["validate"]), ""),
        ("  against that Python", f"{median['validate'] / median['floor']:.2f}", "<= 1.6"),
        ("orderdesk validate one.json --trust", _milliseconds(median["trusted"]), ""),
        ("  against that Python", f"{median['trusted'] / median['floor']:.2f}", ""),
        ("orderdesk --help over bare Python", _milliseconds(median["help"] - median["bare"]), "<= 150 ms"),
    ]


def _run(command: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True)
    return time.perf_counter() - started


def _milliseconds(duration: float) -> str:
    return f"{duration * 1000:.0f} ms"


def main() -> None:
    """Print the table."""
    for what, measured, bound in table():
        print(f"{what:<45} {measured:>12}   {bound}")


if __name__ == "__main__":
    main()
