"""What the colleague sees of a case that was handed over, what the one who left sees, and the citizen's own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pair import DeskPair
from handover_desks import SUMMARY, Town, handing, make_town, running
from textual.widgets import Static

from orderdesk.desk import index, listing, marks, today
from orderdesk.desk.moves.making import make
from orderdesk.desk.people import handover_reading
from orderdesk.tui import orders_list
from orderdesk.tui.orders.handover_page import HandoverScreen
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.orders.own_words_page import OwnWordsScreen

SIZE = (80, 24)


@pytest.fixture
def town(tmp_path: Path, pair: DeskPair) -> Iterator[Town]:
    """Mette has handed the case to Jonas for three weeks."""
    found = running(make_town(tmp_path, pair))
    make(found.mette, found.thread, "change_caseworker", handing(told="Ring til Jonas i ferien."))
    found.deliver()
    yield found
    found.close()


def text(screen: HandoverScreen | OwnWordsScreen) -> str:
    return str(screen.query_one("#page", Static).content)


async def test_the_page_holds_the_summary_and_leads_to_the_order(town: Town, shell, keys, until) -> None:
    [line] = [item for item in today.today(town.jonas) if item.code == "handed_over"]
    screen = HandoverScreen(line.key)
    app = shell(town.jonas, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Mette Krogh" in text(screen))
        for words in (*SUMMARY.values(), "Jonas Bach", "22 Nov", "4 documents", "Ring til Jonas i ferien."):
            assert words in text(screen)
        assert "handed_over" not in {item.code for item in today.today(town.jonas)}
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen) and app.screen.reading)
        await keys(pilot, "ctrl+b")
        await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen))


async def test_an_order_that_has_not_come_cannot_be_opened_yet(town: Town, shell, keys, until) -> None:
    digest = handover_reading.handovers(town.mette)[0].digest
    town.jonas.store.delete(index.THREADS, town.thread)
    screen = HandoverScreen(digest)
    app = shell(town.jonas, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Mette Krogh" in text(screen))
        assert screen.why_not("handover.order") == "The order has not come yet."
        await keys(pilot, "f2")
        assert app.screen is screen


async def test_the_provider_rings_the_substitute_and_the_caseworker_the_new_consultant(
    town: Town, shell, until
) -> None:
    form = {"consultant": "bo-winther", "since": "2026-11-02", "reason": "Sara skifter job.", "citizen_told": True}
    make(town.sara, town.thread, "change_consultant", form)
    town.deliver()
    for desk, name in ((town.bo, "Jonas Bach"), (town.jonas, "Bo Winther")):
        screen = OrderScreen(town.thread)
        async with shell(desk, screen).run_test(size=SIZE) as pilot:
            await until(pilot, lambda screen=screen: screen.reading)
            ring = str(screen.query_one("#contact", Static).content)
            assert name in ring
            assert "70 10 20 77" in ring
            assert "Jonas Bach has the case now." in str(screen.query_one("#standing", Static).content)


async def test_the_citizens_own_words_are_all_that_stands_there(town: Town, shell, until) -> None:
    stances = [{"item": "M1", "stance": "partly", "words": "Hvis det går stille."}]
    make(town.sara, town.thread, "align", {"day": "2026-11-02", "how": "meeting", "stances": stances})
    town.deliver()
    screen = OwnWordsScreen(town.thread)
    async with shell(town.jonas, screen).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Hvis det går stille." in text(screen))
        for words in ("In own words", "Wishes, by what matters most", "Agreed", "Where the citizen stands"):
            assert words in text(screen)
        assert "710385" not in text(screen)


def test_the_list_of_the_one_who_left_says_with_whom_and_until_when(town: Town) -> None:
    [row] = [row for row in listing.orders(town.mette) if row.thread == town.thread]
    shown = orders_list._row(row.thread, row, marks.marks(town.mette), town.mette.today())
    assert "with Jonas Bach until 22 Nov" in shown.cells
    assert "mine" not in shown.tags
    assert "with Jonas Bach until 22 Nov" in orders_list._sentence(row, town.mette.today())
    [taken] = [row for row in listing.orders(town.jonas) if row.thread == town.thread]
    assert (taken.holder, taken.person) == ("", "Sara Holt")
