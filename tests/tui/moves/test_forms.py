"""Each kind of form, filled in by keys at 80x24 on real desks, and what arrives."""

from typing import Any

import pytest
from desk_pair import DeskPair
from handover_desks import Town
from textual.widgets import Label, Static

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import MOVES, make
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting.course_reading import read_course
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.form.completeness import Mark
from orderdesk.tui.form.many import ManyLines
from orderdesk.tui.moves.form import Offered, sections
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.orders.thrown_away import ThrownAwayDialog
from orderdesk.tui.screen import DeskScreen

SIZE = (80, 24)


def arrived(pair: DeskPair, thread: str, sub: str) -> dict[str, Any]:
    """The last document of its kind, on the desk of the other side."""
    pair.deliver()
    held = [entry for entry in index.entries_of(pair.consultant, thread) if entry.sub == sub]
    return index.body(pair.consultant, max(held, key=lambda entry: entry.place).digest)


def at(screen: DeskScreen) -> str:
    """The path of the field that has the focus."""
    for node in screen.focused.ancestors_with_self if screen.focused else ():
        if path := getattr(node, "path", None):
            return ".".join(map(str, path))
    return ""


async def send(app: Any, pilot: Any, keys: Any, until: Any, confirm: str = "ctrl+s") -> None:
    await keys(pilot, "f9")
    await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
    await keys(pilot, confirm)
    await until(pilot, lambda: app.answers == [True])


@pytest.mark.parametrize("action", MOVES)
def test_every_action_has_its_form_with_all_its_fields(action: str) -> None:
    move = MOVES[action]
    pages = sections(move, Offered())
    assert [field.path for page in pages for field in page.fields] == [field.path for field in move.fields]
    assert all(page.fields for page in pages if move.fields)
    for page in pages:
        for field in page.fields:
            assert all(inner.kind for inner in field.fields)


async def test_a_text_a_choice_and_days_put_the_course_on_hold(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "hold")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "code")
        assert screen.draft.get("since") == "2026-11-02", "today is what is usual"
        await keys(pilot, "f9")
        await until(pilot, lambda: screen.found and at(screen) == "code")
        assert app.screen is screen, "nothing is sent while something is lacking"
        await keys(pilot, "right", "tab", "»Rikke er indlagt.", "tab", "tab", "»2026-11-16")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    body = index.body(pair.consultant, index.thread_of(pair.consultant, running).hold)
    assert (body["code"], body["reason"], body["expected_resume"]) == ("illness", "Rikke er indlagt.", "2026-11-16")
    pair.deliver()
    assert index.thread_of(pair.caseworker, running).state == "on_hold"
    assert drafts.listing(pair.consultant) == []
    assert app.changes == 1


async def test_times_numbers_and_yes_or_no_tell_of_an_absence(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "tell_absence")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "day")
        await keys(pilot, "tab", "»9.30", "tab", "tab", "right", "tab", "»Åndenød i nat.", "tab", "right", "tab", "»2")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    body = arrived(pair, running, "absence")
    assert (body["time"], body["absence"]["attempts"]) == ("09:30", 2)
    assert body["absence"]["notified"] is True
    assert body["absence"]["reported"] == "2026-11-02"


async def test_rows_and_goals_record_where_the_citizen_stands(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "align")
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "day")
        await keys(pilot, "tab", "tab", "insert", "right", "tab", "right", "right", "tab", "»Ikke om mandagen.")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    assert arrived(pair, running, "stances")["stances"] == [
        {"item": "M1", "stance": "partly", "words": "Ikke om mandagen."}
    ]


def responsible(desk: Desk, thread: str, side: str) -> list[str]:
    """The chain of those who have had the case, as a desk knows it."""
    return [holder.name for holder in getattr(read_course(desk, thread), side)]


async def test_a_colleague_takes_over_as_consultant(town: Town, shell, keys, until) -> None:
    screen = MoveScreen(town.thread, "change_consultant")
    app = shell(town.sara, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "consultant")
        await keys(pilot, "right", "tab", "tab", "»Sara er på barsel.", "tab", "right", "tab", "»Ring efter frokost.")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    town.deliver()
    assert responsible(town.mette, town.thread, "consultants") == ["Sara Holt", "Bo Winther"]


async def test_a_case_is_handed_to_a_colleague(town: Town, shell, keys, until) -> None:
    screen = MoveScreen(town.thread, "change_caseworker")
    app = shell(town.mette, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "to_person")
        await keys(pilot, "right", "tab", "tab", "tab", "»Mette skifter afdeling.", "tab", "»Hun tager bussen selv.",
                   "tab", "»Møde den 24.")  # fmt: skip
        await until(pilot, lambda: not screen.found)
        await keys(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog) and app.screen.focused)
        asked = str(app.screen.query_one(Label).content).splitlines()
        assert asked[:2] == ["Colleague: Jonas Bach", "From: 2 Nov 2026"]
        await keys(pilot, "ctrl+s")
        await until(pilot, lambda: app.answers == [True])
    town.deliver()
    assert responsible(town.sara, town.thread, "caseworkers") == ["Mette Krogh", "Jonas Bach"]


