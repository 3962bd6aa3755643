"""A month's report is written by keys alone, checked as it grows, and sent."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from desk_pair import DeskPair
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Label, OptionList, TextArea

from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reports
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.findings_panel import FindingsPanel
from orderdesk.tui.form.completeness import Mark
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.orders.thrown_away import ThrownAwayDialog
from orderdesk.tui.reports.earlier import EarlierPanel
from orderdesk.tui.reports.writer import WriterScreen


async def keys(pilot: Pilot[Any], *pressed: str) -> None:
    """Press keys; what is longer than a key's name and holds a blank or a capital is typed."""
    for key in pressed:
        if key.startswith("»"):
            typed(pilot, key[1:])
            await pilot.pause()
        else:
            await pilot.press(key)


def typed(pilot: Pilot[Any], text: str) -> None:
    """A text as fast as the driver can hand it over: `press` waits some 50 ms after each key."""
    for letter in text:
        pilot.app.post_message(events.Key(_character_to_key(letter), letter))


async def settled(pilot: Pilot[Any]) -> None:
    """Until the checks have looked at the text as it is."""
    screen = pilot.app.screen
    assert isinstance(screen, WriterScreen)
    screen.check_now()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown_labels(screen: WriterScreen) -> list[str]:
    return [row.field.label for row in screen.query("#fields FieldRow").results(FieldRow) if row.display]


GOAL = ("tab", "right", "right", "tab", "»så", "tab", "right", "tab", "»gik", "tab", "»ud", "tab", "y",
        "tab", "»Ring", "tab", "»os", "tab", "»+14")  # fmt: skip
POINT = ("tab", "»nu", "tab", "right")


