"""A case on the screen: its gaps with the four parts, its pages, another day, a remark."""

import pytest
from textual.widgets import Static

from orderdesk.desk import local_policy
from orderdesk.desk.casework import case_files, entries
from orderdesk.tui import places
from orderdesk.tui.cases.case_screen import CaseScreen
from orderdesk.tui.cases.entry_screen import EntryScreen
from orderdesk.tui.cases.gap_screen import GapScreen
from orderdesk.tui.listing import RecordList

CASE = "soeren-lund"
SIZES = [(80, 24), (120, 40)]


def words(screen, selector="#whole") -> str:
    """What a text on the screen says."""
    return str(screen.query_one(selector, Static).render())


@pytest.mark.parametrize("size", SIZES)
async def test_a_gap_is_explained_in_its_four_parts_beside_the_list(desk, shell, until, size) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        said = words(screen)
        headings = ("What", "Why", "What closes it, and who can", "What was considered, and why it did not count")
        assert [line for line in said.splitlines() if line in headings] == list(headings)
        assert "No person has verified this rule." in said
        assert screen.shown.answer(screen.gap.key).pack.digest[:19] in said
        assert "not done" not in said.casefold()


async def test_the_list_says_what_kind_of_gap_it_is_and_filters_by_state(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        gaps = screen.query_one("#gaps", RecordList)
        states = [one.state for one in screen.shown.gaps]
        assert states == sorted(states, key=["open", "prospective", "undetermined", "closed", "not_applicable"].index)
        gaps.show_filter("closed")
        assert len(gaps.shown) == states.count("closed") > 0
        gaps.show_filter("needs")
        assert len(gaps.shown) == sum(one in ("open", "prospective", "undetermined") for one in states)


async def test_f8_goes_through_all_pages_and_enter_opens_the_form(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        seen = []
        for _page in range(7):
            await pilot.press("f8")
            assert screen.query_one("#entries", RecordList).shown
            seen.append(screen.page)
        assert seen == [
            "facts", "preparatory", "evidence", "requests", "conversations", "measures", "notes",
        ]  # fmt: skip
        await pilot.press("f7", "f7", "f7", "f7")
        assert screen.entry.entry == "E1"
        assert "Panikangst" in words(screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert app.screen.draft.get("states.diagnosis") == "Panikangst"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.entry.entry == "E1"


async def test_another_day_shows_the_case_as_it_was_then(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        before = screen.shown.answers
        await pilot.press("f3")
        await until(pilot, lambda: app.screen is not screen)
        app.screen.query_one("Input").value = "2026-05-01"
        await pilot.press("enter")
        await until(pilot, lambda: screen.shown.answers.as_of.isoformat() == "2026-05-01")
        assert screen.shown.answers.answers != before.answers
        assert "as of 1 May 2026" in screen.heading_detail


async def test_a_remark_on_a_gap_is_kept_and_shown_with_it(desk, shell, until, types) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        key = screen.gap.key
        await pilot.press("f6")
        await until(pilot, lambda: app.screen is not screen)
        await types(pilot, "Aftalt med lederen")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.shown.revision == 2)
        note = case_files.case_file(desk, CASE).notes[-1]
        assert (note.gap, note.kind, note.text, note.by) == (key, "remark", "Aftalt med lederen", "Mette Krogh")
        await until(pilot, lambda: "Aftalt med lederen" in words(screen))


async def test_enter_shows_the_gap_in_full(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, GapScreen) and app.screen.plain)
        assert "What was considered" in app.screen.plain


async def test_f7_settles_with_its_reason_what_only_a_person_can(desk, shell, until, types) -> None:
    for day in ("2026-05-05", "2026-08-05"):
        entries.add(desk, CASE, "conversations", {"day": day, "health": "Hun har migræne."})
    gap = GapScreen(CASE, "laegeanmodninger/ANM03:headache")
    app = shell(desk, gap)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: gap.gap and gap.gap.is_open)
        await pilot.press("f7")
        await until(pilot, lambda: app.screen is not gap)
        await types(pilot, "Lægen kender det")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is gap and not (gap.gap and gap.gap.is_open))
    note = case_files.case_file(desk, CASE).notes[-1]
    assert (note.gap, note.kind, note.text) == (gap.key, "closed_by", "Lægen kender det")


async def test_a_case_opens_at_the_gap_that_was_meant(desk, shell, until) -> None:
    first = CaseScreen(CASE)
    app = shell(desk, first)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: first.shown)
        key = first.shown.gaps[3].key
        second = places.case(CASE, "gaps", key)
        await app.push_screen(second)
        await until(pilot, lambda: second.shown and second.gap and second.gap.key == key)


async def test_what_another_window_writes_is_shown(desk, shell, until) -> None:
    from orderdesk.desk.casework import entries

    app = shell(desk, places.case(CASE, "conversations"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        entries.add(desk, CASE, "conversations", {"day": "2026-11-01", "health": "Sover dårligt."})
        screen.read_again()
        await until(pilot, lambda: len(screen.query_one("#entries", RecordList).shown) == 2)


async def test_on_a_tiny_terminal_the_list_has_the_room_and_the_title_names_the_page(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(40, 10)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown and screen.query_one("#gaps RowsView").size.height >= 4)
        assert screen.heading_detail == "Gaps · Søren Ærø Lund"
        await pilot.press("f8")
        await until(pilot, lambda: screen.heading_detail == "Facts and tracks · Søren Ærø Lund")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: screen.query_one("#pages").display and screen.query_one("#pane").display)


async def test_what_local_policy_has_changed_stands_at_the_top_of_the_case(desk, shell, until, tmp_path) -> None:
    (tmp_path / "lokal" / "rules").mkdir(parents=True)
    (tmp_path / "lokal" / "rules" / "lindholm.toml").write_text(LOCAL, encoding="utf-8")
    local_policy.choose_folder(desk, tmp_path / "lokal")
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        assert "(plan B) · Local policy has switched off: fleksjob/FLX09 · " in words(screen, "#about")
        (tmp_path / "lokal" / "rules" / "lindholm.toml").write_text("[pack]\nid = 7\n", encoding="utf-8")
        screen.read_again()
        await until(pilot, lambda: "lindholm.toml" in words(screen, "#about"))


LOCAL = """
[pack]
id = "lindholm"
version = "1"
tracks = ["flex_job"]
local = true
title = { da = "Lindholm", en = "Lindholm" }
about = { da = "Lokal politik.", en = "Local policy." }

[[changes]]
rule = "fleksjob/FLX09"
off = true
because = { da = "Vi hører borgeren i et skema.", en = "We hear the citizen in a form." }
decided_by = "Inge Dam"
decided = 2026-03-01
"""
