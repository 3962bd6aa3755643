"""Gaps that only a person can settle, and gaps that no word settles."""

import pytest
from casework_desks import Keep, on

from orderdesk.desk.casework import case_files, entries, gap_reading, settling
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound, NotPossible

CASE = "bodil-aeroe"
ANXIETY = "laegeanmodninger/ANM03:anxiety"
TOLD = [
    {"id": "C1", "day": "2026-05-05", "health": "Angsten er slem om morgenen."},
    {"id": "C2", "day": "2026-08-05", "health": "Jeg har stadig angst."},
]
WHY = "Lægen kender det, og det fylder ikke i arbejdet."


def is_open(desk: Desk, gap: str) -> bool:
    return any(one.key == gap and one.is_open for one in gap_reading.answers(desk, CASE).answers)


def test_a_health_problem_that_was_looked_into_stays_settled_until_it_is_named_on_two_days_again(
    desk: Desk, keep: Keep
) -> None:
    keep(conversations=TOLD)
    settling.settle(desk, CASE, ANXIETY, WHY)
    (note,) = case_files.case_file(desk, CASE).notes
    assert (note.kind, note.gap, note.entries, note.text) == ("closed_by", ANXIETY, ["C1", "C2"], WHY)
    assert not is_open(desk, ANXIETY)
    for day, expected in [("2026-11-23", False), ("2026-11-24", True)]:
        on(desk, day)
        entries.add(desk, CASE, "conversations", {"day": day, "health": "Angsten er værre."})
        assert is_open(desk, ANXIETY) is expected


def test_a_request_that_asks_for_more_than_is_on_file_is_no_duplicate_once_somebody_says_so(
    desk: Desk, keep: Keep
) -> None:
    paper = {"id": "E1", "kind": "lae125", "information_date": "2026-10-01", "states": {"diagnosis": "Angst"}}
    keep(evidence=[paper], requests=[{"id": "R1", "form": "lae125"}])
    settling.settle(desk, CASE, "laegeanmodninger/ANM04:R1", "Der spørges om behandlingen.")
    assert case_files.case_file(desk, CASE).notes[0].entries == ["E1", "R1"]
    assert not is_open(desk, "laegeanmodninger/ANM04:R1")


def test_what_must_come_into_the_file_is_settled_by_no_word(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(NotPossible, match="something must come into the file") as refused:
        settling.settle(desk, CASE, "fleksjob/FLX03", "Det går nok.")
    assert "Ask the provider" in refused.value.advice
    assert not case_files.case_file(desk, CASE).notes


def test_what_is_not_open_is_not_settled(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(NotFound):
        settling.settle(desk, CASE, ANXIETY, WHY)