async def test_a_month_is_written_by_keys_alone_and_sent(
    small_course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    course = small_course
    draft = course.begin()
    app = shell(pair.consultant, WriterScreen(draft))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", *GOAL)
        await keys(pilot, "f8", "tab", "»ja")
        await keys(pilot, "f8", "right", "tab", "»På vej")
        await keys(pilot, "f8", "5")
        for _point in range(5):
            await keys(pilot, "f8", *POINT)
        await keys(pilot, "f8", "right", *("tab", "»ro") * 5)
        await keys(pilot, "f8", "tab", "»Jeg", "tab", "right", "tab", "»-3", "tab", "right")
        await keys(pilot, "f8", "f8", "f8", "f8", "»gå", "tab", "»os", "tab", "»+7")
        await keys(pilot, "f8", "f8", "y")
        await settled(pilot)
        blocking = [f.message for f in app.screen.found if f.severity == "block"]
        assert blocking == []
        await keys(pilot, "f9")
        await settled_dialog(pilot)
        await keys(pilot, "f9", "enter")  # the key held down is no answer, and Cancel has the focus
        await pilot.pause()
        assert index.thread_of(pair.consultant, course.thread).reports == {}
        await keys(pilot, "f9")
        await settled_dialog(pilot)
        await keys(pilot, "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert app.changes == 1
    pair.deliver()
    (digest,) = index.thread_of(pair.caseworker, course.thread).reports
    body = index.body(pair.caseworker, digest)
    assert [goal["attainment"] for goal in body["goals"]] == [-1]
    step = body["goals"][0]["next_step"]
    assert (step["text"], step["who"], date.fromisoformat(step["by"]).isoformat()) == ("Ring", "os", step["by"])
    assert body["totals"] == {
        "planned": 8, "attended": 8, "planned_minutes": 960, "attended_minutes": 960, "absent": 0, "moved": 0,
        "provider_cancelled": 0,
    }  # fmt: skip
    assert drafts.listing(pair.consultant) == []


async def settled_dialog(pilot: Pilot[Any]) -> None:
    """Until the question is on the screen: the check runs in a thread before it."""
    for _turn in range(200):
        await pilot.pause(0.02)
        if pilot.app.screen.query("#confirm"):
            return
    raise AssertionError("no question came")


async def test_attendance_takes_one_key_a_session_and_the_sums_follow(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.consultant, WriterScreen(course.begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.form.jump_to("sessions")
        await pilot.pause()
        sums = app.screen.query_one("#sums", Label)
        assert str(sums.content).startswith("attended 0 of 8 · 0:00 / 16:00")
        await pilot.press("1", "1", "4", "2")
        await keys(pilot, "tab", "i", "tab", "n", "tab", "2", "shift+tab", "shift+tab", "shift+tab", "down", "3")
        await keys(pilot, "tab", "»26/11", "tab", "tab", "right", "tab", "»Tid hos lægen")
        app.screen.form.jump_to("sessions")
        await pilot.pause()
        await keys(pilot, "6", "5")
        sessions = app.screen.draft.body["sessions"]
        assert [s["outcome"] for s in sessions] == [
            "attended", "attended", "cancelled_by_provider", "absent", "moved", "attended", "attended", "attended",
            "attended",
        ]  # fmt: skip
        assert sessions[3]["absence"] == {"reason": "illness", "notified": False, "attempts": 2}
        assert sessions[4]["moved"] == {"to": "2026-11-26", "by": "citizen", "reason": "Tid hos lægen"}
        assert [s["day"] for s in sessions].count("2026-11-26") == 2
        assert str(sums.content) == ("attended 6 of 7 · 12:00 / 14:00 · absent 1 · moved 1 · cancelled by us 1")
        await pilot.press("ctrl+z")
        assert "not said" in str(sums.content)


async def test_changing_the_status_shows_other_fields_and_loses_nothing(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    draft = course.begin(**course.filled("2026-11"))
    app = shell(pair.consultant, WriterScreen(draft))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        screen = app.screen
        assert "What was done" in shown_labels(screen)
        assert "Why not" not in shown_labels(screen)
        done = screen.draft.get("goals.0.done")
        await pilot.press("right")
        assert "What was done" not in shown_labels(screen)
        await keys(pilot, "tab", "right", "tab", "»Syg hele måneden")
        await screen.save_now()
        kept = drafts.load(pair.consultant, draft).body["goals"][0]
        assert (kept["done"], kept["reason"]) == (done, "Syg hele måneden")
        assert [
            f for f in reports.check(pair.consultant, screen.draft.body, course.thread) if f.severity == "block"
        ] == []
        await keys(pilot, "shift+tab", "shift+tab", "left")
        (area,) = [row for row in screen.query(FieldRow) if row.field.label == "What was done"]
        assert area.display
        assert area.query_one(TextArea).text == done
        await pilot.press("right")
        await screen.save_now()
    sent = index.body(pair.consultant, reports.send(pair.consultant, draft).digest)["goals"][0]
    assert "done" not in sent
    assert sent["reason"] == "Syg hele måneden"


async def test_blocks_come_from_the_order_by_rank_with_its_text_above(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.consultant, WriterScreen(course.begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        titles = [section.title[:2] for section in app.screen.form.sections[1:6]]
        assert titles == ["M1", "M2", "S1", "S2", "D1"]
        await pilot.press("f8")
        above = str(app.screen.query_one(".section-help", Label).content)
        assert "Rikke får sin åndenød undersøgt hos egen læge." in above
        assert "Der har været en konsultation" in above


async def test_an_amended_order_brings_its_new_goal_into_a_draft_that_was_begun(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    draft = course.begin(**course.filled("2026-11"))
    amended = orders.amendment_draft(pair.caseworker, course.thread)
    goal = {**amended.body["goals"][0], "id": "M3", "rank": 3, "text": "Rikke tager bussen alene.", "sub_goals": []}
    change = {"path": "$.goals[2]", "reason": "Rikke vil gerne selv kunne komme til praktikken."}
    body = {**amended.body, "goals": [*amended.body["goals"], goal], "changes": [change]}
    drafts.save(pair.caseworker, amended.id, body)
    orders.send(pair.caseworker, amended.id)
    pair.deliver()
    app = shell(pair.consultant, WriterScreen(draft))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [section.title[:2] for section in app.screen.form.sections[1:4]] == ["M1", "M2", "M3"]
        app.screen.form.jump_to("goals.2.observation")
        await pilot.pause()
        await keys(pilot, "»Bus 2")
        assert app.screen.draft.body["goals"][2] == {
            "goal": "M3", "status": "worked_on", "next_step": {}, "observation": "Bus 2",
        }  # fmt: skip


async def test_what_is_not_answered_is_found_and_jumped_to(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    filled = course.filled("2026-11")
    del filled["goals"][1]["observation"], filled["questions"][0]["answer"]
    app = shell(pair.consultant, WriterScreen(course.begin(**filled)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await settled(pilot)
        screen = app.screen
        assert screen.form.mark_of("goals.1") is Mark.BLOCKED
        await pilot.press("f2")
        await pilot.pause()
        assert screen.form._row_in_focus().path == ("goals", 1, "observation")
        await pilot.press("f2")
        await pilot.pause()
        assert screen.form._row_in_focus().path == ("questions", 0, "answer")
        await pilot.press("f9")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(screen.focused, FindingsPanel)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.form._row_in_focus() is not None
    assert index.thread_of(pair.consultant, course.thread).reports == {}


@pytest.mark.parametrize(("size", "at_once"), [((80, 24), False), ((120, 40), True)])
async def test_last_month_stands_beside_or_is_one_key_away(
    course: Any, pair: DeskPair, shell: Callable[..., Any], size: tuple[int, int], at_once: bool
) -> None:
    course.report("2026-11")
    pair.clock.forward(days=30)
    app = shell(pair.consultant, WriterScreen(course.begin()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        panel = app.screen.query_one(EarlierPanel)
        assert panel.display is at_once
        if not at_once:
            await pilot.press("f5")
            assert panel.display
        await pilot.press("f8")
        await pilot.pause()
        text = str(panel.query_one("Static").content)
        assert "Jeg gik med to gange" in text
        await pilot.press("f5")
        assert not panel.display


async def test_last_months_steps_wait_to_be_followed_up(course: Any, pair: DeskPair, shell: Callable[..., Any]) -> None:
    course.report("2026-11")
    pair.clock.forward(days=30)
    app = shell(pair.consultant, WriterScreen(course.begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.form.jump_to("followed_up.0.status")
        await pilot.pause()
        await keys(pilot, "right")
        row = app.screen.draft.body["followed_up"][0]
        previous = reports.previous_report(pair.consultant, index.thread_of(pair.consultant, course.thread))
        assert row["status"] == "done"
        assert row["step"] == previous["next_steps"][0]["text"]


async def test_a_final_report_has_an_outcome_and_a_monthly_one_has_not(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.consultant, WriterScreen(course.begin(**course.filled("2026-11"))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sections = app.screen.query_one("#sections", OptionList)
        before = sections.option_count
        await pilot.press("right")
        await pilot.pause()
        assert app.screen.draft.get("kind") == "final"
        assert sections.option_count == before + 1
        app.screen.form.jump_to("outcome.text")
        await pilot.pause()
        await keys(pilot, "»Flere timer")
        app.screen.draft.set("kind", "monthly")
        await pilot.pause()
        assert sections.option_count == before
        found = reports.check(pair.consultant, app.screen.draft.body, course.thread)
        assert not [f for f in found if f.severity == "block"]


async def test_hours_that_are_none_do_not_stop_the_checks(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.consultant, WriterScreen(course.begin(**course.filled("2026-11"))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.form.jump_to("sessions.0.attended_minutes")
        await pilot.pause()
        await keys(pilot, "»halvanden")
        await settled(pilot)
        paths = [finding.path for finding in app.screen.found if finding.severity == "block"]
        assert "$.sessions[0].attended_minutes" in paths


async def test_a_report_draft_is_thrown_away_and_can_be_taken_back(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    draft = reports.new_draft(pair.consultant, course.thread)
    app = shell(pair.consultant, WriterScreen(draft.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await keys(pilot, "f10")
        await dialog(pilot, ConfirmDialog)
        await keys(pilot, "delete")
        await dialog(pilot, ThrownAwayDialog)
        assert drafts.listing(pair.consultant) == []
        await keys(pilot, "f2")
        await dialog(pilot, WriterScreen)
        assert [kept.id for kept in drafts.listing(pair.consultant)] == [draft.id]
        await keys(pilot, "f10")
        await dialog(pilot, ConfirmDialog)
        await keys(pilot, "delete")
        await dialog(pilot, ThrownAwayDialog)
        await keys(pilot, "escape")
        await pilot.app.workers.wait_for_complete()
    assert drafts.listing(pair.consultant) == []


async def dialog(pilot: Pilot[Any], kind: type[Screen[Any]]) -> None:
    """Until a screen of that kind is on top."""
    for _turn in range(300):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted:
            return
    raise AssertionError("it did not come")


@pytest.mark.parametrize(
    ("typed_first", "left"), [((), 0), (("f8", "tab", "right", "right"), 1)], ids=["untouched", "one choice"]
)
async def test_a_report_begun_by_mistake_is_gone_when_it_is_left_untouched(
    course: Any, pair: DeskPair, shell: Callable[..., Any], typed_first: tuple[str, ...], left: int
) -> None:
    first, screen = Screen[None](), WriterScreen(course.begin())
    app = shell(pair.consultant, first)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        while screen.focused is None:
            await pilot.pause()
        await keys(pilot, *typed_first, "escape")
        while app.screen is not first:
            await pilot.pause()
        assert len(drafts.listing(pair.consultant, "report")) == left
