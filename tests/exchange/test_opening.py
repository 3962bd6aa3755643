"""The exchange address in a desk's settings."""

from pathlib import Path

import pytest

from orderdesk.errors import ExchangeUnavailable, NotPossible
from orderdesk.exchange.carrier import Mailbox
from orderdesk.exchange.opening import open_carrier

JONAS = Mailbox("vejen-videre", "jonas")


@pytest.mark.parametrize("address", ["folder:udveksling på tværs", "folder:./udveksling på tværs", "FOLDER:{base}/x"])
def test_a_folder_relative_to_the_desk_or_absolute(tmp_path: Path, address: str) -> None:
    for name in ("udveksling på tværs", "x"):
        (tmp_path / name).mkdir()
    exchange = open_carrier(address.format(base=tmp_path), tmp_path)
    name = exchange.put(JONAS, b"forseglet")
    assert [path.stem for path in tmp_path.glob("*/mailboxes/vejen-videre/jonas/*.sealed")] == [name]


def test_opening_does_not_look_and_does_not_make(tmp_path: Path) -> None:
    exchange = open_carrier("folder:usb", tmp_path)
    assert not (tmp_path / "usb").exists()
    with pytest.raises(ExchangeUnavailable):
        exchange.put(JONAS, b"forseglet")
    assert not (tmp_path / "usb").exists()


@pytest.mark.parametrize(
    "address",
    ["https://bodil:hemmeligt@hub.example/", "ftp:x", "", "folder", "folder:", "folder:  ", "folder:a\0b", "C:\\share"],
)
def test_other_addresses_get_a_sentence_that_repeats_no_secret(tmp_path: Path, address: str) -> None:
    with pytest.raises(NotPossible) as error:
        open_carrier(address, tmp_path)
    assert error.value.message.endswith(".")
    assert error.value.advice
    assert "hemmeligt" not in str(error.value)


def test_an_unknown_scheme_says_what_this_version_can(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="This version exchanges through a folder"):
        open_carrier("https://hub.example/", tmp_path)
