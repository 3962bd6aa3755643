"""What argparse says by itself is Danish too."""

import argparse
import inspect
from collections.abc import Iterator, Sequence

import pytest

from orderdesk.cli.argument_words import VALUES, WORDS
from orderdesk.cli.main import load, parser_of, run
from orderdesk.cli.table import COMMANDS, Command


def test_argparse_knows_these_words() -> None:
    source = inspect.getsource(argparse)
    assert [word for word in WORDS if word not in source] == []


def _parsers(table: Sequence[Command], prog: str) -> Iterator[argparse.ArgumentParser]:
    for command in table:
        module, name = load(command), f"{prog} {command.name}"
        if family := getattr(module, "COMMANDS", ()):
            yield from _parsers(family, name)
        else:
            yield parser_of(command, module, name)


def test_the_words_for_values_are_those_that_the_commands_use() -> None:
    taking = [action for parser in _parsers(COMMANDS, "orderdesk") for action in parser._actions if action.nargs != 0]
    assert {action.metavar or action.dest.upper() for action in taking if not action.choices} == set(VALUES)


def test_help_in_danish_stays_within_80_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("COLUMNS", "80")
    for words in (
        [],
        ["init"],
        ["demo"],
        ["key"],
        ["inbox"],
        ["order", "send"],
        ["validate"],
        ["order"],
        ["order", "hand-back"],
        ["order", "meeting"],
        ["order", "meeting", "record"],
        ["order", "new"],
    ):
        assert run([*words, "--help"]) == 0
        told = capsys.readouterr().out
        assert max(map(len, told.splitlines())) <= 80, words
        assert " FILE" not in told


def test_help_and_complaints_are_danish(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    monkeypatch.setenv("LANGUAGE", "")
    assert run(["order", "check"]) == 2
    complaint = capsys.readouterr().err
    assert "required" not in complaint
    assert "FIL|KLADDE" in complaint
    assert run(["order", "check", "--help"]) == 0
    told = capsys.readouterr().out
    assert "show this help" not in told
    assert "options:" not in told


def test_what_is_wrong_and_where_to_read_on_are_two_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    monkeypatch.setenv("LANGUAGE", "")
    assert run(["reply", "decline"]) == 2
    assert "TRÅD, --code, --text. Se `orderdesk reply decline --help`." in capsys.readouterr().err
