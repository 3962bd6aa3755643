"""The application over two real desks, and waiting for what its threads do."""

from collections.abc import Callable
from typing import Any

from desk_pair import PASSPHRASE, DeskPair
from factories import order_body, report_body
from textual.pilot import Pilot

from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports
from orderdesk.tui.app import DeskApp
from orderdesk.tui.desk_choice import DeskChoice

PATIENCE = 2_000
"""Looks at a condition before a test gives up; with 10 ms between them, far beyond what a slow machine needs."""


def app_over(pair: DeskPair, *, passphrase: str | None = PASSPHRASE, consultant_first: bool = False) -> DeskApp:
    """The application on both desks of `pair`, as the demo opens them."""
    mette = DeskChoice("Mette", pair.caseworker.folder.root, passphrase, pair.clock)
    sara = DeskChoice("Sara", pair.consultant.folder.root, passphrase, pair.clock)
    desks = [sara, mette] if consultant_first else [mette, sara]
    return DeskApp(desks, crash_folder=pair.exchange.parent / "crashes")


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app work until the condition holds."""
    for _look in range(PATIENCE):
        if condition():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come to that")


async def opened(pilot: Pilot[Any]) -> None:
    """Wait until the desk is open, the first round of the post is over, and the screen has read the desk."""
    app: Any = pilot.app
    await until(pilot, lambda: app.desk_if_open and app.line and app.screen._found)


def words_of(app: DeskApp, selector: str) -> str:
    """What a Static on the screen says."""
    return str(app.screen.query_one(selector).render())


def send_order(pair: DeskPair, name: str = "Rikke Sønderby") -> str:
    """An order goes out from the caseworker's desk; its thread."""
    body = order_body()
    body["citizen"]["name"] = name
    return orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread


def accepted_order(pair: DeskPair) -> str:
    """An order that the consultant has accepted; its thread."""
    thread = send_order(pair)
    pair.deliver()
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()
    return thread


def sent_report(pair: DeskPair, thread: str) -> str:
    """A month later the consultant's report has come; its digest."""
    pair.clock.forward(days=30)
    draft = reports.new_draft(pair.consultant, thread)
    order = index.thread_of(pair.consultant, thread).order
    filled = report_body(index.body(pair.consultant, order), order)
    drafts.save(pair.consultant, draft.id, {**draft.body, **filled})
    digest = reports.send(pair.consultant, draft.id).digest
    pair.deliver()
    return digest
