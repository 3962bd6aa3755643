"""Which desk, which passphrase, and what is meant by what was typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_desks import Desks, order_now
from desk_pair import PASSPHRASE


def test_a_wrong_passphrase_says_so_and_nothing_else(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", "rød tekop på bordet")
    ended = desks.mette("order", "list")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "orderdesk: The passphrase does not open the desk.\n"


@pytest.mark.parametrize(
    "words", [("order", "list"), ("sync",), ("order", "new", "-"), ("key", "passphrase"), ("doctor",)], ids=" ".join
)
def test_without_a_terminal_nobody_is_asked(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.delenv("ORDERDESK_PASSPHRASE")
    ended = desks.mette(*words, stdin=b"{}")
    assert (ended.code, ended.out) == (2, "")
    assert "no terminal" in ended.err
    assert "--passphrase-file" in ended.err


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "with a mark as Notepad writes"])
def test_the_passphrase_is_the_first_line_of_a_file(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, start: str
) -> None:
    monkeypatch.delenv("ORDERDESK_PASSPHRASE")
    file = tmp_path / "hemmelig.txt"
    file.write_bytes(f"{start}{PASSPHRASE}\r\nandet\r\n".encode())
    assert desks.mette("order", "list", "--passphrase-file", str(file)).code == 0
    file.write_bytes(b"")
    assert desks.mette("order", "list", "--passphrase-file", str(file)).code == 2
    assert desks.mette("order", "list", "--passphrase-file", str(tmp_path)).code == 3


def test_no_desk_says_how_to_make_one(desks: Desks, tmp_path: Path) -> None:
    ended = desks.command("--desk", str(tmp_path / "intet"), "order", "list")
    assert ended.code == 1
    assert "orderdesk init" in ended.err


def test_a_desk_speaks_its_own_language_and_scripts_read_the_same(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.mette("order", "new", desks.file("o.json", order_now(goals=[])))
    answers = []
    for language in ("en", "da"):
        monkeypatch.setenv("ORDERDESK_LANG", language)
        answers.append(
            [
                desks.mette(*words).out
                for words in (
                    ("order", "list", "--json"),
                    ("order", "check", "rikke", "--format", "json"),
                    ("order", "check", "rikke", "--format", "sarif"),
                    ("order", "check", "rikke", "--format", "junit"),
                    ("doctor", "--json"),
                    ("key", "show", "--json"),
                    ("contact", "list", "--json"),
                    ("inbox", "--json"),
                )
            ]
        )
    assert answers[0] == answers[1]


def test_what_was_typed_must_mean_one_thing_and_is_never_repeated(desks: Desks) -> None:
    citizen = order_now()["citizen"]
    for name in ("Ida Holm", "Ida Holmgaard", "Åse Øllgaard"):
        desks.mette("order", "new", desks.file("o.json", order_now(citizen={**citizen, "name": name})))
    ambiguous = desks.mette("order", "show", "ida")
    assert ambiguous.code == 1
    assert "2 go by that" in ambiguous.err
    assert "ida" not in ambiguous.err.casefold()
    whole = desks.mette("order", "show", "ida holm", "--json")
    assert whole.value["body"]["citizen"]["name"] == "Ida Holm"
    assert desks.mette("order", "show", "ÅSE", "--json").value["body"]["citizen"]["name"] == "Åse Øllgaard"
    nobody = desks.mette("order", "show", "Peder Ukendt")
    assert nobody.code == 1
    assert "Peder" not in nobody.err
    assert desks.mette("order", "show", whole.value["draft"][:6]).code == 0


def test_a_thread_is_known_with_and_without_its_prefix(desks: Desks) -> None:
    thread = desks.sent_order()
    for typed in (thread, thread[:20], thread.removeprefix("urn:uuid:")[:8]):
        assert json.loads(desks.mette("order", "show", typed, "--json").out)["thread"] == thread


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is asked on")
def test_on_a_terminal_the_passphrase_is_asked_for_and_not_shown(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    monkeypatch.delenv("ORDERDESK_PASSPHRASE")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "orderdesk", "--desk", str(desks.folder / "mette"), "contact", "list"],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while b"Passphrase: " not in said:
        said += os.read(ours, 1000)
    os.write(ours, f"{PASSPHRASE}\n".encode())
    out, _err = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert "Sara Holt" in out.decode()
    assert PASSPHRASE.encode() not in said
