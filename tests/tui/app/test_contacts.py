"""Contacts: people, the private note, and a new partner."""

from pathlib import Path

from app_desks import app_over, opened, until, words_of
from desk_pair import PASSPHRASE, DeskPair
from textual.widgets import Input

from orderdesk.desk import contacts, organisation, post
from orderdesk.desk.fingerprints import words_of as key_words
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.signing.vault import LIGHT
from orderdesk.tui.contacts import ContactsScreen
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.note_field import NoteField
from orderdesk.tui.today import TodayScreen


async def at_contacts(pilot) -> None:
    await opened(pilot)
    await pilot.press("f6")
    await until(pilot, lambda: isinstance(pilot.app.screen, ContactsScreen) and pilot.app.screen._found)


async def test_people_are_found_by_what_they_are_good_at_and_shown_with_the_words_of_the_key(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("slash", *"angst", "enter")
        card = words_of(app, "#whole")
        assert "Sara Holt · Mentor" in card
        assert "70 10 20 52" in card
        assert "Rammeaftale 2026" in card
        assert key_words(pair.consultant.settings.root) in card
    app.close_desks()


async def test_the_note_is_written_in_place_saved_and_of_one_person_only(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("down", "enter", *"God til angst", "escape")
        await until(pilot, lambda: contacts.person(app.desk, "fjordvejen", "sara-holt").note == "God til angst")
        assert isinstance(app.screen, ContactsScreen)
        await pilot.press("up")
        await until(pilot, lambda: app.screen.query_one(NoteField).text == "")
        await pilot.press("down")
        await until(pilot, lambda: app.screen.query_one(NoteField).text == "God til angst")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert contacts.person(app.desk, "lindholm-kommune", "mette-krogh").note == ""
    app.close_desks()


async def test_a_note_that_is_being_written_stays_when_the_desk_changes(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("down", "enter", *"God")
        contacts.note(pair.caseworker, "lindholm-kommune", "mette-krogh", "mig selv")
        await until(pilot, lambda: any(row.cells[-1] == "mig selv" for row in app.screen._found.rows))
        assert app.screen.query_one(NoteField).text == "God"
        await pilot.press("escape")
        await until(pilot, lambda: contacts.person(app.desk, "fjordvejen", "sara-holt").note == "God")
    app.close_desks()


def third_organisation(pair: DeskPair, folder: Path) -> str:
    """A provider that has put its directory on the exchange; its root key."""
    desk = create_desk(
        folder,
        Owner("udsyn", "Udsyn A/S", "provider", "ulla-dam", "Ulla Dam", "consultant"),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    organisation.found(desk)
    post.sync(desk)
    desk.close()
    return desk.settings.root


async def test_a_partner_from_the_exchange_is_vouched_for_after_its_words_were_compared(
    pair: DeskPair, tmp_path: Path
) -> None:
    root = third_organisation(pair, tmp_path / "ulla")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert key_words(root) in app.screen._consequence
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one(Input).value = "Rammeaftale 7"
        await pilot.press("enter")
        await until(pilot, lambda: "udsyn" in [found.org for found in contacts.providers(app.desk)])
        found = {o.org: o for o in contacts.providers(app.desk)}["udsyn"]
        assert (found.root, found.agreement, [p.name for p in found.people]) == (root, "Rammeaftale 7", ["Ulla Dam"])
    app.close_desks()


async def test_a_partner_whose_words_were_not_the_same_is_not_entered(pair: DeskPair, tmp_path: Path) -> None:
    third_organisation(pair, tmp_path / "ulla")
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        assert "udsyn" not in [found.org for found in contacts.providers(app.desk)]
    app.close_desks()
