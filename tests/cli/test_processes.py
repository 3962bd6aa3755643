"""Commands as processes of their own: two at once on a desk, what they load, how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_desks import Desks, order_now
from desk_pair import PASSPHRASE

from orderdesk.cli.exit_codes import ExitCode

ROOT = Path(__file__).parents[2]


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ORDERDESK")}
    path = os.pathsep.join(part for part in (str(ROOT), kept.get("PYTHONPATH", "")) if part)
    return kept | {"PYTHONPATH": path, "ORDERDESK_PASSPHRASE": PASSPHRASE, "ORDERDESK_LANG": "en"} | more


def _process(*words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "orderdesk", *words],
        env=_environment(**more), capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


def test_two_programs_at_once_on_one_desk_lose_nothing(desks: Desks) -> None:
    desk = str(desks.folder / "mette")
    files = [desks.file(f"o{number}.json", order_now(case_number=f"2026-{number}")) for number in range(4)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "orderdesk", "--desk", desk, "order", "new", file, "--send"],
            env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )
        for file in files
    ]  # fmt: skip
    ended = [(process.communicate(timeout=120), process.returncode) for process in running]
    assert [code for _said, code in ended] == [0] * 4, ended
    threads = {said[0].decode().strip() for said, _code in ended}
    assert {row["thread"] for row in desks.mette("order", "list", "--json").value} == threads
    assert len(desks.sara("sync", "--json").value["taken"]) == 4


def test_the_loop_as_processes_speaks_utf8_wherever_it_runs(desks: Desks) -> None:
    desk = str(desks.folder / "mette")
    sent = _process("--desk", desk, "order", "new", desks.file("o.json", order_now()), "--send", LC_ALL="C")
    assert sent.returncode == 0, sent.stderr.decode()
    listed = _process("--desk", desk, "order", "list", LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert "Rikke Sønderby" in listed.stdout.decode("utf-8")
    assert b"\r" not in listed.stdout


_LOADED = "import json, sys; sys.argv[0] = 'orderdesk'\nfrom orderdesk.cli.main import run\ncode = run(sys.argv[1:])\n"


def _loaded(*words: str) -> set[str]:
    program = _LOADED + "print(json.dumps([code, *sys.modules]), file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=_environment(), capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    code, *modules = json.loads(ended.stderr.decode().splitlines()[-1])
    assert code in (0, 1), ended.stderr.decode()
    return {".".join(name.split(".")[:2]) if name.startswith("orderdesk") else name.split(".")[0] for name in modules}


def test_a_list_loads_no_screen_and_no_network(desks: Desks) -> None:
    loaded = _loaded("--desk", str(desks.folder / "mette"), "order", "list")
    assert "tinydb" in loaded
    assert not loaded & {"textual", "httpx", "rich", "asyncio", "orderdesk.tui", "keyring"}


def test_a_check_of_a_file_loads_no_store(desks: Desks) -> None:
    loaded = _loaded("order", "check", desks.file("o.json", order_now()))
    assert "orderdesk.checks" in loaded
    assert not loaded & {"textual", "httpx", "tinydb", "cryptography", "joserfc", "orderdesk.tui", "orderdesk.exchange"}


def test_completion_loads_the_commands_and_nothing_they_use() -> None:
    loaded = _loaded("completion", "bash")
    assert "shtab" in loaded
    assert not loaded & {
        "textual", "httpx", "tinydb", "cryptography", "joserfc", "keyring", "orderdesk.checks", "orderdesk.trust",
        "orderdesk.exchange", "orderdesk.signing",
    }, "pydantic alone: the kinds and forms that options of `case` take lie beside its models"  # fmt: skip


_CODES = {
    "good": (("order", "list"), ExitCode.GOOD),
    "blocking findings": (("order", "check", "BAD"), ExitCode.FINDINGS),
    "not possible": (("reply", "accept", "x" * 8, "--day", "2027-01-04", "--time", "10", "--place", "p", "--start",
                      "2027-01-04"), ExitCode.FINDINGS),
    "unknown option": (("order", "list", "--alt"), ExitCode.USAGE),
    "unknown command": (("order", "lst"), ExitCode.USAGE),
    "family alone": (("order",), ExitCode.USAGE),
    "bad day": (("review", "elaborate", "abcd", "--text", "t", "--item", "M1=t", "--by", "i morgen"), ExitCode.USAGE),
    "unreadable file": (("order", "new", "NONE"), ExitCode.INCOMPLETE),
    "unreadable JSON": (("order", "new", "BROKEN"), ExitCode.INCOMPLETE),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code"), _CODES.values(), ids=_CODES.keys())
def test_how_a_command_ends(desks: Desks, words: tuple[str, ...], code: ExitCode) -> None:
    files = {
        "BAD": desks.file("bad.json", {}),
        "NONE": str(desks.folder / "findes-ikke.json"),
        "BROKEN": str(desks.folder / "brudt.json"),
    }
    Path(files["BROKEN"]).write_text('{"citizen": {"name": "Åse', encoding="utf-8")
    ended = desks.mette(*(files.get(word, word) for word in words))
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert "Åse" not in ended.err


def test_a_fault_of_ours_and_an_interruption(desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from orderdesk.desk import listing

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fails(_desk: object) -> None:
        raise KeyError("Rikke Sønderby")

    monkeypatch.setattr(listing, "orders", fails)
    ended = desks.mette("order", "list")
    assert ended.code == ExitCode.FAULT
    assert "Rikke" not in ended.err

    def stopped(_desk: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "orders", stopped)
    assert desks.mette("order", "list").code == ExitCode.INTERRUPTED
