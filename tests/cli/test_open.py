"""`orderdesk` without a command."""

from pathlib import Path

import pytest
from desk_pair import DeskPair

from orderdesk.cli.main import run


def test_without_a_desk_it_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--desk", str(tmp_path / "ingen")]) == 1
    assert "orderdesk init" in capsys.readouterr().err


def test_without_a_terminal_it_says_so_and_leaves_the_desk_alone(
    pair: DeskPair, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--desk", str(pair.caseworker.folder.root)]) == 1
    assert "need a terminal" in capsys.readouterr().err
