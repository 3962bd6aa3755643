"""A shell around the screens of orders, on real desks."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import orders
from orderdesk.tui.shell import Shell


class OrderShell(Shell):
    """The app as the screens of orders know it."""

    def __init__(self, crashes: Path, desk: Desk, first: Screen[Any]) -> None:
        super().__init__(crashes, desk_label=desk.settings.name)
        self.desk = desk
        self.first = first
        self.changes = 0
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.answers.append)

    def after_change(self) -> None:
        self.changes += 1


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[Desk, Screen[Any]], OrderShell]:
    """Makes a shell around a screen on a desk."""
    return lambda desk, screen: OrderShell(tmp_path / "crashes", desk, screen)


@pytest.fixture
def sent(pair: DeskPair) -> str:
    """The thread of an order that has reached the provider."""
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    return thread


@pytest.fixture
def keys() -> Callable[..., Awaitable[None]]:
    """Presses keys; what begins with » is typed letter by letter, as fast as a driver hands it over, what begins with «
    arrives as one paste. (`pilot.press` waits some 50 ms after each key.)"""

    async def press(pilot: Pilot[Any], *pressed: str) -> None:
        for key in pressed:
            if key.startswith("«"):
                assert pilot.app.screen.focused is not None
                pilot.app.screen.focused.post_message(Paste(key[1:]))
                await pilot.pause()
            elif key.startswith("»"):
                for letter in key[1:]:
                    pilot.app.post_message(Key(_character_to_key(letter), letter))
                await pilot.pause()
            else:
                await pilot.press(key)

    return press


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits until what runs in a thread has come back."""

    async def wait(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
        for _turn in range(500):
            await pilot.pause(0.02)
            if condition():
                return
        raise AssertionError("it did not come")

    return wait
