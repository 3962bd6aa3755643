"""The board over all cases: what presses most first, search, filters, sorting; a new case, and cases from files."""

import pytest
from app_desks import app_over, until
from case_files import full_case
from desk_pair import DeskPair
from textual.widgets import Static

from orderdesk.cases.reading import case_bytes, case_of
from orderdesk.desk.casework import case_files, entries
from orderdesk.tui.cases.board import CasesScreen
from orderdesk.tui.cases.case_screen import CaseScreen
from orderdesk.tui.cases.entry_screen import EntryScreen
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.rows import RowsView

SIZES = [(80, 24), (120, 40)]
ASE, BO = "aase-oedegaard", "bo-birk"


@pytest.fixture
def cases(pair: DeskPair) -> DeskPair:
    """Three cases: one full, one decided in six weeks with nothing in it, one on another track."""
    desk = pair.caseworker
    value = full_case()
    del value["decision"]["decided"]
    case_files.put(desk, case_of(value))
    case_files.new_case(desk, "Åse Ødegård", "710575-1234", "flex_job")
    entries.describe(desk, ASE, {"decision": {"planned": "2026-12-14"}})
    case_files.new_case(desk, "Bo Birk", "620180-1234", "education")
    return pair


async def on_board(app, pilot):
    """The board, read."""
    await until(pilot, lambda: app.desk_if_open)
    await pilot.press("ctrl+b")
    await until(pilot, lambda: isinstance(app.screen, CasesScreen) and app.screen._found)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_lists_every_case_and_explains_the_one_under_the_cursor(cases, size) -> None:
    app = app_over(cases)
    async with app.run_test(size=size) as pilot:
        board = await on_board(app, pilot)
        rows = board.query_one(RecordList)
        assert sorted(rows.shown) == [ASE, BO, "soeren-lund"]
        rows.go_to(ASE)
        await until(pilot, lambda: "Åse Ødegård" in str(board.query_one("#whole", Static).render()))
        said = str(board.query_one("#whole", Static).render())
        assert "fleksjob/FLX" in said
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.case == ASE)
    app.close_desks()


async def test_the_board_is_searched_filtered_and_sorted(cases) -> None:
    app = app_over(cases)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await on_board(app, pilot)
        rows = board.query_one(RecordList)
        rows.show_filter("flex_job")
        assert sorted(rows.shown) == [ASE, "soeren-lund"]
        rows.show_filter("other_track")
        assert rows.shown == [BO]
        rows.show_filter("soon")
        assert rows.shown == [ASE]
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one("Input").value = "12"
        await pilot.press("enter")
        await until(pilot, lambda: sorted(rows.shown) == [ASE, "soeren-lund"])
        rows.show_filter("all")
        rows.sort = "citizen"
        rows.show_filter("all")
        assert rows.shown == [BO, "soeren-lund", ASE]
        await pilot.press("slash", *"ødeg")
        await until(pilot, lambda: rows.shown == [ASE])
    app.close_desks()


async def test_a_new_case_is_begun_from_the_board(cases) -> None:
    app = app_over(cases)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_board(app, pilot)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
    app.close_desks()


async def test_cases_come_in_from_a_folder_whole_or_not_at_all(pair, tmp_path) -> None:
    folder = tmp_path / "sager"
    folder.mkdir()
    (folder / "soeren.json").write_bytes(case_bytes(case_of(full_case())))
    (folder / "ødelagt.json").write_text('{"type": "orderdesk.case.v1"}', encoding="utf-8")
    app = app_over(pair)

    async def bring(pilot) -> str:
        board = app.screen
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one("Input").value = str(folder)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        said = str(app.screen.query("Label").first().render())
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is board)
        return said

    async with app.run_test(size=(80, 24)) as pilot:
        board = await on_board(app, pilot)
        assert "ødelagt.json" in await bring(pilot)
        assert case_files.listing(pair.caseworker) == []
        (folder / "ødelagt.json").unlink()
        assert "1 new case" in await bring(pilot)
        await until(pilot, lambda: board.query_one(RecordList).shown == ["soeren-lund"])
    app.close_desks()


async def test_the_providers_desk_has_no_cases_and_says_so(cases) -> None:
    app = app_over(cases, consultant_first=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk_if_open)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: app._notifications)
        assert "municipality" in next(iter(app._notifications)).message
    app.close_desks()


async def test_two_hundred_and_twenty_cases_are_gone_through_and_the_last_one_is_explained(pair) -> None:
    for number in range(220):
        case_files.new_case(
            pair.caseworker, f"Borger {number:03}", f"{61 + number % 31}0180-{1000 + number}", "flex_job"
        )
    app = app_over(pair)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await on_board(app, pilot)
        rows = board.query_one(RowsView)
        assert len(rows.rows) == 220
        for _key in range(30):
            rows.action_move(1)
        assert rows.cursor == 30
        await until(pilot, lambda: rows.current and "flex job" in str(board.query_one("#whole", Static).render()))
    app.close_desks()


async def test_a_line_of_today_opens_the_case_at_the_entry(cases) -> None:
    entries.add(cases.caseworker, "soeren-lund", "requests", {
        "form": "lae145", "to": "Læge Grøn", "questions": ["Kan han løfte?"], "requested": "2026-08-20",
    })  # fmt: skip
    app = app_over(cases)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk_if_open and app.screen._found)
        today = app.screen
        key = next(key for key, item in today._found.items.items() if item.code == "medical_reminder")
        assert today.query_one(RecordList).go_to(key)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen) and app.screen.shown)
        await until(pilot, lambda: app.screen.entry is not None)
        assert (app.screen.page, app.screen.entry.entry) == ("requests", "R4")
    app.close_desks()


async def test_a_search_that_finds_nothing_explains_no_case(cases) -> None:
    app = app_over(cases)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await on_board(app, pilot)
        whole = board.query_one("#whole", Static)
        await until(pilot, lambda: str(whole.render()))
        await pilot.press("slash", *"findes ikke")
        await until(pilot, lambda: board.query_one(RecordList).shown == [] and not str(whole.render()))
        assert board.why_not("cases.open")
    app.close_desks()
