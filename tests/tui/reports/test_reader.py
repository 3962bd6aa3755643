"""A report is read against its order, unanswered first, and decided on or sent back on the same screen."""

from collections.abc import Callable
from typing import Any

import pytest
from desk_pair import DeskPair
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from orderdesk.desk import drafts, index
from orderdesk.desk.reporting import review_drafts
from orderdesk.desk.reporting.reports import correction_draft, send
from orderdesk.tui.news import DeskChanged
from orderdesk.tui.reports.decision import DecisionPanel
from orderdesk.tui.reports.reader import ReaderScreen
from orderdesk.tui.reports.writer import WriterScreen

SIZES = [(80, 24), (120, 40)]


async def typed(pilot: Pilot[Any], text: str) -> None:
    """A text as fast as the driver can hand it over: `press` waits some 50 ms after each key."""
    for letter in text:
        pilot.app.post_message(events.Key(_character_to_key(letter), letter))
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Until what runs in a thread has come back."""
    for _turn in range(300):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it did not come")


def head(screen: ReaderScreen) -> str:
    return str(screen.query_one("#head", Static).content)


def now(screen: ReaderScreen) -> str:
    return str(screen.query_one("#now .text", Static).content)


@pytest.fixture
def gaps(course: Any) -> str:
    """A report that leaves the second goal and the first question open, with an absence and a cancelled session."""
    body = course.filled("2026-11")
    body["goals"][1] = {
        "status": "not_worked_on", "goal": "M2", "cause": "provider_capacity", "reason": "Vi fandt ingen butik.",
        "on_track": False, "next_step": {"text": "Ringe til to butikker.", "who": "Sara Holt", "by": "2026-12-10"},
    }  # fmt: skip
    body["questions"][0] = {"status": "not_yet", "question": "S1", "reason": "Lægen har ikke svaret."}
    body["sessions"][0] |= {"outcome": "cancelled_by_provider", "attended_minutes": 0}
    body["warnings"] = [{"kind": "health_worse", "text": "Sover to timer om natten."}]
    return str(course.report("2026-11", **body))


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_not_answered_stands_first(
    gaps: str, pair: DeskPair, shell: Callable[..., Any], size: tuple[int, int]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert "Sara Holt · +45 70 10 67 57 · sara.holt@fjordvejen.example" in head(screen)
        assert "Ring: M2 not worked on; S1 cannot be answered yet" in head(screen)
        assert [(page.sign, page.title[:2]) for page in screen.pages[1:6]] == [
            ("!", "M2"), ("!", "S1"), ("√", "M1"), ("√", "S2"), ("√", "D1"),
        ]  # fmt: skip
        assert now(screen).startswith("! health is worse: Sover to timer om natten.")
        assert "The citizen: »Jeg er stolt af, at jeg " in now(screen)
        await pilot.press("f8")
        await pilot.pause()
        assert "Vi fandt ingen butik." in now(screen)
    assert index.thread_of(pair.caseworker, index.document(pair.caseworker, gaps)["thread"]).reports[gaps].state == (
        "submitted"
    ), "opening a report tells nobody"


async def test_attendance_is_told_in_words_and_a_cancellation_is_the_providers(
    gaps: str, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        titles = [page.title for page in app.screen.pages]
        app.screen.query_one("#pages", OptionList).highlighted = titles.index("Attendance")
        await pilot.pause()
        told = now(app.screen)
        assert "Came to 6 of 7 planned sessions" in told
        assert "Absent once." in told
        assert "The provider cancelled one session; it does not count against the citizen." in told
        assert "3 Nov 2026 10:00: cancelled by the provider; does not count" in told
        assert "10 Nov 2026 10:00: absent: illness, word was given beforehand, 1 attempt to reach the citizen" in told
        assert "moved to 18 Nov 2026 10:00 by the citizen, Tid hos egen læge." in told


async def test_this_month_stands_beside_last_month(course: Any, pair: DeskPair, shell: Callable[..., Any]) -> None:
    course.report("2026-11")
    pair.clock.forward(days=30)
    body = course.filled("2026-12")
    body["goals"][1] |= {"attainment": 1, "observation": "Hun stod ved kassen i to timer."}
    december = course.report("2026-12", **body)
    app = shell(pair.caseworker, ReaderScreen(december))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.screen.pages[1].sign == "~"
        await pilot.press("f8")
        await pilot.pause()
        then = app.screen.query_one("#then")
        assert "+1 more than expected" in now(app.screen)
        assert "0 as expected" in str(then.query_one(".text", Static).content)
        assert then.region.y == app.screen.query_one("#now").region.y
        assert then.region.x > app.screen.query_one("#now").region.x


async def test_a_decision_is_recorded_and_arrives_at_the_provider(
    gaps: str, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f8", "f2", "r", "tab")
        assert app.screen.draft.get("decision") == "ring_provider"
        await typed(pilot, "Tages op næste gang")
        assert "To take it up next time is no decision" in app.screen.why_not("reading.send")
        await pilot.press("f9")
        await pilot.pause()
        assert app.screen.query(DecisionPanel), "it is refused before anything is asked"
        await pilot.press("ctrl+u")
        await typed(pilot, "Jeg ringer i dag")
        await pilot.press("tab")
        await typed(pilot, "2026-12-04")
        await pilot.press("tab")
        await typed(pilot, "Hvorfor?")
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.changes == 1)
    pair.deliver()
    review = pair_review(pair, gaps)
    assert review == {
        "kind": "decided", "report": gaps, "decision": "ring_provider", "text": "Jeg ringer i dag",
        "by": "2026-12-04", "remarks": [{"item": "M2", "text": "Hvorfor?"}],
    }  # fmt: skip
    assert drafts.listing(pair.caseworker) == []


def pair_review(pair: DeskPair, report: str) -> dict[str, Any]:
    """The review as the provider's desk has it."""
    thread = index.document(pair.consultant, report)["thread"]
    review = index.thread_of(pair.consultant, thread).reports[report].review
    return index.body(pair.consultant, review)


