"""The keys below a report: the caseworker decides, the provider writes a later version."""

from collections.abc import Callable
from typing import Any

import pytest
from desk_pair import DeskPair
from textual.pilot import Pilot

from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.reports.reader import ReaderScreen

DECIDING = {"reading.decide", "reading.elaborate", "reading.mark-read", "reading.send"}


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    for _turn in range(300):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it did not come")


@pytest.mark.parametrize("side", ["caseworker", "consultant"])
async def test_each_side_has_its_own_keys_below_a_report(
    side: str, course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    screen = ReaderScreen(course.report("2026-11"))
    async with shell(getattr(pair, side), screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.pages)
        below = {item.action.id for item in screen.query_one(DeskFooter).items}
        known = {action.id for action in screen.possible_actions()}
        if side == "caseworker":
            assert below >= DECIDING
            assert "reading.correct" not in known
        else:
            assert below >= {"reading.correct", "reading.next-page"}
            assert not known & (DECIDING | {"reading.editor"})
