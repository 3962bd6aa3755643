"""Lines of Today that need only be seen, or are put aside; the caseload; a clock in the settings."""

from datetime import UTC, datetime

from app_desks import accepted_order, app_over, opened, send_order, until, words_of
from desk_pair import DeskPair
from textual.widgets import Input

from orderdesk.desk.clocks import clocks
from orderdesk.desk.moves.making import make
from orderdesk.tui.app import DeskApp
from orderdesk.tui.caseload import CaseloadScreen
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.settings import SettingsScreen
from orderdesk.tui.today import TodayScreen

WARNING = {"about": "health_worse", "text": "Flere anfald i denne uge."}


def lines(app: DeskApp) -> list[str]:
    """What the rows on the screen say."""
    return [row.cells[1] for row in app.screen.query_one("RowsView").rows]


async def test_news_are_gone_from_today_once_they_have_been_opened(pair: DeskPair) -> None:
    make(pair.consultant, accepted_order(pair), "warn", WARNING)
    pair.deliver()
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert lines(app) == ["An early warning"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and lines(app) == [])
    app.close_desks()


async def test_a_line_is_put_aside_and_taken_back_and_a_task_stays(pair: DeskPair) -> None:
    make(pair.consultant, accepted_order(pair), "warn", WARNING)
    pair.deliver()
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("delete")
        await until(pilot, lambda: lines(app) == [])
        await pilot.press("ctrl+r")
        await until(pilot, lambda: lines(app) == ["An early warning"])
    app.close_desks()
    app = app_over(pair, consultant_first=True)
    send_order(pair)
    pair.deliver()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert lines(app) == ["Answer the order"]
        await pilot.press("delete")
        await until(pilot, lambda: any("stays until" in note.message for note in app._notifications))
        assert lines(app) == ["Answer the order"]
    app.close_desks()


async def test_the_start_is_told_from_today(pair: DeskPair) -> None:
    accepted_order(pair)
    pair.clock.moment = datetime(2026, 11, 6, 8, 0, tzinfo=UTC)
    app = app_over(pair, consultant_first=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert lines(app) == ["Tell of the start"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen))
    app.close_desks()


async def test_the_caseload_is_walked_through_with_down_and_enter(pair: DeskPair) -> None:
    accepted_order(pair)
    send_order(pair, "Bo Æbelø")
    send_order(pair, "Åse Ørum")
    pair.deliver()
    app = app_over(pair)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen) and app.screen._found)
        assert lines(app) == ["Bo Æbelø", "Åse Ørum", "Rikke Sønderby"]
        assert "blocked: The order waits for an answer" in words_of(app, "#whole")
        await pilot.press("down", "down")
        await until(pilot, lambda: "Next: The course begins · 5 Nov" in words_of(app, "#whole"))
        app.screen.query_one(RecordList).show_filter("blocked")
        assert lines(app) == ["Bo Æbelø", "Åse Ørum"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
    app.close_desks()


async def test_a_clock_is_set_and_put_back_in_the_settings(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._found)
        for typed, expected in (("5", 5), ("", 7)):
            app.screen.query_one(RecordList).show_filter("clocks")
            app.screen.query_one(RecordList).go_to("clock report_red")
            await until(pilot, lambda: app.screen.record().id == "clock report_red")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LineDialog) and app.screen.query("#ok"))
            app.screen.query_one(Input).value = typed
            app.screen.query_one("#ok").press()
            await until(pilot, lambda expected=expected: clocks(app.desk).length("report_red") == expected)
            await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._found)
    app.close_desks()
