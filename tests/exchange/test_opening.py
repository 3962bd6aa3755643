"""The exchange address in a desk's settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orderdesk.errors import ExchangeUnavailable, NotPossible
from orderdesk.exchange import hub_address
from orderdesk.exchange.carrier import Mailbox
from orderdesk.exchange.opening import check_address, open_carrier

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


def test_an_unknown_scheme_says_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="neither a folder nor a hub"):
        open_carrier("ftp://arkiv.example/", tmp_path)


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("https://hub.example", "https://hub.example"),
        ("https://Hub.Example/", "https://hub.example"),
        (" HTTPS://hub.example:443/ ", "https://hub.example"),
        ("https://hub.example:8443/udveksling/", "https://hub.example:8443/udveksling"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://127.0.0.1:8420/", "http://127.0.0.1:8420"),
        ("http://localhost:8420", "http://localhost:8420"),
        ("http://[::1]:8420", "http://[::1]:8420"),
    ],
)
def test_a_hubs_address_is_written_in_one_way(written: str, base: str) -> None:
    assert hub_address.base_of(written) == base


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://hub.example", "by https alone"),
        ("http://127.0.0.1.example", "by https alone"),
        ("https://bodil@hub.example", "no name and no password"),
        ("https://", "names no hub"),
        ("https:hub.example", "names no hub"),
        ("https://hub.example:0x10", "names no hub"),
        ("https://hub.example:99999", "names no hub"),
        ("https://hub.example?token=hemmeligt", "names no hub"),
        ("https://hub.example/#hemmeligt", "names no hub"),
        ("https://hub.example/a b", "names no hub"),
        ("https://hub.example/../x", "names no hub"),
        ("https://blåbær.example", "names no hub"),
        ("https://hub.example\n", ""),
    ],
)
def test_what_is_no_hubs_address_is_refused_without_being_repeated(tmp_path: Path, address: str, says: str) -> None:
    if not says:
        assert hub_address.base_of(address) == "https://hub.example"
        return
    for refuse in (open_carrier, check_address):
        with pytest.raises(NotPossible, match=says) as error:
            refuse(address, tmp_path)
        assert error.value.advice
        assert "hemmeligt" not in str(error.value)


def test_a_hub_is_opened_without_a_look_and_without_httpx(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from orderdesk.exchange.opening import open_carrier;"
        "carrier = open_carrier(sys.argv[1], Path()); carrier.close();"
        "print(sorted({'httpx', 'orderdesk.exchange.hub', 'http_message_signatures'} & set(sys.modules)))"
    )
    root = str(Path(__file__).resolve().parents[2])
    for address, loaded in (("folder:x", "[]"), ("https://hub.example", "['orderdesk.exchange.hub']")):
        done = subprocess.run(
            [sys.executable, "-c", program, address], capture_output=True, text=True, check=True, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": root},
        )  # fmt: skip
        assert done.stdout.strip() == loaded
