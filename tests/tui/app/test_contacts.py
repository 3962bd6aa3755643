"""Contacts: people, the private note, notes shared with colleagues, and a new partner."""

from pathlib import Path

from app_desks import app_over, opened, until, words_of
from desk_pair import PASSPHRASE, DeskPair, colleague_desk
from fault_desks import settle
from textual.widgets import Input, TextArea

from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.key_fingerprint import words_of as key_words
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.desk.people import colleague_notes, contacts
from orderdesk.signing.vault import LIGHT
from orderdesk.tui.app import DeskApp
from orderdesk.tui.colleague_notes_pane import ColleagueNotesPane
from orderdesk.tui.contacts import ContactsScreen
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.note_field import NoteField
from orderdesk.tui.share_note import ShareNoteDialog
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


async def test_a_note_is_shared_changed_and_taken_back(pair: DeskPair, tmp_path: Path) -> None:
    jonas = colleague_desk(tmp_path, pair)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("slash", *"angst", "enter")
        assert not app.screen.query_one(ColleagueNotesPane).display
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ShareNoteDialog))
        await pilot.press(*"tolk, rolige samtaler", "enter", *"For 610385-0002.", "ctrl+s")
        await until(pilot, lambda: app.screen.query(".wrong.-shown"))
        assert "never about a citizen" in words_of(app, ".wrong")
        app.screen.query_one(TextArea).text = "Bliver ved, når andre giver op."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and "Bliver ved" in pane(app))
        assert "Your colleagues at Lindholm Kommune see this; the provider never does." in pane(app)
        assert "good at: tolk, rolige samtaler" in pane(app)
        # Everything has its place on a small screen: the list, the card, the notes, the own note.
        regions = [app.screen.query_one(name).region for name in ("RowsView", "#whole", "#shared", "#note")]
        assert all(region.height >= 1 and app.screen.region.contains_region(region) for region in regions)
        assert [regions[0].height >= 6, regions[-1].height] == [True, 3]
        [note] = colleague_notes.notes_about(app.desk, "fjordvejen", "sara-holt")
        assert note.good_at == ("tolk", "rolige samtaler")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ShareNoteDialog))
        assert app.screen.query_one(TextArea).text == "Bliver ved, når andre giver op."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen.query(".wrong.-shown"))
        assert "these very words" in words_of(app, ".wrong")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and not shown(app))
        assert colleague_notes.notes_about(app.desk, "fjordvejen", "sara-holt") == []
    app.close_desks()
    jonas.close()


async def test_what_a_colleague_shares_is_shown_and_found(pair: DeskPair, tmp_path: Path) -> None:
    jonas = colleague_desk(tmp_path, pair)
    colleague_notes.share(jonas, "fjordvejen", "sara-holt", "God til unge, der ikke vil stå op.", ["unge"])
    colleague_notes.share(jonas, "fjordvejen", "", "De svarer samme dag.")
    settle(pair, jonas)
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        assert not shown(app)  # a colleague is under the cursor
        assert app.screen.why_not("contacts.share")
        await pilot.press("slash", *"unge", "enter")
        await until(pilot, lambda: shown(app))
        assert "Jonas Bach · 2 Nov · good at: unge\n  God til unge" in pane(app)
        assert "about Fjordvejen ApS as a whole\n  De svarer samme dag." in pane(app)
        assert "Only you see this:" in [str(label.render()) for label in app.screen.query("#card Label")]
        assert app.screen.why_not("contacts.withdraw")
    app.close_desks()
    jonas.close()


async def test_a_providers_desk_shares_nothing_and_sees_nothing(pair: DeskPair) -> None:
    colleague_notes.share(pair.caseworker, "fjordvejen", "sara-holt", "God til unge.")
    pair.deliver()
    app = app_over(pair, consultant_first=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        assert not shown(app)
        assert "municipality" in app.screen.why_not("contacts.share")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app._notifications)
        assert isinstance(app.screen, ContactsScreen)
    app.close_desks()


def pane(app: DeskApp) -> str:
    return words_of(app, "#shared Static") if isinstance(app.screen, ContactsScreen) else ""


def shown(app: DeskApp) -> bool:
    return bool(app.screen.query_one(ColleagueNotesPane).display)


async def test_an_administrator_ends_a_partnership_after_its_words(pair: DeskPair) -> None:
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_contacts(pilot)
        await pilot.press("ctrl+e")  # on the own organisation
        await until(pilot, lambda: any("no partner" in notice.message for notice in app._notifications))
        await pilot.press("down", "ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        shown = " ".join(str(label.render()) for label in app.screen.query("Label"))
        assert key_words(pair.consultant.settings.root) in shown
        assert "is not believed" in shown
        await pilot.press("f10")
        await until(pilot, lambda: app.desk.trust.organisation("lindholm-kommune").partners == [])
        await until(pilot, lambda: not any("sara" in row.key for row in app.screen._found.rows))
    app.close_desks()
