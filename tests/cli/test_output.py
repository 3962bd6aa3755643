"""What commands say beside their results fits the terminal, and reaches a script as it is."""

import io

import pytest

from orderdesk.cli.output import Output

SENTENCE = (
    "Din organisation er ikke registreret hos centralen http://127.0.0.1:8555. Fortegnelsen bliver på dette "
    "arbejdsbord og kan offentliggøres senere."
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_sentences_are_broken_between_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    stderr = Terminal()
    Output(io.StringIO(), stderr, {}).talk(SENTENCE)
    lines = stderr.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert " ".join(lines) == SENTENCE


def test_a_path_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stderr = Terminal()
    path = "/" + "meget-lang-sti/" * 6 + "ordre.json"
    Output(io.StringIO(), stderr, {}).error(path)
    assert path in stderr.getvalue().splitlines()


def test_scripts_read_one_line_a_sentence() -> None:
    stderr = io.StringIO()
    Output(io.StringIO(), stderr, {}).talk(SENTENCE)
    assert stderr.getvalue() == SENTENCE + "\n"
