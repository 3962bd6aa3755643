"""What every test can ask for."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk_pair import DeskPair, make_pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[DeskPair]:
    """Two real desks that know and trust each other."""
    desks = make_pair(tmp_path)
    yield desks
    desks.close()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """English on screen, and nothing of the developer's own desk, keyring or editor."""
    from orderdesk.locale import use_language

    use_language("en")
    for name in ("ORDERDESK_DESK", "ORDERDESK_LANG", "ORDERDESK_PASSPHRASE", "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
