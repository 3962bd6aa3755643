"""A shell around the screens of reports, and desks with a running order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body
from textual.pilot import Pilot
from textual.screen import Screen

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports
from orderdesk.tui.shell import Shell

Body = dict[str, Any]


class ReportShell(Shell):
    """The app as the screens of reports know it."""

    def __init__(self, crashes: Path, desk: Desk, first: Screen[Any]) -> None:
        super().__init__(crashes, desk_label=desk.settings.name)
        self.desk = desk
        self.first = first
        self.changes = 0

    def on_mount(self) -> None:
        self.push_screen(self.first)

    def after_change(self) -> None:
        self.changes += 1


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[Desk, Screen[Any]], ReportShell]:
    """Makes a shell around a screen on a desk."""
    return lambda desk, screen: ReportShell(tmp_path / "crashes", desk, screen)


@dataclass
class Course:
    """A running order on two desks."""

    pair: DeskPair
    thread: str

    @property
    def order(self) -> Body:
        folded = index.thread_of(self.pair.consultant, self.thread)
        return index.body(self.pair.consultant, folded.order)

    def filled(self, month: str, **changes: Any) -> Body:
        """A complete report of a month."""
        folded = index.thread_of(self.pair.consultant, self.thread)
        body = report_body(self.order, folded.order, month)
        for name in ("version", "totals", "order", "order_version"):
            body.pop(name, None)
        return {**body, **changes}

    def begin(self, **changes: Any) -> str:
        """A draft of the next report."""
        draft = reports.new_draft(self.pair.consultant, self.thread)
        drafts.save(self.pair.consultant, draft.id, {**draft.body, **changes})
        return draft.id

    def report(self, month: str, **changes: Any) -> str:
        """A report that has been sent and has arrived."""
        draft = self.begin(**self.filled(month, **changes))
        digest = reports.send(self.pair.consultant, draft).digest
        self.pair.deliver()
        return digest


@pytest.fixture
def course(pair: DeskPair) -> Course:
    """An order that has been accepted; the clock stands at 3 December 2026, the first month to report is November."""
    return _running(pair, order_body())


@pytest.fixture
def small_course(pair: DeskPair) -> Course:
    """The same with one goal, one question and one piece of documentation."""
    body = order_body()
    return _running(pair, {**body, **{name: body[name][:1] for name in ("goals", "activities", "questions")}})


def _running(pair: DeskPair, order: Body) -> Course:
    draft = orders.new_draft(pair.caseworker, order)
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    first = {"day": "2026-11-03", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-01")
    pair.deliver()
    pair.clock.forward(days=31)
    return Course(pair, thread)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type a text key by key."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
