"""A shell around the screens of cases, on a real desk with case files."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from case_files import full_case
from desk_pair import DeskPair
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from orderdesk.cases.reading import case_of
from orderdesk.desk.casework import case_files
from orderdesk.desk.desk import Desk
from orderdesk.tui.shell import Shell

CASE = "soeren-lund"
Row = dict[str, Any]


class CaseShell(Shell):
    """The app as the screens of cases know it."""

    def __init__(self, crashes: Path, desk: Desk, first: Screen[Any]) -> None:
        super().__init__(crashes, desk_label=desk.settings.name)
        self.desk = self.desk_if_open = desk
        self.has_other_desk = False
        self.first = first
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.first, self.answers.append)

    def after_change(self) -> None:
        """Nothing goes out here."""


@pytest.fixture(autouse=True)
def _speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "en")


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[Desk, Screen[Any]], CaseShell]:
    """Makes a shell around a screen on a desk."""
    return lambda desk, screen: CaseShell(tmp_path / "crashes", desk, screen)


@pytest.fixture
def desk(pair: DeskPair) -> Desk:
    """The caseworker's desk with one case that is not decided yet."""
    value = full_case()
    del value["decision"]["decided"]
    case_files.put(pair.caseworker, case_of(value))
    return pair.caseworker


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


@pytest.fixture
def types() -> Callable[..., Awaitable[None]]:
    """Types a text letter by letter, as fast as a driver hands it over."""

    async def type_(pilot: Pilot[Any], text: str) -> None:
        for letter in text:
            pilot.app.post_message(Key(_character_to_key(letter), letter))
        await pilot.pause()

    return type_
