"""Two real desks that know each other, and commands run on them as a person or a script would."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_desks import Desks, Ended
from desk_pair import PASSPHRASE, make_pair

from orderdesk.cli.main import run


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desks")
    # The pair's clock runs some minutes ahead while directories are exchanged.
    make_pair(folder, datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)).close()
    return folder


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run a command line in this process; nobody sits at a terminal."""
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("ORDERDESK_LANG", "en")

    def command(*words: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run(list(words))
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return command


@pytest.fixture
def desks(tmp_path: Path, _template: Path, command: Callable[..., Ended]) -> Desks:
    """A fresh copy of the two desks."""
    folder = tmp_path / "two"
    shutil.copytree(_template, folder)
    for name in ("mette", "sara"):
        settings = json.loads((folder / name / "desk.json").read_text(encoding="utf-8"))
        settings["exchange"] = f"folder:{folder / 'exchange'}"
        (folder / name / "desk.json").write_text(json.dumps(settings), encoding="utf-8")
    return Desks(folder, command)
