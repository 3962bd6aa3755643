"""Questions on top of a screen."""

import threading

import pytest
from textual.widgets import Button, Input, Label, OptionList, TextArea

from orderdesk.errors import NotPossible
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog, MessageDialog, PassphraseDialog, ReasonDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.progress import Progress, ProgressDialog
from orderdesk.tui.screen import DeskScreen
from orderdesk.tui.share_note import ShareNoteDialog


@pytest.fixture
def ask(shell):
    """Opens a dialog; a context manager of pilot and the list of answers."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def opened(dialog):
        answers = []
        async with shell(DeskScreen()).run_test(size=(80, 24)) as pilot:
            pilot.app.push_screen(dialog, answers.append)
            await pilot.pause()
            yield pilot, answers

    return opened


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(["enter"], False), (["escape"], False), (["f9", "f9"], None), (["f10"], True), (["tab", "enter"], True)],
    ids=[
        "enter cancels",
        "escape cancels",
        "the trigger does nothing",
        "the other key confirms",
        "the button confirms",
    ],
)
async def test_a_destructive_action_is_hard_to_confirm_by_accident(keys, answer, ask) -> None:
    async with ask(ConfirmDialog("Withdraw the order?", "The provider is told.", "f10", "Withdraw")) as (
        pilot,
        answers,
    ):
        assert isinstance(pilot.app.focused, Button)
        assert pilot.app.focused.id == "cancel"
        await pilot.press(*keys)
        await pilot.pause()
        assert answers == ([] if answer is None else [answer])


@pytest.mark.parametrize(("button", "answer"), [("#confirm", True), ("#cancel", False)])
async def test_a_click_on_a_button_answers(button, answer, ask) -> None:
    async with ask(ConfirmDialog("Withdraw the order?", "The provider is told.", "f10", "Withdraw")) as (
        pilot,
        answers,
    ):
        assert await pilot.click(button)
        await pilot.pause()
        assert answers == [answer]


async def test_a_reason_is_handed_over_by_a_click_and_a_choice_taken_by_one(ask) -> None:
    async with ask(ReasonDialog("Why?", text="Syg")) as (pilot, answers):
        assert await pilot.click("#ok")
        await pilot.pause()
        assert answers == ["Syg"]
    async with ask(ChoiceDialog("Consultant", [("a", "Åse Ørsted"), ("b", "Bo Æbelø")])) as (pilot, answers):
        assert await pilot.click(OptionList, offset=(3, 1))
        await pilot.pause()
        assert answers == ["b"]


async def test_a_text_that_is_offered_is_typed_over(ask) -> None:
    async with ask(ReasonDialog("Why?", text="Syg", marked=True)) as (pilot, answers):
        await pilot.press(*"Rask", "ctrl+s")
        await pilot.pause()
        assert answers == ["Rask"]


async def test_a_passphrase_is_hidden_and_asked_twice(ask) -> None:
    async with ask(PassphraseDialog("Choose one", repeat=True)) as (pilot, answers):
        assert all(line.password for line in pilot.app.screen.query(Input))
        await pilot.press(*"rødgrød", "tab", *"rødgrø", "enter")
        assert answers == []
        assert "not the same" in str(pilot.app.screen.query_one(".wrong", Label).render())
        await pilot.press("d", "enter")
        await pilot.pause()
        assert answers == ["rødgrød"]


async def test_a_reason_must_be_given(ask) -> None:
    async with ask(ReasonDialog("Why?")) as (pilot, answers):
        await pilot.press("ctrl+s")
        assert answers == []
        pilot.app.screen.query_one(TextArea).focus()
        await pilot.press(*"Syg", "ctrl+s")
        await pilot.pause()
        assert answers == ["Syg"]


async def test_a_choice_is_found_by_typing(ask) -> None:
    async with ask(ChoiceDialog("Consultant", [("a", "Åse Ørsted"), ("b", "Bo Æbelø")])) as (pilot, answers):
        await pilot.press(*"æbel", "enter")
        await pilot.pause()
        assert answers == ["b"]


async def test_a_message_is_closed_with_enter(ask) -> None:
    async with ask(MessageDialog("Key", "Read the words [aloud].")) as (pilot, answers):
        await pilot.press("enter")
        await pilot.pause()
        assert answers == [None]


async def test_a_long_job_shows_how_far_and_gives_its_result(ask) -> None:
    def job(progress: Progress) -> str:
        progress.step(1, 2, "half")
        return "done"

    async with ask(ProgressDialog("Backup", job)) as (pilot, answers):
        while not answers:
            await pilot.pause(0.02)
        assert answers == ["done"]


async def test_a_long_job_is_stopped_at_a_safe_place(ask) -> None:
    stopped = threading.Event()

    def job(progress: Progress) -> str:
        while not progress.stopped:
            threading.Event().wait(0.01)
        stopped.set()
        return "half"

    async with ask(ProgressDialog("Backup", job)) as (pilot, answers):
        await pilot.press("escape")
        while not answers:
            await pilot.pause(0.02)
        assert (answers, stopped.is_set()) == ([None], True)


async def test_a_job_that_is_refused_says_why(ask) -> None:
    def job(_progress: Progress) -> None:
        raise NotPossible("The stick is full.", "Use another one.")

    async with ask(ProgressDialog("Backup", job)) as (pilot, answers):
        label = pilot.app.screen.query_one(".wrong", Label)
        while "full" not in str(label.render()):
            await pilot.pause(0.02)
        await pilot.press("enter")
        await pilot.pause()
        assert answers == [None]


@pytest.mark.parametrize(
    "dialog",
    [ReasonDialog("Why?", text="Fordi"), ShareNoteDialog("Sara", "Lindholm", ("Fordi", ()), lambda _text, _good: "")],
    ids=["a reason", "a note to colleagues"],
)
async def test_the_keys_of_a_form_select_nothing_in_a_text(dialog, ask) -> None:
    async with ask(dialog) as (pilot, _answers):
        text = dialog.query_one(TextArea)
        text.focus()
        await pilot.press("end", "f6", "f7", "!")
        assert text.text == "Fordi!"


async def test_a_day_or_a_number_that_stands_there_is_replaced_by_what_is_typed(ask):
    async with ask(LineDialog("Hvornår?", "", "22. nov. 2026", replace=True)) as (pilot, answers):
        await pilot.press(*"3/12", "enter")
        assert answers == ["3/12"]


async def test_a_path_that_stands_there_is_written_on(ask):
    async with ask(LineDialog("Hvilken fil?", "", "brev")) as (pilot, answers):
        await pilot.press(*".txt", "enter")
        assert answers == ["brev.txt"]