async def test_an_objection_names_the_fields_by_ticking_them(pair: DeskPair, running, shell, keys, until) -> None:
    draft = orders.amendment_draft(pair.caseworker, running)
    draft.body["course"]["weekly_minutes"] = 300
    draft.body["goals"][0]["due"] = "2026-12-11"
    drafts.save(pair.caseworker, draft.id, draft.body)
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = MoveScreen(running, "object")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(screen.focused, ManyLines))
        assert "Hours a week: 4:00 → 5:00" in str(screen.query_one("#matter", Static).content)
        lines = screen.query_one(ManyLines)
        await keys(pilot, "space", "down", "space", "space")
        assert str(lines.get_option_at_index(0).prompt) == "[x] Course and hours: Hours a week"
        assert str(lines.get_option_at_index(1).prompt) == "[ ] Goals 1: By when"
        await keys(pilot, "tab", "»Butikken kan ikke før jul.")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    body = arrived(pair, running, "object")
    assert (body["paths"], body["text"]) == (["$.course.weekly_minutes"], "Butikken kan ikke før jul.")
    assert index.thread_of(pair.caseworker, running).amendment == "objected"


async def test_a_meeting_is_scheduled_with_its_time_and_agenda(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "schedule_meeting")
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "purpose")
        await keys(pilot, "»Timetallet", "tab", "»2026-11-10", "tab", "»13", "tab", "tab", "tab", "»Rådhuset, lokale 3")
        await keys(pilot, "tab", "»Hvordan går det?", "enter", "»Flere timer")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    body = arrived(pair, running, "schedule")
    assert body["appointment"] == {
        "day": "2026-11-10", "time": "13:00", "minutes": 60, "form": "in_person", "place": "Rådhuset, lokale 3",
    }  # fmt: skip
    assert body["agenda"] == ["Hvordan går det?", "Flere timer"]


async def test_a_form_opens_at_its_first_line(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "schedule_meeting")
    async with shell(pair.caseworker, screen).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: screen.found and at(screen) == "purpose")
        label = screen.query("#fields Label").first()
        assert screen.query_one("#fields").scroll_offset.y == 0
        assert screen.query_one("#fields").region.contains_region(label.region)
        await keys(pilot, *["tab"] * 7, *["shift+tab"] * 7)
        await until(pilot, lambda: at(screen) == "purpose")
        assert screen.query_one("#fields").region.contains_region(label.region)


async def test_a_new_day_and_length_take_the_place_of_what_stood_there(
    pair: DeskPair, running, shell, keys, until
) -> None:
    time = {"day": "2026-11-10", "time": "10:00", "minutes": 60, "form": "in_person", "place": "Rådhuset"}
    meeting = make(pair.caseworker, running, "schedule_meeting", {"purpose": "Timetal", "appointment": time}).digest
    screen = MoveScreen(running, "move_meeting", meeting)
    async with shell(pair.caseworker, screen).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "by")
        await keys(pilot, "tab", "»Lægen.", "tab", "»2026-11-12", "tab", "tab", "»1:30", "tab")
        assert screen.draft.get("appointment.day") == "2026-11-12"
        assert screen.draft.get("appointment.minutes") == 90


async def test_sixty_is_not_taken_for_sixty_hours(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "schedule_meeting")
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "purpose")
        await keys(pilot, "»Timetallet", "tab", "»2026-11-10", "tab", "»13", "tab", "end", *["backspace"] * 4, "»60")
        await keys(pilot, "tab", "tab", "»Rådhuset", "f9")
        await until(pilot, lambda: at(screen) == "appointment.minutes")
        assert [one.message for one in screen.found] == [
            "This is understood as 60:00 in hours and minutes. Write 1:00 for an hour."
        ]
        assert app.screen is screen


async def test_somebody_missing_is_ticked(pair: DeskPair, running, shell, keys, until) -> None:
    time = {"day": "2026-11-02", "time": "10:00", "minutes": 60, "form": "in_person", "place": "Rådhuset"}
    meeting = make(pair.caseworker, running, "schedule_meeting", {"purpose": "Timetal", "appointment": time}).digest
    pair.deliver()
    screen = MoveScreen(running, "record_no_show", meeting)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(screen.focused, ManyLines))
        await keys(pilot, "down", "down", "space", "tab", "»Toget var aflyst; vi har aftalt en ny tid.")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until)
    assert arrived(pair, running, "no_show")["absent"] == ["consultant"]
    assert index.thread_of(pair.consultant, running).meetings[meeting].state == "no_show"


