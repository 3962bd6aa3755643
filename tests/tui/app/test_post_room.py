"""The post room: what is on its way, what was refused."""

from pathlib import Path

from app_desks import app_over, opened, send_order, until, words_of
from desk_pair import DeskPair
from textual.widgets import Input

from orderdesk.desk import outbox, post
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.post import PostScreen


async def at_post(pilot) -> None:
    await opened(pilot)
    await pilot.press("f7")
    await until(pilot, lambda: isinstance(pilot.app.screen, PostScreen) and pilot.app.screen._found)


async def test_an_order_on_its_way_is_told_with_citizen_and_addressee_and_can_be_sent_again(pair: DeskPair) -> None:
    send_order(pair)
    app = app_over(pair)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_post(pilot)
        cells = app.screen.query_one("RowsView").rows[0].cells
        assert cells[1:5] == (
            "order", "handed over, no receipt yet", "Rikke Sønderby", "Sara Holt, Fjordvejen ApS",
        )  # fmt: skip
        assert "in touch, last at 09:" in words_of(app, "#line")
        assert "1 without receipt" in words_of(app, "#line")
        attempts = outbox.waiting(app.desk)[0].attempts
        await pilot.press("f9")
        await until(pilot, lambda: [row.attempts for row in outbox.waiting(app.desk)] == [attempts + 1])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
    app.close_desks()


async def test_what_was_refused_says_the_check_and_can_be_saved_to_a_file(pair: DeskPair, tmp_path: Path) -> None:
    post.receive(pair.caseworker, b'{"et":"brev uden underskrift"}')
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert [row.cells[1] for row in app.screen.query_one("RowsView").rows] == [
            "Something arrived that could not be believed"
        ]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PostScreen) and app.screen._found)
        assert app.screen.query_one("RowsView").rows[0].cells[1] == "arrived, refused"
        await pilot.press("f9")
        await until(pilot, lambda: app._notifications)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "afvist.json")
        await pilot.press("enter")
        await until(pilot, (tmp_path / "afvist.json").exists)
        assert (tmp_path / "afvist.json").read_bytes() == b'{"et":"brev uden underskrift"}'
    app.close_desks()
