"""What can be read of a desk before it is opened."""

import subprocess
import sys
from pathlib import Path

import pytest
from desk_pair import DeskPair

from orderdesk.desk.appearance import appearance, is_desk


def test_language_theme_and_owner_of_a_desk(pair: DeskPair) -> None:
    look = appearance(pair.caseworker.folder.root)
    assert (look.language, look.theme, look.label) == ("da", "orderdesk-light", "Lindholm Kommune · Mette Krogh")
    assert is_desk(pair.caseworker.folder.root)


def test_a_language_asked_for_in_the_environment_comes_first(pair: DeskPair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "en")
    assert appearance(pair.caseworker.folder.root).language == "en"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"language": 7}', b'{"theme": "lyserod"}', b"\xff\xfe"])
def test_damaged_settings_are_no_hindrance(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(content)
    look = appearance(tmp_path)
    assert (look.theme, look.label) == ("orderdesk-light", "")
    assert look.language in ("da", "en")


def test_the_first_screen_loads_no_model_and_no_cryptography() -> None:
    code = (
        "import sys; import orderdesk.tui.app; "
        "print([m for m in ('pydantic', 'cryptography', 'joserfc', 'httpx', 'keyring', 'tinydb', 'holidays')"
        " if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parents[2])  # fmt: skip
    assert run.stdout.strip() == "[]"
