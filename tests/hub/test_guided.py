"""Letting an organisation in and taking it out, as somebody at a terminal does it."""

import io
import sys
from pathlib import Path

import pytest

from orderdesk.cli.main import run
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.words import fingerprint_words


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A root key's words, at a hub with a database of its own, and somebody at the terminal."""
    monkeypatch.setenv("ORDERDESK_LANG", "en")
    monkeypatch.setenv("ORDERDESK_HUB_DATABASE", str(tmp_path / "hub.sqlite3"))
    for module in ("asking", "hubs.register"):
        monkeypatch.setattr(f"orderdesk.cli.{module}.on_terminal", lambda: True)
    return " ".join(fingerprint_words(SigningKey.generate().did))


def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, *command: str) -> tuple:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    capsys.readouterr()
    code = run(["hub", *command])
    said = capsys.readouterr()
    return code, said.out, " ".join(said.err.split())


def test_each_asks_until_it_can_be_and_says_what_comes_next(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = words.rsplit(" ", 1)[0] + " qwerty"
    code, out, err = typed(monkeypatch, capsys, f"fjordvejen\n{wrong}\n{words.upper()}\n", "register")
    assert (code, out) == (0, f"fjordvejen  {words}\n")
    assert "No fingerprint has the word 'qwerty'." in err
    assert "orderdesk exchange --hub URL" in err
    code, _out, err = typed(monkeypatch, capsys, "1\nno\n", "remove")
    assert code == 1
    assert words in err
    assert "What it has sent to others" in err
    assert "Nothing was changed." in err
    code, _out, err = typed(monkeypatch, capsys, "1\nyes\n", "remove")
    assert code == 0
    assert "keep every document" in err
    assert typed(monkeypatch, capsys, "", "remove")[0] == 1, "nobody is left"


def test_it_is_removed_by_its_words_and_by_no_others(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, capsys, "", "register", "fjordvejen", words)[0] == 0
    other = " ".join(fingerprint_words(SigningKey.generate().did))
    assert typed(monkeypatch, capsys, "", "remove", "fjordvejen", "--words", other)[0] == 3
    assert typed(monkeypatch, capsys, "", "organisations")[1].count("fjordvejen") == 1
    assert typed(monkeypatch, capsys, "", "remove", "fjordvejen", "--words", words)[0] == 0
