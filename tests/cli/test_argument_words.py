"""What argparse says by itself is Danish too."""

import argparse
import inspect

import pytest

from orderdesk.cli.argument_words import WORDS
from orderdesk.cli.main import run


def test_argparse_knows_these_words() -> None:
    source = inspect.getsource(argparse)
    assert [word for word in WORDS if word not in source] == []


def test_help_and_complaints_are_danish(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    monkeypatch.setenv("LANGUAGE", "")
    assert run(["order", "check"]) == 2
    assert "required" not in capsys.readouterr().err
    assert run(["order", "check", "--help"]) == 0
    told = capsys.readouterr().out
    assert "show this help" not in told
    assert "options:" not in told
