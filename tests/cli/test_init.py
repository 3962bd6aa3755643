"""Setting desks up: founding an organisation, joining one, and leaving nothing behind when it fails."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_desks import Ended

from orderdesk.cli.init import short_name
from orderdesk.desk.membership.key_fingerprint import words_of

Command = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the work of a passphrase low; how much it is is the vault's to test."""
    from orderdesk.desk import setting_up
    from orderdesk.signing.vault import LIGHT

    defaults = dict(setting_up.set_up.__kwdefaults__)
    monkeypatch.setattr(setting_up.set_up, "__kwdefaults__", defaults | {"cost": LIGHT})


def _init(command: Command, folder: Path, *more: str) -> Ended:
    return command(
        "--desk", str(folder / "desk"), "init", "--org-name", "Åby Kommune", "--kind", "municipality",
        "--name", "Søren Kjær", "--exchange", str(folder / "exchange"), *more,
    )  # fmt: skip


def test_founding_prints_the_root_key_and_twelve_words(command: Command, tmp_path: Path) -> None:
    (tmp_path / "exchange").mkdir()
    ended = _init(command, tmp_path, "--phone", "70 10 20 31", "--mail", "soeren@aaby.example")
    assert ended.code == 0, ended.err
    root, words = ended.out.splitlines()
    assert words == words_of(root)
    settings = json.loads((tmp_path / "desk" / "desk.json").read_text(encoding="utf-8"))
    assert (settings["org"], settings["person"], settings["role"]) == ("aaby-kommune", "soeren-kjaer", "caseworker")
    person = command("--desk", str(tmp_path / "desk"), "contact", "show", "kjær", "--json").value
    assert person["phone"] == "70 10 20 31"
    assert command("--desk", str(tmp_path / "desk"), "doctor").code == 0


def test_a_second_desk_joins_after_its_words_were_compared(command: Command, tmp_path: Path) -> None:
    (tmp_path / "exchange").mkdir()
    root = _init(command, tmp_path).out.splitlines()[0]
    joined = tmp_path / "anne"
    ended = command(
        "--desk", str(joined), "init", "--org-name", "Åby Kommune", "--kind", "municipality", "--name", "Anne Bæk",
        "--exchange", str(tmp_path / "exchange"), "--join", root, "--request", str(tmp_path / "anne.json"),
    )  # fmt: skip
    assert ended.code == 0, ended.err
    words = " ".join(ended.err.splitlines()[-3:-1])
    admit = ("--desk", str(tmp_path / "desk"), "key", "admit", str(tmp_path / "anne.json"))
    assert command(*admit).code == 2, "nobody has compared anything"
    assert command(*admit, "--words", "atlas mikser rugby").code == 3
    assert command(*admit, "--words", words.upper()).code == 0
    assert command("--desk", str(joined), "doctor").code == 1
    assert command("--desk", str(joined), "sync").code == 0
    assert command("--desk", str(joined), "doctor").code == 0
    shown = command("--desk", str(joined), "key", "show", "--json").value
    assert all(key["in_directory"] for key in shown["keys"])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--phone", "ring til omstillingen"), 1),
        (("--org", "Åby!"), 3),
        (("--join", "did:key:z6Mk"), 2),
        (("--role", "consultant"), 2),
        (("--passphrase-file", "PASS"), 2),
    ],
    ids=["bad phone", "bad id", "no root key", "role of the other side", "short passphrase"],
)
def test_when_it_fails_nothing_is_left(command: Command, tmp_path: Path, more: tuple[str, ...], code: int) -> None:
    (tmp_path / "exchange").mkdir()
    (tmp_path / "PASS").write_text("kort", encoding="utf-8")
    words = [str(tmp_path / "PASS") if word == "PASS" else word for word in more]
    ended = _init(command, tmp_path, *words)
    assert (ended.code, ended.out) == (code, "")
    assert not (tmp_path / "desk").exists()


def test_what_is_missing_is_named_where_nobody_can_be_asked(command: Command, tmp_path: Path) -> None:
    ended = command("--desk", str(tmp_path / "desk"), "init", "--org-name", "Åby Kommune", "--kind", "municipality")
    assert ended.code == 2
    assert "--name" in ended.err


def test_a_folder_with_something_in_it_is_left_alone(command: Command, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "brev.txt").write_text("kære", encoding="utf-8")
    assert _init(command, tmp_path).code == 1
    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["brev.txt"]


@pytest.mark.parametrize(
    ("name", "short"),
    [("Åse Ø. Kjær", "aase-oe-kjaer"), ("  José  Müller-Lund ", "jose-muller-lund"), ("!!!", "")],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("typed", ["kommune\n", "Kommune \n", "municipality\n", "ved ikke\n\nkommune\n"])
def test_the_kind_is_asked_for_in_words_of_either_language(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "exchange").mkdir()
    monkeypatch.setattr("orderdesk.cli.asking.on_terminal", lambda: True)
    ended = command(
        "--desk", str(tmp_path / "desk"), "init", "--org-name", "Åby Kommune", "--name", "Søren Kjær",
        "--exchange", str(tmp_path / "exchange"), stdin=typed.encode(),
    )  # fmt: skip
    assert ended.code == 0, ended.err
    assert "municipality or a provider" in ended.err
    settings = json.loads((tmp_path / "desk" / "desk.json").read_text(encoding="utf-8"))
    assert settings["role"] == "caseworker"


def test_the_option_takes_the_danish_words_too(command: Command, tmp_path: Path) -> None:
    (tmp_path / "exchange").mkdir()
    ended = _init(command, tmp_path, "--kind", "leverandør")
    assert ended.code == 0, ended.err
    settings = json.loads((tmp_path / "desk" / "desk.json").read_text(encoding="utf-8"))
    assert settings["role"] == "consultant"
