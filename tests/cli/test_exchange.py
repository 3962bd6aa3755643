"""By which way the post goes: shown, changed, and changed back."""

from pathlib import Path

import pytest
from command_desks import Desks, order_now


def test_the_exchange_is_shown_and_changed_without_loss(desks: Desks, tmp_path: Path) -> None:
    assert "can be reached" in desks.mette("exchange").out
    thread = desks.mette("order", "new", desks.file("order.json", order_now()), "--send").out.strip()
    assert desks.mette("sync", "--force").code == 0
    stick = tmp_path / "nøgle til børn"
    stick.mkdir()
    moved = desks.mette("exchange", "--folder", str(stick))
    assert moved.code == 0, moved.err
    assert "1 document that was under way goes once more" in moved.err
    assert desks.sara("exchange", "--folder", f"folder:{stick}", "--json").value == {
        "exchange": f"folder:{stick}", "described": f"The exchange is the folder {stick}, and it can be reached.",
        "sent_again": 0,
    }  # fmt: skip
    desks.carry()
    assert [row["state"] for row in desks.sara("order", "list", "--json").value] == ["delivered"]
    assert thread
    away = desks.mette("exchange", "--hub", "https://127.0.0.1:9/", "--json")
    assert away.value["exchange"] == "https://127.0.0.1:9"
    assert "cannot be reached now" in away.value["described"]
    assert desks.mette("exchange", "--folder", str(stick)).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--hub", "http://hub.example"), 1),
        (("--hub", "hub.example"), 1),
        (("--folder", "ftp://hub.example"), 1),
        (("--hub", "https://hub.example", "--folder", "x"), 2),
    ],
)
def test_what_is_no_exchange_changes_nothing(desks: Desks, words: tuple[str, ...], code: int) -> None:
    before = desks.mette("exchange").out
    refused = desks.mette("exchange", *words)
    assert (refused.code, refused.out) == (code, "")
    assert desks.mette("exchange").out == before
