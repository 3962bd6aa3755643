"""Some storms, each by its seed; `tests/benchmarks/bench_faults.py` runs two hundred, and longer ones."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if not hasattr(os, "fork"):
    pytest.skip("the processes of a storm are forked", allow_module_level=True)

from tests.faults.databases import postgres
from tests.faults.ground import Ground
from tests.faults.storm import weather

SEEDS = (1, 2, 3, 4, 5, 6)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ExitStack() as stack:
        server = stack.enter_context(postgres())
        yield Ground.laid(tmp_path_factory.mktemp("ground"), stack, server)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_breaks_what_was_acknowledged_is_at_its_reader_once(ground: Ground, tmp_path: Path, seed: int) -> None:
    tally = weather(ground, seed, tmp_path, turns=9)
    assert tally.faults.total() > 3
    assert tally.sent
