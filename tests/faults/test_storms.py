"""Some storms, each by its seed; `tests/benchmarks/bench_faults.py` runs two hundred."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.databases import needs_fork, postgres
from tests.faults.storm import Ground, weather

pytestmark = needs_fork


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ExitStack() as stack:
        server = stack.enter_context(postgres())
        yield Ground.laid(tmp_path_factory.mktemp("ground"), stack, server)


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 9, 10])
def test_whatever_breaks_what_was_acknowledged_is_at_its_reader_once(ground: Ground, tmp_path: Path, seed: int) -> None:
    tally = weather(ground, seed, tmp_path / "storm")
    assert tally.faults.total() > 3
    assert tally.sent
