"""A new passphrase is asked for until one will do: who has answered five questions does not begin again for a slip."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminals import converse

PEOPLE = (
    "--org-name", "Lindholm Kommune", "--kind", "municipality", "--name", "Mette Krogh", "--phone", "70 10 20 30",
    "--mail", "mette@lindholm.example",
)  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_a_short_passphrase_and_a_slip_are_said_and_asked_for_again(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "orderdesk", "--desk", str(tmp_path / "mette"), "init", *PEOPLE, "--exchange",
             str(tmp_path / "exchange")]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORDERDESK")}
    master, slave = pty.openpty()
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**environment, "PYTHONPATH": root, "ORDERDESK_LANG": "en"},
    )  # fmt: skip
    os.close(slave)
    try:
        answers = [
            ("New passphrase", b"\n"), ("shorter than 8", b"fire heste\n"), ("Once more", b"fire hunde\n"),
            ("differ", b"fire heste\n"), ("Once more", b"fire heste\n"),
        ]  # fmt: skip
        told = converse(process, master, answers, time.monotonic() + 60).decode()
        code = process.wait(timeout=10)
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert code == 0, told
    assert "fire heste" not in told
    assert (tmp_path / "mette" / "desk.json").exists()
