"""Questions on the terminal."""

import io
import sys
from collections.abc import Iterator

import pytest

from orderdesk.cli import drafting
from orderdesk.cli.asking import ask, confirmed
from orderdesk.cli.main import UsageError
from orderdesk.locale import use_language


@pytest.fixture(params=["en", "da"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Asked in both languages."""
    use_language(request.param)
    yield request.param
    use_language("en")


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.parametrize(("line", "answer"), [("\n", "yes"), ("  \n", "yes"), ("nej\n", "nej")])
def test_an_empty_line_takes_the_default_which_stands_in_brackets(
    line: str, answer: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, line)
    assert ask("Again?", "yes") == answer
    assert capsys.readouterr().err == "Again? [yes]: "


def test_without_a_default_there_are_no_brackets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "\n")
    assert ask("Who?") == ""
    assert capsys.readouterr().err == "Who?: "


def test_the_end_of_input_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "")
    with pytest.raises(UsageError):
        ask("Again?", "yes")


@pytest.mark.parametrize(("line", "stops"), [("\n", False), ("ja\n", False), ("y\n", False), ("nej\n", True)])
def test_an_empty_line_opens_the_editor_again(
    line: str, stops: bool, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(drafting, "on_terminal", lambda: True)
    typed(monkeypatch, line)
    assert drafting._stops() is stops
    assert ("[ja]" if language == "da" else "[yes]") in capsys.readouterr().err


@pytest.mark.parametrize(("line", "yes"), [("yes\n", True), ("JA\n", True), ("\n", False), ("måske\n", False)])
def test_what_cannot_be_undone_needs_a_yes(line: str, yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderdesk.cli.asking.on_terminal", lambda: True)
    typed(monkeypatch, line)
    assert confirmed("Delete it?", yes=False) is yes
