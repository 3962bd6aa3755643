"""A draft is looked through: it gets comments or is cleared, nothing in it can be changed, and what was rewritten since
is plain to both sides."""

from collections.abc import Callable
from typing import Any

import pytest
from desk_pair import DeskPair
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList, Static, TextArea

from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reports, review_drafts, reviews
from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.reports.earlier import EarlierPanel
from orderdesk.tui.reports.reader import ReaderScreen
from orderdesk.tui.reports.writer import WriterScreen

COMMENT = {"item": "M2", "text": "Hvilke butikker spurgte I?"}


async def typed(pilot: Pilot[Any], text: str) -> None:
    for letter in text:
        pilot.app.post_message(events.Key(_character_to_key(letter), letter))
    await pilot.pause()


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    for _turn in range(300):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it did not come")


def content(screen: Any, selector: str) -> str:
    return str(screen.query_one(selector, Static).content)


def labels(screen: ReaderScreen) -> list[str]:
    return [item.action.label for item in screen.query_one(DeskFooter).items]


def review_of(pair: DeskPair, report: str) -> dict[str, Any]:
    """The review as the provider's desk has it."""
    thread = index.document(pair.consultant, report)["thread"]
    return index.body(pair.consultant, index.thread_of(pair.consultant, thread).reports[report].review)


@pytest.fixture
def draft(course: Any) -> str:
    """A draft that leaves the second goal open."""
    goals = course.filled("2026-11")["goals"]
    goals[1] = {
        "status": "not_worked_on", "goal": "M2", "cause": "provider_capacity", "reason": "Vi fandt ingen butik.",
        "on_track": False, "next_step": {"text": "Ringe til to butikker.", "who": "Sara Holt", "by": "2026-12-10"},
    }  # fmt: skip
    return str(course.report("2026-11", kind="draft", goals=goals))


async def test_a_draft_gets_comments_and_is_not_decided_on(
    draft: str, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    app = shell(pair.caseworker, ReaderScreen(draft))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: labels(app.screen))
        screen = app.screen
        assert "draft for review" in content(screen, "#head")
        assert "Not answered: M2 not worked on" in content(screen, "#head")
        assert labels(screen)[:3] == ["Comment", "Clear draft", "Send"]
        known = {action.id for action in screen.possible_actions()}
        assert "reading.mark-read" not in known
        assert not screen.query("#decide, #elaborate"), "there is nothing to decide by"
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        assert screen.panel.item == "M2", "what is not covered is offered first"
        assert "Not covered at M2" in str(screen.query_one("#remark").query(Label).first().content)
        assert screen.why_not("reading.send").startswith("Write at one goal or question at least what is not covered")
        fields = [*screen.query(TextArea), *screen.query(Input)]
        assert all(screen.panel in field.ancestors for field in fields), "nothing in the draft can be edited"
        await typed(pilot, "Hvilke butikker?")
        assert await screen.save_now()
        assert review_drafts.begun(pair.caseworker, draft)["remarks"] == {"M2": {"text": "Hvilke butikker?"}}
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.changes == 1)
    pair.deliver()
    items = [{"item": "M2", "text": "Hvilke butikker?"}]
    assert review_of(pair, draft) == {"kind": "comments", "report": draft, "items": items}
    assert drafts.listing(pair.caseworker) == []


async def test_a_draft_is_cleared(draft: str, pair: DeskPair, shell: Callable[..., Any]) -> None:
    app = shell(pair.caseworker, ReaderScreen(draft))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: labels(app.screen))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        await typed(pilot, "Tak, send den.")
        await pilot.press("f9")
        await until(pilot, lambda: app.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.changes == 1)
    pair.deliver()
    assert review_of(pair, draft) == {"kind": "cleared", "report": draft, "text": "Tak, send den."}
    again = shell(pair.caseworker, ReaderScreen(draft))
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: labels(again.screen))
        assert "draft cleared" in content(again.screen, "#head")
        assert "The draft is cleared: Tak, send den." in content(again.screen, "#now .text")
        assert "is cleared, once" in again.screen.why_not("reading.elaborate")


