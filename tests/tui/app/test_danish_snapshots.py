"""How the screens around the course of an order look in Danish in a small terminal. `pytest --snapshot-update` takes
new pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_desks import accepted_order, app_over, opened, send_order, until
from desk_pair import DeskPair
from handover_desks import Town, handing, make_town, running
from textual.pilot import Pilot

from orderdesk.desk import today
from orderdesk.desk.moves.making import make
from orderdesk.tui.moves.menu import ActionsScreen
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.orders.handover_page import HandoverScreen

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def _speaks_danish(monkeypatch: pytest.MonkeyPatch, _speaks_english: None) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")


@pytest.fixture
def town(tmp_path: Path, pair: DeskPair) -> Iterator[Town]:
    """An order that runs, in a municipality with three caseworkers."""
    found = running(make_town(tmp_path, pair))
    yield found
    found.close()


def test_the_caseload(pair: DeskPair, snap_compare) -> None:
    accepted_order(pair)
    send_order(pair, "Åse Ørum")
    pair.deliver()

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: getattr(pilot.app.screen, "room", "") == "caseload" and pilot.app.screen._found)

    assert snap_compare(app_over(pair), terminal_size=SIZE, run_before=go)


def test_all_that_can_be_done_with_an_order(pair: DeskPair, snap_compare) -> None:
    thread = accepted_order(pair)

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        pilot.app.push_screen(ActionsScreen(thread))
        await until(pilot, lambda: getattr(pilot.app.screen, "choices", None))

    assert snap_compare(app_over(pair), terminal_size=SIZE, run_before=go)


def test_a_meeting_is_recorded(pair: DeskPair, snap_compare) -> None:
    thread = accepted_order(pair)
    decided = {"text": "To prøvedage i værkstedet.", "owner": "consultant", "by": "2026-11-19"}

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        screen = MoveScreen(thread, "record_meeting", begun={"day": "2026-11-02", "decisions": [decided]})
        pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.is_mounted and screen.found)
        await pilot.press("f8")
        await until(pilot, lambda: screen.form.shown == 1)

    assert snap_compare(app_over(pair), terminal_size=SIZE, run_before=go)


def test_a_case_that_was_handed_over(town: Town, snap_compare) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(told="Ring til Jonas i ferien."))
    town.deliver()
    [line] = [item for item in today.today(town.jonas) if item.code == "handed_over"]
    pair = town.pair
    pair.caseworker = town.jonas

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        pilot.app.push_screen(HandoverScreen(line.key))
        await until(pilot, lambda: getattr(pilot.app.screen, "found", None))

    assert snap_compare(app_over(pair), terminal_size=SIZE, run_before=go)
