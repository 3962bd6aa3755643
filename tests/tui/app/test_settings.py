"""Settings and keys on the screen."""

import json
from pathlib import Path

import pytest
from app_desks import app_over, opened, until
from desk_pair import PASSPHRASE, DeskPair
from textual.widgets import Input

from orderdesk.desk.folder import DeskFolder, load_settings
from orderdesk.desk.opening import open_desk
from orderdesk.desk.preferences import preferences
from orderdesk.desk.storage.backup import restore_backup
from orderdesk.errors import WrongPassphrase
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog, PassphraseDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.settings import SettingsScreen


async def at_setting(pilot, setting: str) -> None:
    """Settings, and Enter on that line."""
    await opened(pilot)
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and pilot.app.screen._found)
    for _line in range(list(pilot.app.screen._found.records).index(setting)):
        await pilot.press("down")
    await pilot.press("enter")


async def answered(pilot, kind: type, text: str) -> None:
    """Write one line into a question and answer it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.query("#ok"))
    for field in pilot.app.screen.query(Input):
        field.value = text
    pilot.app.screen.query_one("#ok").press()


def said(app) -> str:
    """The notices on the screen."""
    return " ".join(notice.message for notice in app._notifications)


async def test_colours_are_changed_at_once_and_kept(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "theme")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press(*"high", "enter")
        await until(pilot, lambda: app.theme == "orderdesk-contrast")
    app.close_desks()
    assert load_settings(DeskFolder(pair.caseworker.folder.root)).theme == "orderdesk-contrast"


async def test_the_post_may_go_every_minute_but_not_every_second(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "post")
        await answered(pilot, LineDialog, "60")
        await until(pilot, lambda: preferences(app.desk).post_seconds == 60)
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("enter")
        await answered(pilot, LineDialog, "1")
        await until(pilot, lambda: "no number from 5 to 3600" in said(app))
        assert preferences(app.desk).post_seconds == 60
    app.close_desks()


async def test_an_exchange_that_is_neither_is_refused_with_a_sentence(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "exchange")
        await answered(pilot, LineDialog, "ftp://et.sted")
        await until(pilot, lambda: "neither a folder nor a hub" in said(app))
        assert app.desk.settings.exchange == f"folder:{pair.exchange}"
    app.close_desks()


async def test_the_passphrase_is_changed_by_who_knows_the_present_one(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "passphrase")
        await answered(pilot, PassphraseDialog, "gæt")
        await until(pilot, lambda: app.screen.query(".wrong.-shown"))
        await answered(pilot, PassphraseDialog, PASSPHRASE)
        await until(pilot, lambda: app.screen.query("#second"))
        await answered(pilot, PassphraseDialog, "en ny sætning om æbler")
        await until(pilot, lambda: "The passphrase is changed" in said(app))
    app.close_desks()
    with pytest.raises(WrongPassphrase):
        open_desk(pair.caseworker.folder.root, PASSPHRASE)
    open_desk(pair.caseworker.folder.root, "en ny sætning om æbler").close()


async def test_without_a_keyring_the_screen_says_that_the_passphrase_cannot_be_remembered(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "remember")
        await answered(pilot, PassphraseDialog, PASSPHRASE)
        await until(pilot, lambda: "There is no keyring here that keeps anything." in said(app))
    app.close_desks()


async def test_new_keys_ask_first_and_the_directory_follows(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before = app.desk.keys.current("signing").did
        await at_setting(pilot, "rotate")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        pair.clock.forward(minutes=1)
        await pilot.press("f10")
        await until(pilot, lambda: "The new keys are in use" in said(app))
        assert app.desk.keys.current("signing").did != before
        rows = app.screen._found
        await until(pilot, lambda: (app.screen._found and app.screen._found is not rows) or "(earlier)" in str(rows))
        member = app.desk.trust.member("lindholm-kommune", "mette-krogh")
        assert app.desk.keys.current("signing").did in [key.id for key in member.keys]
    app.close_desks()


async def test_a_backup_made_on_the_screen_opens_as_a_desk(pair: DeskPair, tmp_path: Path) -> None:
    target = tmp_path / "kopi.zip"
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "backup")
        await answered(pilot, LineDialog, str(target))
        await until(pilot, lambda: "files are in" in said(app))
    app.close_desks()
    restore_backup(target, tmp_path / "igen")
    again = open_desk(tmp_path / "igen", PASSPHRASE)
    assert again.settings.name == "Mette Krogh"
    again.close()


async def test_the_request_to_the_administrator_holds_public_keys_alone(pair: DeskPair, tmp_path: Path) -> None:
    target = tmp_path / "anmodning.json"
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "request")
        await answered(pilot, LineDialog, str(target))
        await until(pilot, lambda: "The request is in" in said(app))
        seeds = [key.seed.hex() for key in app.desk.keys.keys]
    app.close_desks()
    text = target.read_text(encoding="utf-8")
    assert json.loads(text)["member"]["person"] == "mette-krogh"
    assert not any(seed in text for seed in seeds)
