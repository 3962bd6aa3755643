"""Saving while a person writes. The delays are made short where a test must wait for them; none decides."""

import asyncio
import threading

import pytest

from orderdesk.errors import DeskUnavailable
from orderdesk.tui import autosave
from orderdesk.tui.titlebar import TitleBar


async def until(pilot, condition) -> None:
    while not condition():
        await pilot.pause(0.02)


def test_at_most_two_seconds_are_at_stake() -> None:
    assert autosave.DELAY <= 2


async def test_typing_is_saved_without_leaving_the_field(shell, order_screen, monkeypatch) -> None:
    monkeypatch.setattr(autosave, "DELAY", 0.05)
    saved = []
    screen = order_screen({}, saved.append)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Åse")
        await until(pilot, lambda: saved and saved[-1] == {"citizen": {"name": "Åse"}})
        await until(pilot, lambda: screen.save_state.startswith("saved "))
        assert "saved " in screen.query_one(TitleBar).render().plain


async def test_leaving_a_field_saves_at_once(shell, order_screen, monkeypatch) -> None:
    monkeypatch.setattr(autosave, "DELAY", 3600)
    saved = []
    screen = order_screen({}, saved.append)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("Å")
        assert screen.save_state == "not saved yet"
        await pilot.press("tab")
        await until(pilot, lambda: saved == [{"citizen": {"name": "Å"}}])


async def test_typing_goes_on_while_the_disk_is_slow(shell, order_screen, monkeypatch) -> None:
    monkeypatch.setattr(autosave, "DELAY", 0.01)
    started, go = threading.Event(), threading.Event()
    saved = []

    def slow(body: dict) -> None:
        started.set()
        assert threading.current_thread() is not threading.main_thread()
        assert go.wait(30)
        saved.append(body)

    screen = order_screen({}, slow)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("Å")
        await until(pilot, started.is_set)
        await pilot.press(*"se")
        assert screen.draft.get("citizen.name") == "Åse"
        assert saved == []
        go.set()
        await until(pilot, lambda: saved and saved[-1] == {"citizen": {"name": "Åse"}})


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (DeskUnavailable("The desk's folder is read-only."), "The desk's folder is read-only."),
        (ValueError("070761-1234"), "ValueError"),
    ],
    ids=["disk full", "read-only", "our own fault"],
)
async def test_a_failing_save_says_why_and_is_tried_again(error, reason, shell, order_screen, monkeypatch) -> None:
    monkeypatch.setattr(autosave, "DELAY", 0.01)
    monkeypatch.setattr(autosave, "RETRIES", (0.05,))
    saved, failing = [], [True]

    def save(body: dict) -> None:
        if failing[0]:
            raise error
        saved.append(body)

    screen = order_screen({}, save)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("Å")
        await until(pilot, lambda: screen.save_state == f"not saved: {reason}")
        assert not await screen.save_now()
        assert screen.draft.get("citizen.name") == "Å"
        failing[0] = False
        await until(pilot, lambda: saved == [{"citizen": {"name": "Å"}}])
        await until(pilot, lambda: screen.save_state.startswith("saved "))


async def test_a_screen_taken_away_is_saved(shell, order_screen, monkeypatch) -> None:
    monkeypatch.setattr(autosave, "DELAY", 3600)
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    screen = order_screen({}, lambda _body: loop.call_soon_threadsafe(done.set))
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("Å")
        await pilot.app.pop_screen()
        await done.wait()
