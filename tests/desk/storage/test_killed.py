"""A program killed at any moment loses nothing that it had acknowledged: 250 real kills at random points."""

import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.signing.vault import RecordCipher

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).parents[3]
KILLS, PER_FOLDER = 250, 50

KillSoon = Callable[[Path, Path, int, float], None]
"""Folder, log, seed, and seconds from the start of the work to the kill."""
OPENING = 5  # every fifth kill may also hit the opening; the others wait until the desk is open


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def kill_fresh(folder: Path, log: Path, seed: int, seconds: float) -> None:
    """Where there is no fork: a new process, killed some time after it has opened the desk."""
    command = [sys.executable, str(WRITER), "steps", str(folder), str(log), str(seed), "3000"]
    with subprocess.Popen(command, env=environment()) as process:
        wait_for_work(log, seed)
        time.sleep(seconds)
        process.kill()


def wait_for_work(log: Path, seed: int) -> None:
    """Until the writer has opened the desk, unless this kill is one that may come before."""
    patience = time.monotonic() + 60
    while seed % OPENING and not (log.exists() and log.stat().st_size):
        assert time.monotonic() < patience, "the writer did not open the desk"
        time.sleep(0.0005)


@pytest.fixture
def kill_soon() -> Iterator[KillSoon]:
    if not hasattr(os, "fork"):
        yield kill_fresh
        return
    command = [sys.executable, str(WRITER), "serve"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), text=True, **pipes) as server:
        assert server.stdin is not None
        assert server.stdout is not None

        def kill_forked(folder: Path, log: Path, seed: int, seconds: float) -> None:
            print(folder, log, seed, sep="\t", file=server.stdin, flush=True)
            worker = int(server.stdout.readline())
            wait_for_work(log, seed)
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.kill(worker, 9)
            while is_alive(worker):
                time.sleep(0.0005)

        yield kill_forked
        server.stdin.close()


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def seen_after(folder: Path, log: Path, cipher: RecordCipher) -> int:
    """Compare the desk with the diary of the killed writer; how many steps it had acknowledged."""
    lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    done = [(words[0], words[1]) for words in lines if len(words) == 3 and words[0] != "try"]
    steps = {words[1]: int(words[2]) for words in lines if len(words) == 3 and words[0] in ("r", "p")}
    trying = {words[2] for words in lines if words[0] == "try"}
    gone = {key for kind, key in done if kind == "g"}
    store, archive = Store.open(folder, cipher), Archive(folder / "documents", cipher)
    for kind, key in done:
        if kind == "d":
            data = archive.get(key)
            assert "sha256-" + hashlib.sha256(data).hexdigest() == key
        elif key in gone:
            assert store.get("index", key) is None
        elif kind == "r" and key not in trying:
            found = store.get("index", key)
            assert found is not None
            assert found["step"] == steps[key]
        elif kind == "p":
            assert store.get("index", key) is not None
            assert store.get("outbox", key) == {"step": steps[key]}
    for key in trying:  # two rows of one transaction: both or none
        if store.get("outbox", key) is not None:
            assert store.get("index", key) is not None
    store.close()
    return len(done)


def test_two_hundred_kills_lose_nothing(tmp_path: Path, cipher: RecordCipher, kill_soon: KillSoon) -> None:
    chance = random.Random(20261130)
    acknowledged, logs = 0, []
    for seed in range(KILLS):
        folder = tmp_path / f"desk {seed // PER_FOLDER}"
        logs.append((folder, tmp_path / f"{seed}.log"))
        kill_soon(folder, logs[-1][1], seed, chance.uniform(0, 0.03))
        acknowledged += seen_after(*logs[-1], cipher)
    assert acknowledged > KILLS  # the kills came in the middle of work, not before it
    for folder, log in logs:  # and what the first ones had written has outlived all the later ones
        seen_after(folder, log, cipher)
    leftovers = [path for path in tmp_path.rglob("*") if path.is_file() and atomic.is_temporary(path.name)]
    for folder in {path.parent for path in leftovers}:
        atomic.sweep(folder, older_than=0)
    assert not any(path.exists() for path in leftovers)


def test_two_programs_write_at_once_and_both_are_there(tmp_path: Path, cipher: RecordCipher) -> None:
    seeds = (1001, 1002)
    logs = [tmp_path / f"{seed}.log" for seed in seeds]
    started = [
        subprocess.Popen(
            [sys.executable, str(WRITER), "steps", str(tmp_path / "desk"), str(log), str(seed), "250"],
            env=environment(),
        )
        for seed, log in zip(seeds, logs, strict=True)
    ]
    assert [process.wait(timeout=120) for process in started] == [0, 0]
    for log in logs:
        assert seen_after(tmp_path / "desk", log, cipher) > 200
