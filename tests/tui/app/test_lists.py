"""Orders and reports in lists: filters, search, going on, throwing away and taking back."""

from app_desks import accepted_order, app_over, opened, send_order, sent_report, until, words_of
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts
from orderdesk.desk.ordering import orders
from orderdesk.documents.order_table import ORDER_STATES
from orderdesk.tui.app import DeskApp
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.orders_list import ENDED, ON_HOLD, RUNNING, WAITING, OrdersScreen
from orderdesk.tui.reports.reader import ReaderScreen


def citizens(app: DeskApp) -> list[str]:
    """The names in the list."""
    return [row.cells[1] for row in app.screen.query_one("RowsView").rows]


def test_each_state_of_an_order_that_was_sent_is_in_one_group() -> None:
    assert sorted((*WAITING, *RUNNING, *ON_HOLD, *ENDED)) == sorted(set(ORDER_STATES) - {"draft"})


async def test_orders_are_filtered_by_drafts_late_and_not_answered(pair: DeskPair) -> None:
    send_order(pair, "Åse Ørum")
    pair.clock.forward(days=7)
    send_order(pair, "Bo Æbelø")
    orders.new_draft(pair.caseworker, order_body())
    app = app_over(pair)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, OrdersScreen) and app.screen._found)
        listing = app.screen.query_one(RecordList)
        found = {}
        for name in ("drafts", "late", "mine", "waiting", "unread", "ended", "all"):
            listing.show_filter(name)
            found[name] = sorted(citizens(app))
        both = ["Bo Æbelø", "Åse Ørum"]
        assert found["drafts"] == ["Rikke Sønderby"]
        assert found["late"] == ["Åse Ørum"]
        assert found["waiting"] == both
        assert found["mine"] == ["Bo Æbelø", "Rikke Sønderby", "Åse Ørum"] == found["all"]
        assert found["unread"] == found["ended"] == []
        await pilot.press("slash", *"æbel", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen))
    app.close_desks()


async def test_a_draft_is_thrown_away_with_another_key_and_taken_back(pair: DeskPair) -> None:
    orders.new_draft(pair.caseworker, order_body())
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, OrdersScreen) and app.screen._found)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("delete", "escape")
        assert len(drafts.listing(app.desk)) == 1
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f9")
        await until(pilot, lambda: drafts.listing(app.desk) == [] and citizens(app) == [])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrdersScreen) and citizens(app) == ["Rikke Sønderby"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
    app.close_desks()


async def test_a_sent_order_is_not_thrown_away_and_the_screen_says_why(pair: DeskPair) -> None:
    send_order(pair)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, OrdersScreen) and app.screen._found)
        await pilot.press("delete")
        await until(pilot, lambda: app._notifications)
        assert "an order that was sent is kept" in next(iter(app._notifications)).message
    app.close_desks()


async def test_reports_show_what_is_not_read_and_open_the_reader_or_the_order(pair: DeskPair) -> None:
    sent_report(pair, accepted_order(pair))
    app = app_over(pair)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f4")
        await until(pilot, lambda: getattr(app.screen, "room", "") == "reports" and app.screen._found)
        app.screen.query_one(RecordList).show_filter("unread")
        assert [row.cells[2] for row in app.screen.query_one("RowsView").rows] == ["not read"]
        assert "monthly report" in words_of(app, "#whole")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "room", "") == "reports")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
    app.close_desks()
