"""Around a case: another track, what does not add up, an entry taken out, the text on the clipboard, two windows."""

from orderdesk.desk import drafts
from orderdesk.desk.casework import attaching, case_files, entries, entry_drafts
from orderdesk.desk.casework.entry_drafts import Place
from orderdesk.tui import places
from orderdesk.tui.cases.track_screen import TrackScreen
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.listing import RecordList

CASE = "soeren-lund"


async def test_another_track_shows_what_is_reused_and_what_is_new_and_changes_nothing(desk, shell, until) -> None:
    before = case_files.case_file(desk, CASE)
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.shown)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press(*"pension")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TrackScreen) and app.screen.plain)
        said = app.screen.plain
        for part in ("early retirement pension", "The file holds it already", "Asked anew", "No longer asked"):
            assert part in said
        assert "Genbrugsbutikken" in said
        assert app.screen.query_one("#page").render()
        await pilot.press("ctrl+k")
        assert app.clipboard == said
    assert case_files.case_file(desk, CASE) == before


async def test_the_explanation_goes_to_the_clipboard(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.shown)
        await pilot.press("ctrl+k")
        await until(pilot, lambda: "What closes it, and who can" in app.clipboard)


async def test_what_does_not_add_up_is_told_at_the_top_and_among_the_notes(desk, shell, until) -> None:
    entries.add(desk, CASE, "evidence", {"kind": "lae125", "received": "2026-12-24"})
    app = shell(desk, places.case(CASE, "notes"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        assert "add up" in str(screen.query_one("#about").render())
        assert screen.entry.what == "Does not add up"
        await pilot.press("delete")
        assert app.screen is screen


async def test_an_entry_is_taken_out_after_a_question(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE, "conversations"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown and screen.entry)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f9")
        await until(pilot, lambda: screen.query_one("#entries", RecordList).shown == [])
    assert case_files.case_file(desk, CASE).conversations == []


def test_two_windows_on_one_new_entry_keep_both_texts(pair, desk) -> None:
    start = entry_drafts.begun(desk, Place(CASE, "conversations"))
    entry_drafts.keep(desk, start, {"day": "2026-11-01", "health": "Min tekst"})
    name = start.place.draft_id
    row = desk.store.get(drafts.DRAFTS, name)
    other = {**row["body"], "values": {"day": "2026-11-01", "health": "Den andens tekst"}}
    desk.store.put(drafts.DRAFTS, name, {**row, "body": other, "revision": row["revision"] + 1})
    entry_drafts.keep(desk, start, {"day": "2026-11-01", "health": "Min tekst, længere"})
    texts = {draft.body["values"]["health"] for draft in drafts.listing(desk, "case")}
    assert texts == {"Den andens tekst", "Min tekst, længere"}


async def test_the_file_of_a_paper_is_saved_as_it_was_attached(desk, shell, until, tmp_path) -> None:
    letter = tmp_path / "brev på æøå.txt"
    letter.write_text("Funktionsniveauet er nedsat.", encoding="utf-8")
    attaching.attach_to(desk, CASE, "E1", letter)
    app = shell(desk, places.case(CASE, "evidence", "E1"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown and screen.entry and screen.entry.entry == "E1")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        assert app.screen.query_one("Input").value.endswith("brev på æøå.txt")
        app.screen.query_one("Input").value = str(tmp_path / "ud.txt")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
    assert (tmp_path / "ud.txt").read_bytes() == letter.read_bytes()
