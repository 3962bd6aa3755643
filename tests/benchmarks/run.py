"""Every benchmark, one table: `python tests/benchmarks/run.py` (or with names: `... run.py store checks`, where `hub`
means all that begin with it). `--full` takes the sizes that the project promises where they take minutes: a million
envelopes at the hub.

Figures are ratios taken within one run wherever the machine's own speed would blur them. Nothing here decides a test.
"""

import importlib.util
import os
import sys
from pathlib import Path

Row = tuple[str, str, str]
HERE = Path(__file__).parent


def rows_of(path: Path) -> list[Row]:
    """The rows (what, measured, bound) that a benchmark gives."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    rows: list[Row] = [(str(what), str(measured), str(bound)) for what, measured, bound in module.table()]
    return rows


def is_named(path: Path, names: list[str]) -> bool:
    """Whether a name is that benchmark's, or the first part of it."""
    own = path.stem.removeprefix("bench_")
    return not names or any(own == name or own.startswith(f"{name}_") for name in names)


def main(words: list[str]) -> None:
    """Run the benchmarks that were named, or all of them, and print what they measured."""
    if "--full" in words:
        os.environ["ORDERDESK_BENCH_FULL"] = "1"
    names = [word for word in words if word != "--full"]
    for path in sorted(HERE.glob("bench_*.py")):
        if not is_named(path, names):
            continue
        print(f"\n{path.stem.removeprefix('bench_')}", flush=True)
        for what, measured, bound in rows_of(path):
            print(f"  {what:<64} {measured:>22}  {bound}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
