"""How the everyday screens look, at the two sizes that count. `pytest --snapshot-update` takes new pictures."""

import pytest
from app_desks import accepted_order, app_over, opened, send_order, sent_report, until
from desk_pair import DeskPair
from factories import order_body
from textual.pilot import Pilot

from orderdesk.desk.ordering import orders

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


def fill(pair: DeskPair) -> None:
    """An order that expired unseen, a report to read, an order on its way and a draft."""
    send_order(pair, "Åse Ørum")
    sent_report(pair, accepted_order(pair))
    send_order(pair, "Bo Æbelø")
    pair.deliver()
    orders.new_draft(pair.caseworker, order_body())


@SIZES
def test_today(pair: DeskPair, snap_compare, size) -> None:
    fill(pair)
    assert snap_compare(app_over(pair), terminal_size=size, run_before=opened)


@SIZES
def test_orders(pair: DeskPair, snap_compare, size) -> None:
    fill(pair)

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: getattr(pilot.app.screen, "room", "") == "orders" and pilot.app.screen._found)
        await pilot.press("down")

    assert snap_compare(app_over(pair), terminal_size=size, run_before=go)


@SIZES
def test_the_caseload(pair: DeskPair, snap_compare, size) -> None:
    fill(pair)

    async def go(pilot: Pilot) -> None:
        await opened(pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: getattr(pilot.app.screen, "room", "") == "caseload" and pilot.app.screen._found)
        await pilot.press("down")

    assert snap_compare(app_over(pair), terminal_size=size, run_before=go)


def test_the_passphrase_is_asked_for_over_today(pair: DeskPair, snap_compare) -> None:
    async def go(pilot: Pilot) -> None:
        await until(pilot, lambda: pilot.app.screen.query("#first"))
        # A cursor that blinks would be seen or not by chance.
        pilot.app.screen.query_one("#first").cursor_blink = False
        await pilot.pause()

    assert snap_compare(app_over(pair, passphrase=None), terminal_size=(80, 24), run_before=go)
