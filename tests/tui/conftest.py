"""An order form small enough to read, and a shell to stand it in."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget

from orderdesk.locale import use_language
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.form.view import FormView
from orderdesk.tui.screen import DeskScreen
from orderdesk.tui.shell import Shell

SIZES = [(80, 24), (120, 40)]


@dataclass(frozen=True)
class Found:
    """A finding."""

    code: str
    severity: str
    path: str
    message: str


SECTIONS = (
    Section(
        "citizen",
        "Citizen",
        (
            Field("citizen.name", "Name", required=True, help="The citizen's full name."),
            Field("citizen.language", "Language", Kind.CHOICE, choices=(("da", "Danish"), ("so", "Somali"))),
            Field("citizen.interpreter", "Interpreter", Kind.YES_NO),
            Field("period.start", "Starts", Kind.DATE),
            Field("hours", "Weekly hours", Kind.HOURS),
        ),
    ),
    Section("purpose", "Purpose", (Field("purpose", "Purpose", Kind.LONG_TEXT, required=True, rows=4),)),
    Section(
        "goals",
        "Goals",
        (
            Field(
                "goals",
                "Goals",
                Kind.GROUP,
                fields=(Field("text", "Goal", required=True), Field("due", "Date", Kind.DATE)),
                columns=("text", "due"),
            ),
        ),
    ),
)

register(
    Action("tryout.send", "f9", "Send", "Sign the order and send it.", "tryout", footer=True, confirm=True),
    Action("tryout.new", "f2", "New", "Start a new order.", "tryout", footer=True),
)


class OrderScreen(DeskScreen):
    """A form with findings that saves itself."""

    scope = "tryout"
    heading = "Order"
    help_topic = "Write what the course should lead to.\n\nThe provider reads it as it stands."
    BINDINGS = bindings_for("tryout")

    def __init__(self, body: dict[str, Any], save: Callable[[dict[str, Any]], None] = lambda _: None) -> None:
        super().__init__()
        self.draft = Draft(body)
        self.form = FormView(SECTIONS, self.draft)
        self.desk = FormDesk(self.form, FindingsPanel())
        self.save = save
        self.reason = ""

    def body(self) -> list[Widget]:
        return [self.desk]

    def on_mount(self) -> None:
        self.autosave = Autosave(self, self.draft.snapshot, self.save)

    def why_not(self, action_id: str) -> str:
        return self.reason if action_id == "tryout.send" else ""


class TryoutShell(Shell):
    """A shell that opens one screen."""

    def __init__(self, folder: Path, screen: Screen[Any]) -> None:
        super().__init__(folder, desk_label="Aarhus · Mette Holm")
        self.first = screen

    def on_mount(self) -> None:
        self.push_screen(self.first)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[Screen[Any]], TryoutShell]:
    """Makes a shell around a screen."""
    return lambda screen: TryoutShell(tmp_path / "crashes", screen)


@pytest.fixture
def order_screen() -> type[OrderScreen]:
    """Makes a screen from a body and, if need be, a way to save."""
    return OrderScreen


@pytest.fixture
def found() -> Callable[[str, str, str], Found]:
    """Makes a finding from severity, path and message."""
    return lambda severity, path, message: Found("ORD1", severity, path, message)


@pytest.fixture
def in_terminal(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Runs code with a screen as a process in a pseudo-terminal: (code, keys) -> (exit code, what it printed)."""
    spec = importlib.util.spec_from_file_location("in_terminal", Path(__file__).with_name("in_terminal.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda code, keys: module.run_in_terminal(tmp_path, code, keys)
