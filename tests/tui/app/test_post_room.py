"""The post room: what is on its way, what was refused."""

from pathlib import Path

from app_desks import app_over, opened, send_order, until, words_of
from desk_pair import DeskPair
from textual.widgets import Input

from orderdesk.desk.mail import holes, outbox, post
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import replies
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


async def test_what_is_missing_is_named_and_asked_for_with_a_key(pair: DeskPair) -> None:
    thread = lost_start(pair)
    [lost] = holes.of_thread(pair.caseworker, thread)
    app = app_over(pair)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_post(pilot)
        assert [row.cells[1:5] for row in app.screen.query_one("RowsView").rows] == [
            ("missing: A document", "late", "Rikke Sønderby", "Sara Holt, Fjordvejen ApS")
        ]
        assert "has not come here" in words_of(app, "#whole")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PostScreen))
        await pilot.press("f9")
        await until(pilot, lambda: (app.desk.store.get(holes.HOLES, lost.digest) or {}).get("asked") == 1)
        await until(pilot, lambda: app.screen.query_one("RowsView").rows[0].cells[2] == "asked for")
    app.close_desks()


def lost_start(pair: DeskPair) -> str:
    """A course of which the caseworker has had the good news and not the start; its thread."""
    thread = send_order(pair)
    pair.deliver()
    first = {"day": "2026-11-02", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    pair.deliver()
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    post.sync(pair.consultant)
    for path in (pair.exchange / "mailboxes" / "lindholm-kommune" / "mette-krogh").glob("*.sealed"):
        path.unlink()
    make(pair.consultant, thread, "good_news", {"text": "Rikke kom til tiden hele ugen."})
    pair.deliver()
    return thread
