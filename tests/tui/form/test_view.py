"""Editing a form on the screen, at both sizes."""

import pytest
from textual.widgets import Input, OptionList

from orderdesk.tui.form.completeness import Mark
from orderdesk.tui.form.group import GroupRows, RowList
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.form.view import FormView

SIZES = [(80, 24), (120, 40)]
pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])


async def test_a_person_fills_the_first_section(size, shell, order_screen) -> None:
    screen = order_screen({})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press(*"Åse", "tab", "right", "right", "tab", "right", "tab", *"3/12/26", "tab", *"7,5", "tab")
        assert screen.draft.body == {
            "citizen": {"name": "Åse", "language": "so", "interpreter": True},
            "period": {"start": "2026-12-03"},
            "hours": 450,
        }
        assert [row.value for row in screen.form.query(Input)] == ["Åse", "3 Dec 2026", "7:30"]
        assert screen.form.mark_of("citizen") is Mark.DONE
        assert screen.form.mark_of("purpose") is Mark.EMPTY


async def test_only_the_section_that_is_shown_is_mounted(size, shell, order_screen) -> None:
    screen = order_screen({})
    async with shell(screen).run_test(size=size) as pilot:
        assert len(screen.form.query(FieldRow)) == 5
        await pilot.press("f8")
        assert [row.path for row in screen.form.query(FieldRow)] == [("purpose",)]


async def test_undo_goes_across_sections_and_shows_the_field(size, shell, order_screen) -> None:
    screen = order_screen({"citizen": {"name": "Bo"}})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("end", *" Ærø", "f8", "f8")
        assert screen.form.shown == 2
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.draft.body == {"citizen": {"name": "Bo"}}
        assert screen.form.shown == 0
        assert isinstance(screen.focused, Input)
        assert screen.focused.value == "Bo"
        await pilot.press("ctrl+y")
        assert screen.draft.get("citizen.name") == "Bo Ærø"


async def test_undo_in_a_long_text_goes_on_in_the_form(size, shell, order_screen) -> None:
    screen = order_screen({"purpose": "Helbred"})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("Å", "f8", "end", "!")
        assert screen.draft.get("purpose") == "Helbred!"
        await pilot.press("ctrl+z")
        assert screen.draft.get("purpose") == "Helbred"
        assert screen.form.shown == 1
        for _attempt in range(3):  # the text's own change stands in the form's history too: written and taken back
            await pilot.press("ctrl+z")
            await pilot.pause()
        assert screen.draft.body == {"purpose": "Helbred"}


async def test_jump_shows_the_row_of_a_group(size, shell, order_screen) -> None:
    screen = order_screen({"goals": [{"text": "Møde"}, {"text": "Læge"}]})
    async with shell(screen).run_test(size=size) as pilot:
        screen.form.jump_to("$.body.goals[1].due")
        await pilot.pause()
        row = next(node for node in screen.focused.ancestors if isinstance(node, FieldRow))
        assert row.path == ("goals", 1, "due")
        await pilot.press(*"2026-12-03")
        assert screen.draft.get("goals.1.due") == "2026-12-03"


async def test_rows_are_added_moved_removed_and_brought_back(size, shell, order_screen) -> None:
    screen = order_screen({"goals": [{"text": "Møde"}, {"text": "Læge"}]})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("f8", "f8")
        assert isinstance(screen.focused, RowList)
        await pilot.press("greater_than_sign")
        assert [row["text"] for row in screen.draft.get("goals")] == ["Læge", "Møde"]
        await pilot.press("plus")
        await pilot.pause()
        await pilot.press(*"Bus")
        assert [row["text"] for row in screen.draft.get("goals")] == ["Læge", "Møde", "Bus"]
        screen.query_one(RowList).focus()
        await pilot.press("delete", "delete", "delete")
        assert screen.draft.get("goals") is None
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.draft.get("goals") == [{"text": "Læge"}]
        assert screen.query_one(GroupRows).rows == [{"text": "Læge"}]


async def test_the_pages_are_turned_from_the_findings_too(size, shell, order_screen, found) -> None:
    screen = order_screen({})
    async with shell(screen).run_test(size=size) as pilot:
        screen.desk.show_findings([found("block", "goals[0].due", "The goal has no date.")])
        await pilot.press("f6", "f8")
        assert screen.form.shown == 1
        assert screen.form in screen.focused.ancestors
        await pilot.press("f6", "f7")
        assert screen.form.shown == 0


