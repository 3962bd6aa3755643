"""The passphrase in the system's keyring, which may be there, take everything and keep nothing, or fail as it likes."""

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from orderdesk.desk import passphrase


class Keeping(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Broken(Keeping):
    """A keyring whose service has gone away, and that says so in its own way."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionError("no bus")

    set_password = delete_password = get_password  # type: ignore[assignment]


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_it_is_remembered_for_its_desk_alone_and_forgotten(use, tmp_path: Path) -> None:
    use(Keeping())
    assert passphrase.remember(tmp_path / "mette", "blå kop")
    assert passphrase.remembered(tmp_path / "mette") == "blå kop"
    assert passphrase.remembered(tmp_path / "sara") is None
    assert passphrase.forget(tmp_path / "mette")
    assert passphrase.remembered(tmp_path / "mette") is None


@pytest.mark.parametrize("backend", [null.Keyring(), fail.Keyring(), Broken()], ids=["null", "fail", "broken"])
def test_without_a_keyring_it_is_not_available_and_nothing_fails(use, tmp_path: Path, backend) -> None:
    use(backend)
    assert not passphrase.remember(tmp_path, "blå kop")
    assert passphrase.remembered(tmp_path) is None
    assert passphrase.forget(tmp_path)


def test_the_environment_holds_it_unless_it_is_empty() -> None:
    assert passphrase.in_environment({"ORDERDESK_PASSPHRASE": "blå kop"}) == "blå kop"
    assert passphrase.in_environment({"ORDERDESK_PASSPHRASE": ""}) is None