async def test_what_is_written_stays_when_the_screen_is_left(
    gaps: str, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2", "tab")
        await typed(pilot, "Jeg ringer")
        assert await app.screen.save_now()
        app.push_screen(ReaderScreen(gaps))
        await pilot.pause()
        assert app.screen.query_one("#decide TextArea", TextArea).text == "Jeg ringer"
        assert app.screen.panel.has_class("-open")
    (kept,) = drafts.listing(pair.caseworker)
    assert (kept.kind, kept.about, kept.label) == ("review", gaps, "Rikke Sønderby")


async def test_marking_as_read_is_said_before_it_is_done(gaps: str, pair: DeskPair, shell: Callable[..., Any]) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("enter")
        await pilot.pause()
        assert "not read" in head(app.screen)
        await pilot.press("f5")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.changes == 1)
        assert "read, no decision" in head(app.screen)
        assert app.screen.why_not("reading.mark-read") == "The report has already been read."
    pair.deliver()
    assert pair_review(pair, gaps)["kind"] == "read"


async def test_elaboration_is_asked_for_and_a_corrected_version_comes(
    gaps: str, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f8", "f3")
        await typed(pilot, "M2 mangler")
        await pilot.press("tab")
        await typed(pilot, "2026-12-08")
        assert app.screen.why_not("reading.send") == "Write at one goal or question at least what is missing there."
        await pilot.press("tab")
        await typed(pilot, "Hvilke butikker?")
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.changes == 1)
    pair.deliver()
    assert pair_review(pair, gaps)["items"] == [{"item": "M2", "text": "Hvilke butikker?"}]

    theirs = shell(pair.consultant, ReaderScreen(gaps))
    async with theirs.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Elaboration asked for: M2 mangler" in now(theirs.screen)
        assert theirs.screen.why_not("reading.decide")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(theirs.screen, WriterScreen) and theirs.screen.query("#fields FieldRow"))
        assert "The caseworker asks for more: M2 mangler" in theirs.screen.form.sections[0].help
        assert "The caseworker asks: Hvilke butikker?" in theirs.screen.form.sections[2].help
        theirs.screen.draft.set("goals.1.reason", "Vi ringede til Kiwi og Netto; begge sagde nej.")
        theirs.screen.draft.set("attested", True)
        await pilot.press("f9")
        await until(pilot, lambda: theirs.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: theirs.changes == 1)
    pair.deliver()
    reports = index.thread_of(pair.caseworker, index.document(pair.caseworker, gaps)["thread"]).reports
    assert reports[gaps].state == "superseded"
    (later,) = [digest for digest, report in reports.items() if report.state == "submitted"]
    body = index.body(pair.caseworker, later)
    assert (body["version"], body["replaces"], body["elaborates"]) == (
        2,
        gaps,
        reports[gaps].review or body["elaborates"],
    )
    assert review_drafts.begun(pair.caseworker, gaps) == {}

    again = shell(pair.caseworker, ReaderScreen(later))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Rewritten since version 1: M2" in now(again.screen)
        assert "Asked for before this version: M2 mangler" in now(again.screen)
        await pilot.press("f8")
        ordered = str(again.screen.query_one("#ordered", Static).content)
        assert "Asked for before this version: Hvilke butikker?" in ordered


async def test_a_later_version_that_arrives_is_noticed_while_reading(
    gaps: str, course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(gaps))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        draft = correction_draft(pair.consultant, course.thread, gaps)
        rewritten = {"underway": "Rikke er flyttet hjemmefra.", "attested": True}
        drafts.save(pair.consultant, draft.id, {**draft.body, **rewritten})
        send(pair.consultant, draft.id)
        pair.deliver()
        app.screen.post_message(DeskChanged())
        await pilot.pause()
        assert "superseded" in head(app.screen)
        assert "no later version has replaced" in app.screen.why_not("reading.decide")