async def test_findings_lead_to_the_field_and_back(size, shell, order_screen, found) -> None:
    screen = order_screen({"goals": [{"text": "Møde"}]})
    async with shell(screen).run_test(size=size) as pilot:
        screen.desk.show_findings([found("block", "goals[0].due", "The goal has no date.")])
        assert screen.form.mark_of("goals") is Mark.BLOCKED
        prompt = screen.form.query_one("#sections", OptionList).get_option_at_index(2).prompt
        assert str(prompt).startswith("!")
        field = screen.focused
        await pilot.press("f6", "f6")
        assert screen.focused is field
        await pilot.press("f6")
        assert screen.focused is screen.desk.findings
        await pilot.press("enter")
        await pilot.pause()
        row = next(node for node in screen.focused.ancestors if isinstance(node, FieldRow))
        assert (row.path, row.words()) == (("goals", 0, "due"), "The goal has no date.")


async def test_a_text_that_is_no_date_stays_and_is_marked(size, shell, order_screen) -> None:
    screen = order_screen({"citizen": {"name": "Bo"}})
    async with shell(screen).run_test(size=size) as pilot:
        screen.form.jump_to("period.start")
        await pilot.pause()
        await pilot.press(*"snart", "tab")
        assert screen.draft.get("period.start") == "snart"
        assert screen.form.mark_of("citizen") is Mark.BLOCKED


async def test_every_change_is_told_with_its_path(size, shell, order_screen) -> None:
    screen = order_screen({})
    told = []
    async with shell(screen).run_test(size=size, message_hook=told.append) as pilot:
        await pilot.press("Å")
        changes = [message for message in told if isinstance(message, FormView.Changed)]
        assert {(change.path, change.value) for change in changes} == {(("citizen", "name"), "Å")}


@pytest.mark.parametrize(("start", "key"), [(0, "up"), (2, "down")], ids=["first", "last"])
async def test_the_cursor_stops_at_the_ends_of_the_rows(size, start, key, shell, order_screen) -> None:
    screen = order_screen({"goals": [{"text": "Læge"}, {"text": "Motion"}, {"text": "Praktik"}]})
    async with shell(screen).run_test(size=size) as pilot:
        await screen.form.show_section(2)
        rows = screen.query_one(RowList)
        rows.focus()
        screen.query_one(GroupRows).go_to(start)
        await pilot.press(key)
        assert rows.highlighted == start
        await pilot.press("delete")
        await pilot.pause()
        left = [goal["text"] for goal in screen.draft.get("goals")]
        assert left == [text for at, text in enumerate(("Læge", "Motion", "Praktik")) if at != start]


async def test_a_field_is_shown_only_while_another_answer_asks_for_it(size, shell, order_screen) -> None:
    asked = Field("why", "Why", Kind.LONG_TEXT, shown_when=lambda draft: draft.get("hours") == 60)
    section = Section("course", "Course", (Field("hours", "Hours", Kind.HOURS), asked))
    screen = order_screen({"why": "Kender familien."})
    screen.form.sections = [section]
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.pause()
        why = next(row for row in screen.query(FieldRow) if row.field is asked)
        assert not why.display
        screen.draft.set("hours", 60)
        assert why.display
        screen.draft.set("hours", 90)
        assert not why.display
        assert screen.draft.get("why") == "Kender familien."


async def test_enter_adds_the_first_row_and_goes_into_it(size, shell, order_screen) -> None:
    screen = order_screen({})
    async with shell(screen).run_test(size=size) as pilot:
        screen.form.jump_to("goals")
        await pilot.pause()
        await pilot.press("enter")  # no row yet: Enter adds the first one
        await pilot.press(*"Bus")
        assert screen.draft.get("goals.0.text") == "Bus"


async def test_a_row_of_which_nothing_is_written_is_filled_first(size, shell, order_screen) -> None:
    screen = order_screen({"goals": [{"id": "M1"}]})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("f8", "f8", *"Bus")
        assert screen.draft.body["goals"] == [{"id": "M1", "text": "Bus"}]


async def test_a_form_without_sections_is_an_empty_form(size, shell, order_screen, monkeypatch) -> None:
    screen = order_screen({})
    monkeypatch.setattr(screen.form, "sections", [])
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("f8", "f7")
        assert screen.form.shown == -1
