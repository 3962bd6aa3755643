"""What a report has brought to a case stands on Today with the gaps it would close, until a person has seen to it."""

from typing import Any

import pytest
from casework_desks import CPR, on, reported, running
from desk_pair import DeskPair

from orderdesk.cases.reading import case_of
from orderdesk.desk.casework import case_files, entries, feeding
from orderdesk.desk.casework.listed_rows import NEWS
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs import arrivals
from orderdesk.desk.needs.line import Item
from orderdesk.desk.put_aside import put_aside, take_back
from orderdesk.desk.today import today

CASE = "bodil-aeroe"
SHOWS = "Klarer indkøb alene om formiddagen. Hviler efter en halv time med andre."
PRODUCED = {"documentation": "D1", "status": "produced", "text": SHOWS}
CLOSED = "fleksjob/FLX01"


@pytest.fixture
def desk(pair: DeskPair) -> Desk:
    value = {
        "type": "orderdesk.case.v1", "case": CASE, "citizen": {"name": "Bodil Ærø", "cpr": CPR},
        "tracks": [{"track": "flex_job", "role": "main", "since": "2026-01-05"}],
    }  # fmt: skip
    on(pair.caseworker, "2026-11-20")
    case_files.put(pair.caseworker, case_of(value))
    return pair.caseworker


@pytest.fixture
def thread(pair: DeskPair, desk: Desk) -> str:
    """A course for the citizen of the case that has begun."""
    assert desk is pair.caseworker
    return running(pair)


def report_of(pair: DeskPair, thread: str, month: str, **changes: Any) -> None:
    """The report comes some days before its month is over, and counts from its end."""
    reported(pair, thread, month, **changes)
    on(pair.caseworker, {"2026-12": "2027-01-01", "2027-01": "2027-02-01"}[month])


def line(desk: Desk) -> Item | None:
    return next((one for one in today(desk) if one.code == "case_news"), None)


def test_a_report_that_closes_a_gap_stands_there_until_it_is_confirmed(pair: DeskPair, desk: Desk, thread: str) -> None:
    assert line(desk) is None
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    item = line(desk)
    assert item is not None
    assert (item.opens, item.key, item.who, item.action, item.since) == (
        "case", CASE, "Bodil Ærø", "news", "2026-12-28",
    )  # fmt: skip
    assert CLOSED.partition("/")[2] in item.detail
    for one in feeding.proposals(desk, CASE):
        feeding.confirm(desk, CASE, one)
    assert line(desk) is None


def test_a_report_that_came_early_stands_there_once_its_period_is_over(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    seen = []
    for day in ("2026-12-29", "2026-12-30", "2026-12-31"):
        on(desk, day)
        seen.append(line(desk) is not None)
    assert seen == [False, False, True]


def test_it_stays_while_another_proposal_would_close_something(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    closing = [one for one in feeding.proposals(desk, CASE) if one.closes]
    for left, one in reversed([*enumerate(closing)]):
        feeding.confirm(desk, CASE, one)
        still = [other for other in feeding.proposals(desk, CASE) if other.closes]
        assert (line(desk) is not None) is bool(still), left


def test_what_is_left_out_or_put_aside_is_gone_and_can_come_back(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    item = line(desk)
    assert item is not None
    put_aside(desk, item.mark)
    assert line(desk) is None
    take_back(desk, item.mark)
    assert line(desk) is not None
    for one in feeding.proposals(desk, CASE):
        feeding.decline(desk, CASE, one)
    assert line(desk) is None


def test_what_was_put_aside_stands_there_again_when_the_next_report_closes_something(
    pair: DeskPair, desk: Desk, thread: str
) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    item = line(desk)
    assert item is not None
    put_aside(desk, item.mark)
    report_of(pair, thread, "2027-01", documentation=[PRODUCED])
    assert line(desk) is not None


def test_a_report_that_closes_nothing_needs_no_line(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    for one in feeding.proposals(desk, CASE):
        feeding.confirm(desk, CASE, one)
    report_of(pair, thread, "2027-01")
    assert any(one.kind == "evidence" for one in feeding.proposals(desk, CASE))
    closing = [one for one in feeding.proposals(desk, CASE) if one.closes]
    assert (line(desk) is not None) is bool(closing)


def test_neither_case_files_nor_documents_are_opened_a_second_time(
    pair: DeskPair, desk: Desk, thread: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    before = line(desk)
    opened: list[str] = []
    monkeypatch.setattr(feeding, "proposals", lambda _desk, case: opened.append(case) or [])
    assert (line(desk), opened) == (before, [])
    entries.add(desk, CASE, "facts", {"kind": "self_employed", "value": False, "source": "Borgeren"})
    line(desk)
    line(desk)
    assert opened == [CASE]


def test_a_case_that_has_been_decided_and_one_that_is_gone_have_none(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    assert line(desk) is not None
    entries.describe(desk, CASE, {"decision": {"decided": "2027-01-01"}})
    assert line(desk) is None
    case_files.delete(desk, CASE, seen=case_files.kept(desk, CASE).revision)
    assert (line(desk), desk.store.get(NEWS, CASE)) == (None, None)


def test_a_case_that_cannot_be_read_does_not_take_today_down(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    row = desk.store.get(case_files.FILES, CASE) or {}
    desk.store.put(case_files.FILES, CASE, {**row, "file": {**row["file"], "nyt": 1}})
    assert line(desk) is None


def test_a_provider_has_none(pair: DeskPair, desk: Desk, thread: str) -> None:
    report_of(pair, thread, "2026-12", documentation=[PRODUCED])
    assert list(arrivals.lines(pair.consultant)) == []
