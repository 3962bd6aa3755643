"""A screen of a form that checks itself, and what a check finds that ends late."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.widget import Widget

from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.finding import Finding
from orderdesk.tui.form.long_text import LongText
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.form.screen import FormScreen
from orderdesk.tui.form.view import FormView

SIZE = (80, 24)
PAGES = (
    Section("why", "Why", (Field("why", "Why", Kind.LONG_TEXT, required=True),)),
    Section("then", "Then", (Field("then", "Then", Kind.LONG_TEXT),)),
)


class SlowForm(FormScreen):
    """A form whose check says what it looked at, once it is let go."""

    scope = "tryout"
    heading = "Hold"

    def __init__(self, answer: Callable[[str, str, str], Finding]) -> None:
        super().__init__()
        self.let_go = threading.Event()
        self.answer = answer
        self.tried = False

    def body(self) -> list[Widget]:
        self.draft = Draft({})
        self.form = FormView(PAGES, self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        return [self.form_desk]

    def footer_names(self) -> Sequence[str]:
        return ("form.next-section",)

    def was_asked(self) -> bool:
        return self.tried

    def looking(self) -> Callable[[], Sequence[Finding]]:
        text = self.draft.get("why")

        def look() -> Sequence[Finding]:
            self.let_go.wait(30)
            return [self.answer("block", "$.why", f"It says {text}.")]

        return look


async def until(pilot: Any, condition: Callable[[], object]) -> None:
    for _turn in range(500):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it did not come")


@pytest.fixture
def screen(found: Callable[[str, str, str], Finding]) -> SlowForm:
    return SlowForm(found)


async def test_a_pause_in_the_typing_checks_what_stands_there(shell, screen: SlowForm) -> None:
    screen.let_go.set()
    async with shell(screen).run_test(size=SIZE) as pilot:
        await pilot.press(*"Ærø")
        await until(pilot, lambda: [one.message for one in screen.found] == ["It says Ærø."])
        assert screen.form_desk.findings.option_count == 1


async def test_only_what_was_written_or_asked_for_is_marked_in_the_form(shell, screen: SlowForm) -> None:
    screen.let_go.set()
    async with shell(screen).run_test(size=SIZE):
        await screen.check()
        assert screen.found
        assert screen.query_one(FieldRow).finding == ""
        screen.tried = True
        await screen.check()
        assert screen.query_one(FieldRow).finding == "It says None."


async def test_a_check_that_ends_after_its_screen_was_left_is_shown_to_nobody(shell, screen: SlowForm) -> None:
    app = shell(screen)
    async with app.run_test(size=SIZE) as pilot:
        late = asyncio.create_task(screen.check())
        await pilot.press("escape")
        screen.dismiss(None)
        await until(pilot, lambda: not screen.is_attached)
        assert not late.done()
        screen.let_go.set()
        await late
        assert screen.found == ()


async def test_a_form_that_has_lost_its_parts_takes_what_was_found(shell, screen: SlowForm, found) -> None:
    async with shell(screen).run_test(size=SIZE):
        await screen.form.remove_children()
        screen.form.show_findings([found("block", "$.why", "It says nothing.")])
        assert screen.form.is_mounted


async def test_a_form_that_is_not_there_yet_shows_what_was_found_when_it_is(shell, screen: SlowForm, found) -> None:
    async with shell(screen).run_test(size=SIZE) as pilot:
        form = FormView(PAGES, Draft({}))
        form.show_findings([found("block", "$.why", "It says nothing.")])
        await screen.form_desk.mount(form)
        await pilot.pause()
        assert form.query_one(FieldRow).finding == "It says nothing."


async def test_f6_and_f7_in_a_long_text_select_nothing_wherever_it_stands(shell, screen: SlowForm) -> None:
    """Outside a form too, where no key of a form takes them before the text does."""
    async with shell(screen).run_test(size=SIZE) as pilot:
        text = LongText("Rikke kommer til tiden.")
        await screen.mount(text)
        text.focus()
        await pilot.press("f7", "f6", "end", "!")
        assert text.text == "Rikke kommer til tiden.!"
        await pilot.press("f7", "f6")
        assert text.selected_text == ""
        assert text.is_attached
