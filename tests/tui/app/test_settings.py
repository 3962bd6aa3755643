"""Settings and keys on the screen."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from app_desks import app_over, opened, send_order, until
from desk_pair import PASSPHRASE, DeskPair
from textual.widgets import Input, Label, OptionList

from orderdesk.desk import index
from orderdesk.desk.folder import DeskFolder, load_settings
from orderdesk.desk.membership import inviting, organisation, requests, resealing
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.membership.organisation import own_particulars
from orderdesk.desk.opening import Owner, create_desk, open_desk
from orderdesk.desk.preferences import preferences
from orderdesk.desk.storage.backup import restore_backup
from orderdesk.errors import WrongPassphrase
from orderdesk.signing.vault import LIGHT
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog, PassphraseDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.settings import SettingsScreen
from orderdesk.tui.telling import TellDialog


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


async def picked(pilot, typed: str) -> None:
    """Choose from a list by typing."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog) and pilot.app.screen.query(OptionList))
    await pilot.press(*typed)
    await until(pilot, lambda: pilot.app.screen.query_one(Input).value == typed)
    await pilot.press("enter")


def label_text(app) -> str:
    """What the labels of the question say."""
    return " ".join(str(label.render()) for label in app.screen.query(Label))


async def told_in(pilot) -> str:
    """What is told at the end, which is then closed."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, TellDialog) and app.screen.query("#cancel"))
    text = label_text(app)
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._found)
    return text


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


async def test_an_administrator_changes_how_they_are_reached_and_the_directory_says_so(pair: DeskPair) -> None:
    app = app_over(pair)
    before = own_particulars(pair.caseworker)
    keys = {one.did for one in pair.caseworker.keys.keys}
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "reached phone")
        await answered(pilot, LineDialog, "+45 70 10 99 99")
        await until(pilot, lambda: own_particulars(app.desk).phone == "+45 70 10 99 99")
        await until(pilot, lambda: "The directory is now version" in said(app))
        assert replace(own_particulars(app.desk), phone=before.phone) == before
        assert {one.did for one in app.desk.keys.keys} == keys
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
        await picked(pilot, "routine")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        pair.clock.forward(minutes=1)
        await pilot.press("f10")
        told = await told_in(pilot)
        assert "The new keys are in use" in told
        assert words_of(app.desk.keys.current("signing").did) in told
        assert app.desk.keys.current("signing").did != before
        rows = app.screen._found
        await until(pilot, lambda: (app.screen._found and app.screen._found is not rows) or "(earlier)" in str(rows))
        member = app.desk.trust.member("lindholm-kommune", "mette-krogh")
        assert app.desk.keys.current("signing").did in [key.id for key in member.keys]
    app.close_desks()


async def test_keys_that_others_may_have_are_revoked_as_of_a_day(pair: DeskPair) -> None:
    pair.clock.forward(days=3)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before = app.desk.keys.current("signing").did
        await at_setting(pilot, "rotate")
        await picked(pilot, "somebody")
        await answered(pilot, LineDialog, "3/11")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f10")
        assert "orderdesk key reseal" in await told_in(pilot)
        directory = app.desk.trust.organisation("lindholm-kommune")
        (at,) = {row.at.isoformat() for row in directory.revocations if row.key == before}
        assert at == "2026-11-02T23:00:00+00:00"
    app.close_desks()


async def test_an_invitation_a_request_and_a_lost_computer_are_done_on_the_screen(
    pair: DeskPair, tmp_path: Path
) -> None:
    owner = Owner(
        "lindholm-kommune", "Lindholm Kommune", "municipality", "jonas-bach", "Jonas Bach", "caseworker",
        root=pair.caseworker.settings.root,
    )  # fmt: skip
    jonas = create_desk(
        tmp_path / "jonas", owner, passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock,
        cost=LIGHT,
    )  # fmt: skip
    asked = tmp_path / "jonas.json"
    asked.write_text(json.dumps(organisation.request(jonas)), encoding="utf-8")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "invite")
        await answered(pilot, LineDialog, str(tmp_path / "invitation.json"))
        assert words_of(pair.caseworker.settings.root) in await told_in(pilot)
        assert inviting.read(tmp_path / "invitation.json").org == "lindholm-kommune"
        await pilot.press("down", "enter")
        await answered(pilot, LineDialog, str(asked))
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        shown = " ".join(str(label.render()) for label in app.screen.query(Label))
        assert requests.request_words(organisation.request(jonas)) in shown
        await pilot.press("f10")
        assert "Jonas Bach is entered." in await told_in(pilot)
        await pilot.press("down", "enter")
        await picked(pilot, "jonas")
        await picked(pilot, "lost")
        await answered(pilot, LineDialog, "")
        await until(pilot, lambda: isinstance(app.screen, LineDialog) and "comes later" in label_text(app))
        await answered(pilot, LineDialog, "")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "can read everything that was on it" in label_text(app)
        await pilot.press("f10")
        assert "--after-loss" in await told_in(pilot)
        directory = app.desk.trust.organisation("lindholm-kommune")
        assert {row.key for row in directory.revocations} == {key.did for key in jonas.keys.keys}
    app.close_desks()
    jonas.close()


async def test_everything_is_encrypted_anew_while_the_screen_stays(
    pair: DeskPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing.begin, "__defaults__", (LIGHT,))
    thread = send_order(pair)
    root = pair.caseworker.folder.root
    pair.close()
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, "reseal")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f10")
        await answered(pilot, PassphraseDialog, "en ny sætning om æbler")
        assert "destroy the old ones" in await told_in(pilot)
        app.post_now()
        await until(pilot, lambda: app.line and not app.line.waiting)
    app.close_desks()
    with pytest.raises(WrongPassphrase):
        open_desk(root, PASSPHRASE)
    desk = open_desk(root, "en ny sætning om æbler", clock=pair.clock)
    assert index.thread_of(desk, thread).order
    assert not resealing.unfinished(desk)
    desk.close()


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
        told = await told_in(pilot)
        assert requests.request_words(json.loads(target.read_text(encoding="utf-8"))) in told
        await until(pilot, lambda: "The request is in" in said(app))
        seeds = [key.seed.hex() for key in app.desk.keys.keys]
    app.close_desks()
    text = target.read_text(encoding="utf-8")
    assert json.loads(text)["member"]["person"] == "mette-krogh"
    assert not any(seed in text for seed in seeds)
