"""The application over real desks: opening, the passphrase, Today, the post, the other desk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from app_desks import accepted_order, app_over, opened, send_order, sent_report, until, words_of
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from textual.widgets import Input

from orderdesk.desk import drafts, passphrase
from orderdesk.desk.mail import outbox
from orderdesk.desk.membership import after_loss
from orderdesk.desk.ordering import orders
from orderdesk.tui.app import DeskApp
from orderdesk.tui.desk_choice import DeskChoice
from orderdesk.tui.dialogs import PassphraseDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.reports.reader import ReaderScreen
from orderdesk.tui.reports.writer import WriterScreen
from orderdesk.tui.today import TodayScreen


def shown(app: DeskApp) -> list[tuple[str, ...]]:
    """The cells of the list on the screen."""
    return [row.cells for row in app.screen.query_one("RowsView").rows]


async def test_today_is_there_before_the_desk_is_open_and_then_says_what_needs_me(pair: DeskPair) -> None:
    send_order(pair)
    pair.clock.forward(days=7)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, TodayScreen)
        await opened(pilot)
        assert shown(app) == [
            ("!", "The order could not be delivered", "Rikke Sønderby", "Fjordvejen ApS", "4 Nov", "")
        ]
        assert words_of(app, "#notice") == "1 thing needs you · 1 is late"
        assert words_of(app, "#whole").endswith("since 4 Nov · LATE")
    app.close_desks()


async def test_what_a_restore_after_a_loss_has_left_to_do_is_said_at_the_opening(pair: DeskPair) -> None:
    for name, data in after_loss.to_do("2026-11-02").items():
        (pair.caseworker.folder.root / name).write_bytes(data)
    after_loss.done(pair.caseworker.folder, "reseal")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await until(
            pilot,
            lambda: any(
                "key rotate --reason lost --since 2026-11-02" in notice.message for notice in app._notifications
            ),
        )
    app.close_desks()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is never known to be gone")
async def test_a_text_that_a_killed_editor_left_is_removed(pair: DeskPair, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f"orderdesk-edit-{gone.pid}-abc"
    left.mkdir()
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not left.exists())
    app.close_desks()


async def test_an_empty_today_says_so_kindly(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert words_of(app, "#notice").startswith("Nothing needs you today.")
    app.close_desks()


async def test_a_draft_that_was_left_stands_on_today_and_opens_in_the_composer(pair: DeskPair) -> None:
    orders.new_draft(pair.caseworker, order_body())
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "1 draft was kept from last time, nothing is lost" in words_of(app, "#notice")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    app.close_desks()


async def test_a_late_report_line_opens_the_reader_and_a_due_one_the_writer(pair: DeskPair) -> None:
    thread = accepted_order(pair)
    sent_report(pair, thread)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert [cells[1] for cells in shown(app)] == ["Read the report"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
    app.close_desks()
    pair.clock.forward(days=75)
    app = app_over(pair, consultant_first=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        lines = [cells[1] for cells in shown(app)]
        assert "Write the report" in lines
        for _line in range(lines.index("Write the report")):
            await pilot.press("down")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WriterScreen))
        assert [draft.thread for draft in drafts.listing(pair.consultant, "report")] in ([], [thread])
    app.close_desks()


async def test_f2_starts_an_order_that_is_kept_at_once(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        assert len(drafts.listing(app.desk, "order")) == 1
    app.close_desks()


async def test_f2_at_a_provider_without_orders_says_why_not(pair: DeskPair) -> None:
    app = app_over(pair, consultant_first=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: app._notifications)
        assert "No order that you have accepted is running." in next(n.message for n in app._notifications)
    app.close_desks()


async def test_ctrl_g_goes_to_the_other_desk_and_the_order_has_come_there(pair: DeskPair) -> None:
    thread = send_order(pair)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert app.desk_label == "Lindholm Kommune · Mette Krogh"
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.desk_label == "Fjordvejen ApS · Sara Holt")
        await opened(pilot)
        await until(pilot, lambda: shown(app))
        assert [cells[1] for cells in shown(app)] == ["Answer the order"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, OrderScreen))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.desk_label == "Lindholm Kommune · Mette Krogh")
        await until(pilot, lambda: outbox.waiting(app.desk) == [])
        assert app.desk.store.get("threads", thread)["state"] == "delivered"
    app.close_desks()


async def test_what_another_window_writes_comes_onto_the_screen(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shown(app) == []
        orders.new_draft(pair.caseworker, order_body())
        await until(pilot, lambda: [cells[1] for cells in shown(app)] == ["Finish the order"])
    app.close_desks()


# The passphrase


async def typed(pilot, text: str) -> None:
    """Type a passphrase into the question and answer it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseDialog) and pilot.app.screen.is_mounted)
    pilot.app.screen.query_one("#first", Input).value = text
    await pilot.press("enter")


