"""Setting up a desk on a real terminal: what is missing is asked for, and asked for again where it will not do."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from terminals import converse

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")

ORGANISATION = ("--org-name", "Lindholm Kommune", "--kind", "municipality", "--name", "Mette Krogh")
REACHED = ("--phone", "70 10 20 30", "--mail", "mette@lindholm.example", "--unit", "Team Øst")


def set_up(folder: Path, options: Sequence[str], answers: list[tuple[str, bytes]]) -> str:
    """Run `init` in a terminal; what it said."""
    words = [sys.executable, "-m", "orderdesk", "--desk", str(folder / "mette"), "init", *options, "--exchange",
             str(folder / "exchange")]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORDERDESK")}
    master, slave = pty.openpty()
    process = subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2]), "ORDERDESK_LANG": "en"},
    )  # fmt: skip
    os.close(slave)
    try:
        told = converse(process, master, answers, time.monotonic() + 60).decode()
        assert process.wait(timeout=10) == 0, told
    finally:
        process.kill()
        process.wait()
        os.close(master)
    return told


def test_a_short_passphrase_and_a_slip_are_said_and_asked_for_again(tmp_path: Path) -> None:
    told = set_up(tmp_path, (*ORGANISATION, *REACHED), [
        ("New passphrase", b"\n"), ("New passphrase", b"fire heste\n"), ("Once more", b"fire hunde\n"),
        ("New passphrase", b"fire heste\n"), ("Once more", b"fire heste\n"),
    ])  # fmt: skip
    assert "shorter than 8 characters" in told
    assert "differ" in told
    assert "fire heste" not in told
    assert (tmp_path / "mette" / "desk.json").exists()


def test_how_a_person_is_reached_is_asked_for_since_orders_say_it(tmp_path: Path) -> None:
    told = set_up(tmp_path, ORGANISATION, [
        ("telephone number", b"70 10 20 30\n"), ("mail address", b"mette@lindholm.example\n"), ("unit or team", b"\n"),
        ("New passphrase", b"fire heste\n"), ("Once more", b"fire heste\n"),
    ])  # fmt: skip
    assert "how you are reached" in told
    shown = subprocess.run(
        [sys.executable, "-m", "orderdesk", "--desk", str(tmp_path / "mette"), "contact", "show", "mette-krogh"],
        capture_output=True, check=True, text=True, timeout=60,
        env={**os.environ, "ORDERDESK_LANG": "en", "ORDERDESK_PASSPHRASE": "fire heste",
             "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert "70 10 20 30" in shown.stdout
    assert "mette@lindholm.example" in shown.stdout
