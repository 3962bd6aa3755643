"""Beginning something new: an order, or the next report on a running order."""

import asyncio
from typing import TYPE_CHECKING, Any

from orderdesk.desk import index, listing
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reports
from orderdesk.errors import NotPossible
from orderdesk.locale import N_, _
from orderdesk.tui import places

if TYPE_CHECKING:
    from textual.screen import Screen

    from orderdesk.tui.app import DeskApp


async def begin(app: "DeskApp") -> "Screen[Any] | None":
    """The screen to write on, with a draft that is kept already. None where the person did not choose an order.

    Raises NotPossible where no order waits for a report."""
    desk = app.desk
    if desk.actor == "C":
        return places.composer((await asyncio.to_thread(orders.new_draft, desk)).id)
    from orderdesk.tui.dialogs import ChoiceDialog

    running = await asyncio.to_thread(reportable, desk)
    if not running:
        raise NotPossible(
            _("No order that you have accepted is running."), _("A report is written on a running order.")
        )
    thread = await app.push_screen_wait(ChoiceDialog(N_("The report is about"), running))
    return await write_report(desk, thread) if thread else None


async def write_report(desk: Desk, thread: str, *, final: bool = False) -> "Screen[Any]":
    """The writer on the thread's next report: the one that was begun, or a new one. Raises NotPossible."""
    return places.writer((await asyncio.to_thread(_next_report, desk, thread, final)).id)


def _next_report(desk: Desk, thread: str, final: bool) -> Draft:
    final = final or index.thread_of(desk, thread).state == "awaiting_final"
    return reports.new_draft(desk, thread, "final" if final else "monthly")


def reportable(desk: Desk) -> list[tuple[str, str]]:
    """The running orders, by thread, as a person knows them."""
    rows = [row for row in listing.orders(desk) if row.state in ("active", "awaiting_final")]
    return [(row.thread, f"{row.citizen} · {row.person}") for row in rows]
