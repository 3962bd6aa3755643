"""`orderdesk case read`: what came is read and acted on, not put off."""

import json
from pathlib import Path

import pytest
from command_desks import Desks, day

CASE = "soeren-hauge"


@pytest.fixture
def case(desks: Desks, tmp_path: Path) -> str:
    """A case with one certificate that came yesterday."""
    file = tmp_path / "case.json"
    paper = {"id": "E1", "kind": "lae125", "information_date": day(-3), "received": day(-1)}
    value = {
        "type": "orderdesk.case.v1",
        "case": CASE,
        "citizen": {"name": "Søren Hauge", "cpr": "700279-1107"},
        "tracks": [{"track": "flex_job", "role": "main", "since": day(-90)}],
        "evidence": [paper],
    }
    file.write_text(json.dumps(value), encoding="utf-8")
    ended = desks.mette("case", "import", str(file))
    assert ended.code == 0, ended.err
    return CASE


def paper(desks: Desks, case: str) -> dict[str, str]:
    found: dict[str, str] = desks.mette("case", "show", case, "--json").value["file"]["evidence"][0]
    return found


def test_it_is_read_today_and_still_to_be_acted_on(desks: Desks, case: str) -> None:
    ended = desks.mette("case", "read", case, "E1")
    assert ended.code == 0, ended.err
    assert paper(desks, case)["read"] == day(0)
    assert "acted_on" not in paper(desks, case)


def test_what_was_done_is_noted_with_its_day(desks: Desks, case: str) -> None:
    ended = desks.mette("case", "read", case, "E1", "--done", "Ringede til Søren og bestilte tid.", "--day", day(-1))
    assert ended.code == 0, ended.err
    assert paper(desks, case)["acted_on"] == paper(desks, case)["read"] == day(-1)


def test_a_text_that_only_puts_it_off_is_refused(desks: Desks, case: str) -> None:
    ended = desks.mette("case", "read", case, "E1", "--done", "Tages op næste gang.")
    assert ended.code == 1
    assert "That only puts it off." in ended.err
    assert "read" not in paper(desks, case)


def test_a_day_before_it_came_is_refused(desks: Desks, case: str) -> None:
    assert desks.mette("case", "read", case, "E1", "--day", day(-2)).code == 1
    assert desks.mette("case", "read", case, "E9").code == 1