@pytest.fixture
def commented(draft: str, pair: DeskPair) -> str:
    reviews.comment(pair.caseworker, draft, items=[COMMENT])
    pair.deliver()
    return draft


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_comments_stand_beside_the_goal_while_it_is_rewritten(
    commented: str, course: Any, pair: DeskPair, shell: Callable[..., Any], size: tuple[int, int]
) -> None:
    theirs = shell(pair.consultant, ReaderScreen(commented))
    async with theirs.run_test(size=size) as pilot:
        await until(pilot, lambda: theirs.screen.query(OptionList))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(theirs.screen, WriterScreen) and theirs.screen.query("#fields FieldRow"))
        screen = theirs.screen
        sections = {section.id: section for section in screen.form.sections}
        assert "The draft has comments, at M2." in sections["period"].help
        assert "Comment: Hvilke butikker spurgte I?" in sections["goals.1"].help
        assert "Comment" not in sections["goals.0"].help
        assert screen.draft.get("kind") == "draft", "a draft again, unless the consultant chooses the report"
        beside = screen.query_one(EarlierPanel)
        assert "Rewritten since version 1: nothing" in content(beside, "Static")
        screen.form.jump_to("goals.1.reason")
        await until(pilot, lambda: "Unchanged since version 1." in content(beside, "Static"))
        screen.draft.set("goals.1.reason", "Kiwi og Netto sagde nej; Føtex svarer mandag.")
        await until(pilot, lambda: "In version 1" in content(beside, "Static"))
        assert "Vi fandt ingen butik." in content(beside, "Static")
        screen.draft.set("attested", True)
        await pilot.press("f9")
        await until(pilot, lambda: theirs.screen.query("#confirm"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: theirs.changes == 1)
    pair.deliver()
    states = index.thread_of(pair.caseworker, course.thread).reports
    (second,) = [digest for digest, report in states.items() if report.state == "draft_submitted"]

    app = shell(pair.caseworker, ReaderScreen(second))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: labels(app.screen))
        assert "Rewritten since version 1: M2" in content(app.screen, "#now .text")
        assert "Asked for before this version: M2" in content(app.screen, "#now .text")
        app.screen.query_one("#pages", OptionList).focus()
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.panel.item == "M2")
        assert "Asked for before this version: Hvilke butikker spurgte I?" in content(app.screen, "#ordered")
        assert "Føtex svarer mandag" in content(app.screen, "#now .text")
        assert app.screen.query_one("#before").display
        assert str(app.screen.query_one("#before Label", Label).content) == "In version 1"
        assert "Vi fandt ingen butik." in content(app.screen, "#before .text")
        await pilot.press("f8")
        await until(pilot, lambda: app.screen.panel.item != "M2")
        assert not app.screen.query_one("#before").display, "what was not rewritten stands once"


async def test_the_report_after_a_cleared_draft_has_its_text(
    commented: str, course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    reviews.clear(pair.caseworker, commented)
    pair.deliver()
    written = reports.correction_draft(pair.consultant, course.thread, commented)
    app = shell(pair.consultant, WriterScreen(written.id))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query("#fields FieldRow"))
        assert app.screen.draft.get("kind") == "monthly"
        assert "The draft is cleared: this is the report itself" in app.screen.form.sections[0].help
        assert "Rewritten since version 1: nothing" in content(app.screen.query_one(EarlierPanel), "Static")


async def test_a_report_that_crossed_with_an_amendment_says_so(
    course: Any, pair: DeskPair, shell: Callable[..., Any]
) -> None:
    amendment = orders.amendment_draft(pair.caseworker, course.thread)
    amendment.body["course"]["weekly_minutes"] += 60
    changes = [{"path": "$.course.weekly_minutes", "reason": "Op i tid."}]
    drafts.save(pair.caseworker, amendment.id, {**amendment.body, "changes": changes})
    orders.send(pair.caseworker, amendment.id)
    pair.clock.forward(minutes=1)
    app = shell(pair.caseworker, ReaderScreen(course.report("2026-11")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: labels(app.screen))
        assert "though a later one had been sent: they crossed" in content(app.screen, "#head")
