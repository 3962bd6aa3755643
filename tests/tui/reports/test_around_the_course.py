"""What happens between reports: told at once from the grid, carried on from month to month, shown beside its month."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from desk_pair import DeskPair
from textual.pilot import Pilot

from orderdesk.desk import index
from orderdesk.desk.moves.making import make
from orderdesk.desk.reporting.short_notices import short_notices
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.reports.earlier import EarlierPanel
from orderdesk.tui.reports.reader import ReaderScreen
from orderdesk.tui.reports.writer import WriterScreen

CHAIR = {"day": "2026-11-10", "kind": "tasks", "before": "Stående", "after": "Siddende", "reason": "Ondt i ryggen"}
TRIAL = {
    "employer": "Netto, Havnegade", "tasks": "Varepåfyldning", "start": "2026-11-09", "planned_minutes": 480,
    "present_minutes": 420, "effective_minutes": 300, "prospects": "Timer om lørdagen",
    "weeks": [{"start": "2026-11-09", "planned_minutes": 480, "present_minutes": 400}],
}  # fmt: skip
WARNING = {"about": "health_worse", "text": "Rikke sover ikke.", "wish": "En samtale i denne uge."}


async def until(pilot: Pilot[Any], holds: Callable[[], Any]) -> None:
    """Wait for the very thing that is asserted."""
    for _turn in range(400):
        if holds():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come")


async def test_todays_absence_is_told_from_the_grid_and_comes_back_into_it(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    screen = WriterScreen(course.begin())
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.form.jump_to("sessions")
        await pilot.pause()
        await pilot.press("2", "7")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen) and app.screen.form.is_mounted)
        form = app.screen
        first = screen.draft.body["sessions"][0]
        assert (form.draft.get("day"), form.draft.get("time")) == (first["day"], first["time"])
        assert form.draft.get("session") == "planned"
        form.draft.set("absence", {"reason": "illness", "notified": False, "attempts": 2, "text": "Feber"})
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        session = screen.draft.body["sessions"][0]
        told = {"reason": "illness", "notified": False, "attempts": 2, "text": "Feber", "reported": "2026-12-03"}
        assert (session["outcome"], session["absence"]) == ("absent", told)
    folded = index.thread_of(pair.consultant, course.thread)
    assert [one.kind for one in short_notices(pair.consultant, folded, first["day"], first["day"])] == ["absence"]


async def test_who_looks_and_goes_back_leaves_no_draft_of_an_absence(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    screen = WriterScreen(course.begin())
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.form.jump_to("sessions")
        await pilot.pause()
        await pilot.press("7")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen) and app.screen.form.is_mounted)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert not [key for key, _row in pair.consultant.store.rows("drafts") if key.startswith("move-")]
        assert "outcome" not in screen.draft.body["sessions"][0]


async def test_the_trial_goes_on_week_by_week_and_earlier_adjustments_stand_beside(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    course.report("2026-11", work_trial=TRIAL, adjustments=[CHAIR])
    pair.clock.moment = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
    screen = WriterScreen(course.begin())
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.form.jump_to("work_trial.weeks.0.present_minutes")
        await pilot.pause()
        await pilot.press("7", "colon", "3", "0", "tab")
        weeks = screen.draft.body["work_trial"]["weeks"]
        assert weeks[0] == {"start": "2026-12-07", "planned_minutes": 480, "present_minutes": 450}
        assert [week["start"] for week in weeks] == ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]
        screen.form.jump_to("adjustments")
        await pilot.pause()
        assert screen.draft.body["adjustments"] == [CHAIR]
        panel = screen.query_one(EarlierPanel)
        await pilot.press("f5")
        assert panel.display
        said = str(panel.query_one("Static").content)
        assert "Stående → Siddende" in said
        assert "the report to 30 Nov 2026" in said


async def test_who_writes_is_reminded_and_who_reads_sees_it_beside_the_month(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    pair.clock.moment = datetime(2026, 11, 12, 8, 0, tzinfo=UTC)
    make(pair.consultant, course.thread, "warn", WARNING)
    pair.deliver()
    pair.clock.moment = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    writer = WriterScreen(course.begin())
    async with shell(pair.consultant, writer).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "You told on 12 Nov 2026: early warning: " in writer.form.sections[0].help
        assert "Rikke sover ikke." in writer.form.sections[0].help
    digest = course.report("2026-11")
    reader = ReaderScreen(digest)
    async with shell(pair.caseworker, reader).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (page,) = [page for page in reader.pages if page.title == "Told on the way"]
        assert page.sign == "!"
        assert "12 Nov 2026 · early warning" in page.now.plain
        assert "En samtale i denne uge." in page.now.plain


async def test_one_key_a_session_goes_past_the_absence_that_was_told(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    pair.clock.moment = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)
    illness = {"reason": "illness", "notified": True, "attempts": 1}
    told = {"day": "2026-11-05", "session": "planned", "absence": illness}
    make(pair.consultant, course.thread, "tell_absence", told)
    pair.clock.moment = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    screen = WriterScreen(course.begin())
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.form.jump_to("sessions")
        await pilot.pause()
        await pilot.press("1", "1", "4", "5")
        sessions = screen.draft.body["sessions"]
        assert [session["outcome"] for session in sessions] == [
            "attended", "absent", "attended", "cancelled_by_provider", "attended", "attended", "attended", "attended",
        ]  # fmt: skip
        assert sessions[1]["absence"] == {**illness, "reported": "2026-11-05"}
