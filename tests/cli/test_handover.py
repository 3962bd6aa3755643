"""A case handed over by command, read by the colleague, and the citizen's own words."""

import json
from collections.abc import Callable

import pytest
from command_desks import Desks, Ended, day


@pytest.fixture
def jonas(desks: Desks, command: Callable[..., Ended]) -> Callable[..., Ended]:
    """A colleague's desk, admitted by Mette; commands on it."""
    folder = str(desks.folder / "jonas")
    root = json.loads((desks.folder / "mette" / "desk.json").read_text(encoding="utf-8"))["root"]
    joined = command(
        "--desk", folder, "init", "--org-name", "Lindholm Kommune", "--org", "lindholm-kommune",
        "--kind", "municipality", "--name", "Jonas Bach", "--phone", "70 10 20 77", "--mail", "jonas@lindholm.example",
        "--exchange", str(desks.folder / "exchange"), "--join", root, "--request", str(desks.folder / "jonas.json"),
    )  # fmt: skip
    assert joined.code == 0, joined.err
    words = " ".join(joined.err.splitlines()[-3:-1])
    admitted = desks.mette("key", "admit", str(desks.folder / "jonas.json"), "--words", words)
    assert admitted.code == 0, admitted.err

    def run(*words: str) -> Ended:
        return command("--desk", folder, *words)

    carry(desks, run)
    return run


def carry(desks: Desks, jonas: Callable[..., Ended]) -> None:
    for _turn in range(2):
        desks.carry()
        assert jonas("sync", "--force").code == 0


GIVE = ("--to-person", "jonas", "--since", "+0", "--until", "+21", "--reason", "Jeg holder ferie.",
        "--summary-now", "Rikke møder stabilt.", "--summary-next-step", "Trepartsmøde om flere timer.")  # fmt: skip


def test_a_case_is_given_read_and_back_in_time(desks: Desks, jonas: Callable[..., Ended]) -> None:
    thread = desks.accepted_order()
    given = desks.mette("handover", "give", thread, *GIVE)
    assert given.code == 0, given.err
    assert "The case is handed over." in given.err
    carry(desks, jonas)
    assert "Rikke" in jonas("inbox").out
    listed = jonas("handover", "list")
    assert "Mette Krogh" in listed.out
    page = jonas("handover", "show", "rikke").out
    for words in ("Rikke møder stabilt.", "Trepartsmøde om flere timer.", "Mette Krogh", "Jonas Bach", "3 documents"):
        assert words in page
    assert max(map(len, page.splitlines())) <= 80
    assert jonas("order", "show", thread, "--json").value["state"] == "accepted"
    assert "with Jonas Bach until" in desks.mette("order", "list").out
    [own] = desks.mette("handover", "list", "--json").value
    assert (own["given"], own["whole"], own["until"]) == (True, True, day(21))
    assert desks.mette("order", "list", "--json").value[0]["holder"] == "Jonas Bach"
    again = desks.mette("handover", "show", "rikke", "--send-again")
    assert "documents go with the next" in again.err


def test_what_the_form_lacks_is_said_and_nothing_is_sent(desks: Desks, jonas: Callable[..., Ended]) -> None:
    thread = desks.accepted_order()
    lacking = desks.mette("handover", "give", thread, "--to-person", "jonas", "--since", "+0", "--reason", "Ferie.")
    assert lacking.code != 0
    assert "--summary-now" in lacking.err
    assert desks.mette("handover", "list").out == ""
    assert desks.sara("handover", "give", thread, *GIVE).code != 0
    assert jonas("handover", "show", "rikke").code != 0


def test_the_citizens_own_words_stand_alone(desks: Desks) -> None:
    thread = desks.accepted_order()
    stances = ("--stances", "M1|partly|Hvis det går stille.")
    assert desks.sara("order", "align", thread, "--day", day(0), "--how", "meeting", *stances).code == 0
    desks.carry()
    page = desks.mette("order", "voice", thread)
    assert page.code == 0, page.err
    for words in ("In own words", "Wishes", "»Hvis det går stille.«", "partly agreed", "Where the citizen stands"):
        assert words in page.out
    assert "710385" not in page.out
    assert max(map(len, page.out.splitlines())) <= 80
    value = desks.sara("order", "voice", thread, "--json").value
    assert value["stances"][0]["history"][-1]["stance"] == "partly"
