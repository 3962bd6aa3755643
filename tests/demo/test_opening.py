"""`orderdesk demo` in a terminal: the folder is set up, the desks open, one key changes desk, and it is kept."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminals import converse

from orderdesk.demo import house
from orderdesk.errors import NotPossible

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is POSIX")

REPOSITORY = Path(__file__).parents[2]
CTRL_G, CTRL_Q = b"\x07", b"\x11"


def in_terminal(words: list[str], keys: list[tuple[str, bytes]], limit: float = 120) -> tuple[int, str]:
    """Run `orderdesk` with `words` in a terminal of 80x24. `keys` are pairs of a text to wait for and what is typed
    then. Gives the exit code and all that the terminal received."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "orderdesk", *words]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    try:
        received = converse(process, master, list(keys), time.monotonic() + limit)
        return process.wait(timeout=10), received.decode("utf-8", "replace")
    finally:
        process.kill()
        process.wait()
        os.close(master)


def test_both_desks_open_with_one_key_between_them_and_the_folder_is_kept(tmp_path: Path) -> None:
    kept = tmp_path / "prøv"
    # Bettina's report waits on Mette's Today, Hanne's order on Sara's.
    code, first = in_terminal(["demo", "--dir", str(kept)], [("Bettina Ravn", CTRL_G), ("Hanne Birkel", CTRL_Q)])
    assert code == 0, first
    assert "The passphrase of every desk is: demo" in first
    assert "steps signed, sent and fetched" in first
    assert first.index("Mette Krogh") < first.index("Sara Holt")
    assert len(list((kept / "documents").iterdir())) > 100
    code, again = in_terminal(["demo", "--dir", str(kept)], [("Bettina Ravn", CTRL_Q)])
    assert code == 0, again
    assert "steps signed" not in again


def test_without_a_folder_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, shown = in_terminal(["demo"], [("Bettina Ravn", CTRL_Q)])
    assert code == 0, shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", ['{"version": 1, "filled": "2026-11-20"}', "[]", "{"], ids=["earlier", "list", "torn"])
def test_a_demo_of_another_version_is_refused_in_a_sentence(tmp_path: Path, mark: str) -> None:
    (tmp_path / "demo.json").write_text(mark, encoding="utf-8")
    with pytest.raises(NotPossible, match="made by another version") as refused:
        house.is_ready(tmp_path)
    assert "another folder" in refused.value.advice
    assert [path.name for path in tmp_path.iterdir()] == ["demo.json"]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "indkøb.txt").write_text("mælk", encoding="utf-8")
    code, shown = in_terminal(["demo", "--dir", str(tmp_path)], [])
    assert code == 1
    assert "holds no demo" in shown.replace("\r\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["indkøb.txt"]