async def test_a_wrong_passphrase_says_so_and_nothing_else_and_is_asked_again(pair: DeskPair) -> None:
    app = app_over(pair, passphrase=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "forkert")
        await until(pilot, lambda: app.screen.query(".wrong.-shown"))
        said = str(app.screen.query_one(".wrong").render())
        assert "passphrase" in said
        assert "forkert" not in said
        await typed(pilot, PASSPHRASE)
        await opened(pilot)
    app.close_desks()


async def test_who_does_not_type_it_can_be_asked_again(pair: DeskPair) -> None:
    app = app_over(pair, passphrase=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PassphraseDialog))
        await pilot.press("escape")
        await until(pilot, lambda: "locked" in words_of(app, "#notice"))
        await pilot.press("f3")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("f5")
        await typed(pilot, PASSPHRASE)
        await opened(pilot)
    app.close_desks()


async def test_the_environment_and_the_keyring_are_asked_first(pair: DeskPair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrase.VARIABLE, PASSPHRASE)
    app = app_over(pair, passphrase=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
    app.close_desks()


async def test_a_folder_without_a_desk_is_a_sentence_that_says_what_to_do(pair: DeskPair, tmp_path) -> None:
    app = DeskApp([DeskChoice("Ingen", tmp_path / "ingen")], crash_folder=tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "orderdesk init" in words_of(app, "#notice"))
        assert "There is no desk in" in words_of(app, "#notice")


async def test_a_damaged_desk_is_a_sentence_that_says_what_to_do(pair: DeskPair) -> None:
    root = pair.caseworker.folder.root
    (root / "keys.sealed").write_bytes(b"not keys at all, and long enough to be looked at as if they were")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: words_of(app, "#notice").startswith("!"))
        assert "damaged" in words_of(app, "#notice")
        assert "F5 tries again" in words_of(app, "#notice")


# The line


async def test_offline_is_said_in_the_title_and_ends_by_itself(pair: DeskPair) -> None:
    send_order(pair)
    shutil.rmtree(pair.exchange)
    pair.exchange.write_text("no folder", encoding="utf-8")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert app.exchange_state == "! offline since 09:07 · 1 to send"
        pair.exchange.unlink()
        pair.exchange.mkdir()
        await pilot.press("f5")
        await until(pilot, lambda: app.exchange_state == "in touch · 1 without receipt")
    app.close_desks()


async def test_a_fault_of_the_post_is_a_sentence_and_a_redacted_report(
    pair: DeskPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise KeyError("710385-1234")

    monkeypatch.setattr("orderdesk.desk.mail.post.sync", broken)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert "fault of ours (KeyError)" in app.line.trouble
        app.after_change()
        await until(pilot, lambda: app.crash_folder.exists())
        reports = list(app.crash_folder.iterdir())
        assert len(reports) == 1
        assert "710385" not in reports[0].read_text(encoding="utf-8")
    app.close_desks()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_room_opens_by_its_key_and_escape_leads_back_to_today(pair: DeskPair, size) -> None:
    accepted_order(pair)
    app = app_over(pair)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        for key, heading in (("f3", "Orders"), ("f4", "Reports"), ("f6", "Contacts"), ("f7", "Post"), ("f8", "Sett")):
            await pilot.press(key)
            await until(pilot, lambda heading=heading: app.screen.heading.startswith(heading) and app.screen._found)
            assert len(app.screen.query(RecordList)) == 1
            assert len(app.screen_stack) == 3
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    app.close_desks()