async def test_a_meeting_is_recorded_on_three_pages(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "record_meeting")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "day")
        assert [page.id for page in screen.form.sections] == ["record_meeting", "decisions", "after"]
        await until(pilot, lambda: screen.found)
        assert screen.form.mark_of("after") is Mark.BEGUN, "what the citizen said is still to be written"
        await keys(pilot, "f8")
        await until(pilot, lambda: screen.form.shown == 1)
        await keys(pilot, "insert", "»Fire timer", "tab", "right", "tab", "tab", "»2026-11-16", "f8")
        await until(pilot, lambda: at(screen) == "citizen_remarks.status")
        await keys(pilot, "tab", "»Jeg vil gerne op i tid.")
        await until(pilot, lambda: not screen.found)
        assert screen.form.mark_of("after") is Mark.DONE
        await send(app, pilot, keys, until)
    body = arrived(pair, running, "held")
    assert body["decisions"] == [{"text": "Fire timer", "owner": "citizen", "by": "2026-11-16"}]
    assert body["citizen_remarks"] == {"status": "given", "words": "Jeg vil gerne op i tid."}


async def test_what_ends_something_takes_a_key_of_its_own_and_cancel_has_the_focus(
    pair: DeskPair, running, shell, keys, until
) -> None:
    screen = MoveScreen(running, "enter_error")
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "reason")
        await keys(pilot, "»Sendt på en forkert borger.", "f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog) and app.screen.focused)
        assert app.screen.focused.id == "cancel"
        await keys(pilot, "f9", "ctrl+s")
        assert isinstance(app.screen, ConfirmDialog), "neither the same key nor the usual one answers"
        await keys(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)
        await send(app, pilot, keys, until, confirm="f2")
    assert index.thread_of(pair.caseworker, running).state == "entered_in_error"


async def test_a_hand_back_asks_for_its_note_and_jumps_there(pair: DeskPair, running, shell, keys, until) -> None:
    screen = MoveScreen(running, "hand_back")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "group")
        await keys(pilot, "right", "tab", "right", "tab", "»Vi lukker afdelingen.", "f9")
        await until(pilot, lambda: at(screen) == "hand_over.reached")
        await keys(pilot, "»Lægebesøg.", "tab", "»Praktikken.")
        await until(pilot, lambda: not screen.found)
        await send(app, pilot, keys, until, confirm="f2")
    assert arrived(pair, running, "hand_back")["hand_over"] == {"reached": "Lægebesøg.", "open": "Praktikken."}


async def test_the_end_that_is_agreed_to_stands_above_the_form(pair: DeskPair, running, shell, keys, until) -> None:
    end = {"group": "citizen", "code": "treatment_first", "reason": "Rikke begynder i behandling.",
           "last_day": "2026-11-30"}  # fmt: skip
    make(pair.caseworker, running, "end", end)
    pair.deliver()
    screen = MoveScreen(running, "agree_end")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "text")
        assert "Rikke begynder i behandling." in str(screen.query_one("#matter", Static).content)
        await send(app, pilot, keys, until, confirm="f2")
    assert index.thread_of(pair.consultant, running).state == "awaiting_final"


async def test_what_was_begun_is_there_again_and_can_be_thrown_away(
    pair: DeskPair, running, shell, keys, until
) -> None:
    screen = MoveScreen(running, "warn")
    async with shell(pair.consultant, screen).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "about")
        await keys(pilot, "tab", "»Flere anfald i denne uge.", "escape")
        await until(pilot, lambda: drafts.listing(pair.consultant, "move"))
    again = MoveScreen(running, "warn")
    app = shell(pair.consultant, again)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(again) == "about")
        assert again.draft.get("text") == "Flere anfald i denne uge."
        await keys(pilot, "f10")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await keys(pilot, "delete")
        await until(pilot, lambda: isinstance(app.screen, ThrownAwayDialog))
        await keys(pilot, "escape")
        await until(pilot, lambda: app.answers == [None])
    assert drafts.listing(pair.consultant) == []


async def test_what_has_become_impossible_says_why_and_keeps_what_was_written(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    screen = MoveScreen(sent, "hold")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: at(screen) == "code")
        assert "has been accepted" in str(screen.query_one("#matter", Static).content)
        await keys(pilot, "right", "f9")
        await pilot.pause()
        assert app.screen is screen
        assert "has been accepted" in screen.why_not("move.send")


async def test_an_order_that_is_not_here_says_so(pair: DeskPair, shell, until) -> None:
    app = shell(pair.consultant, MoveScreen("urn:uuid:11111111-1111-4111-8111-111111111111", "hold"))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.answers == [None])


async def test_what_is_found_while_the_form_goes_away_stops_nothing(pair: DeskPair, running, shell, until) -> None:
    screen = MoveScreen(running, "hold")
    async with shell(pair.caseworker, screen).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: screen.found)
        await screen.form.remove_children()
        await screen.check()
        assert screen.found
