"""The forms of a case's entries: what is typed is kept at once, and put into the case by F9."""

import pytest

from orderdesk.desk import drafts
from orderdesk.desk.casework import case_files, entries, entry_drafts
from orderdesk.tui import places
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.cases.entry_screen import EntryScreen
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.form.view import FormView

CASE = "soeren-lund"


async def test_a_conversation_is_written_and_put_into_the_case(desk, shell, until, types) -> None:
    app = shell(desk, places.case_entry(CASE, "conversations", ""))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query_one(FormView).shown == 0)
        screen.query_one(FormView).jump_to("health")
        await until(pilot, lambda: screen.query_one(FormView).path_in_focus() == ("health",))
        await types(pilot, "Får åndenød på trapper")
        await pilot.press("f9")
        await until(pilot, lambda: app.answers == [CASE])
        said = case_files.case_file(desk, CASE).conversations[-1]
        assert (said.id, said.health, said.day.isoformat()) == ("C2", "Får åndenød på trapper", "2026-11-02")
        assert drafts.listing(desk) == []


async def test_what_was_typed_stands_on_the_desk_before_it_is_saved_and_comes_back(desk, shell, until, types) -> None:
    app = shell(desk, places.case_entry(CASE, "conversations", ""))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query_one(FormView).shown == 0)
        screen.query_one(FormView).jump_to("health")
        await until(pilot, lambda: screen.query_one(FormView).path_in_focus() == ("health",))
        await types(pilot, "Angst i bussen")
        await pilot.press("tab")
        await until(pilot, lambda: drafts.listing(desk, "case"))
        assert await screen.save_now()
    (draft,) = drafts.listing(desk, "case")
    assert draft.label == "Søren Ærø Lund"
    assert len(case_files.case_file(desk, CASE).conversations) == 1
    again = shell(desk, places.draft(desk, draft.id))
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.screen.draft.get("health") == "Angst i bussen")
        await pilot.press("f9")
        await until(pilot, lambda: again.answers == [CASE])
    assert case_files.case_file(desk, CASE).conversations[-1].health == "Angst i bussen"


async def test_an_untouched_form_leaves_no_draft(desk, shell, until) -> None:
    app = shell(desk, places.case_entry(CASE, "evidence", "E1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one(FormView).shown == 0)
        await pilot.press("tab", "tab")
        assert await app.screen.save_now()
    assert drafts.listing(desk) == []


async def test_what_does_not_fit_is_said_by_its_field_and_what_it_closes_is_offered(desk, shell, until) -> None:
    app = shell(desk, places.case_entry(CASE, "evidence", ""))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.found)
        assert [one.message for one in screen.found] == ["Kind: This must be given."]
        screen.draft.set("kind", "lae125")
        screen.draft.set("received", "i går")
        await pilot.press("f9")
        await until(pilot, lambda: [one.path for one in screen.found] == ["received"])
        assert screen.found[0].message == "Received: Write a day as 2026-03-01."
        assert app.answers == []
        screen.draft.set("received", "2026-10-01")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "laegeanmodninger/ANM01:R2" in str(app.screen.query("Label").first().render())
        await pilot.press("f2")
        await until(pilot, lambda: app.answers == [CASE])
    note = case_files.case_file(desk, CASE).notes[-1]
    assert (note.kind, note.gap, note.entries) == ("closed_by", "laegeanmodninger/ANM01:R2", ["E2"])


async def test_an_entry_that_another_window_changed_is_not_written_over(desk, shell, until) -> None:
    app = shell(desk, places.case_entry(CASE, "evidence", "E1"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query_one(FormView).shown == 0)
        entries.amend(desk, CASE, "evidence", "E1", {"author": "Læge Blå"})
        screen.draft.set("title", "Min udgave")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
    assert case_files.case_file(desk, CASE).evidence[0].author == "Læge Blå"
    assert drafts.listing(desk, "case")[0].body["values"]["title"] == "Min udgave"


async def test_a_file_is_attached_to_evidence_and_kept(desk, shell, until, tmp_path) -> None:
    paper = tmp_path / "attest æ.txt"
    paper.write_text("Statusattest", encoding="utf-8")
    app = shell(desk, places.case_entry(CASE, "evidence", "E1"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query_one(FormView).shown == 0)
        await pilot.press("f3")
        await until(pilot, lambda: app.screen is not screen)
        app.screen.query_one("Input").value = str(paper)
        await pilot.press("enter")
        await until(pilot, lambda: (screen.draft.get("file") or {}).get("name") == "attest æ.txt")
        await pilot.press("f9")
        await until(pilot, lambda: app.answers == [CASE])
    assert case_files.case_file(desk, CASE).evidence[0].file.name == "attest æ.txt"


async def test_a_new_case_is_opened_from_its_form(desk, shell, until) -> None:
    app = shell(desk, places.new_case())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query_one(FormView).shown == 0)
        screen.draft.set("citizen.name", "Åse Østergård")
        screen.draft.set("citizen.cpr", "710575-1234")
        screen.draft.set("tracks.0.track", "early_retirement_pension")
        screen.draft.set("decision.planned", "2027-03-01")
        await pilot.press("f9")
        await until(pilot, lambda: app.answers == ["aase-oestergaard"])
    file = case_files.case_file(desk, "aase-oestergaard")
    assert file.tracks[0].track == "early_retirement_pension"
    assert file.caseworker == "Mette Krogh"


@pytest.mark.parametrize("kind", sorted(FORMS))
async def test_every_form_shows_an_entry_and_changes_nothing_by_being_saved(desk, shell, until, kind) -> None:
    before = case_files.case_file(desk, CASE)
    named = {"head": "", "sections": "wishes"}
    entry = named[kind] if kind in named else getattr(before, kind)[0].id
    app = shell(desk, places.case_entry(CASE, kind, entry))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: isinstance(screen, EntryScreen) and screen.query_one(FormView).shown == 0)
        await pilot.press("f9")
        await until(pilot, lambda: app.answers == [CASE])
    assert case_files.case_file(desk, CASE) == before


def test_a_facts_value_goes_into_the_field_for_its_sort_and_back() -> None:
    fact = {"kind": "benefit_since", "value": "2020-04-01"}
    held = entry_drafts.for_form("facts", fact)
    assert held == {"kind": "benefit_since", "value_day": "2020-04-01"}
    assert entry_drafts.from_form("facts", held) == fact
    no = {"kind": "employed", "value": False}
    assert entry_drafts.from_form("facts", entry_drafts.for_form("facts", no)) == no
