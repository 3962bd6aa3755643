"""From an action to the screen where it is done."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import making
from orderdesk.desk.ordering import following, orders
from orderdesk.desk.ordering.reply_drafts import ANSWERS
from orderdesk.desk.reporting import reports
from orderdesk.tui import places

if TYPE_CHECKING:
    from textual.screen import Screen

REPORTS: Final[dict[str, reports.Kind]] = {"report": "monthly", "report_draft": "draft", "final_report": "final"}
"""Kinds of report by the action of the life cycle that sends them."""

_FOLLOWING: Final[dict[str, following.Kind]] = {
    "order_again": "restarts", "replace": "replaces", "beside": "beside", "follows": "follows",
}  # fmt: skip


async def place_of(desk: Desk, thread: str, action: str, meeting: str = "") -> "Screen[Any]":
    """The screen for `action` on the order of `thread`; what is written there is kept already. Raises NotPossible where
    the life cycle does not allow it, KeyError for what is no action."""
    if action in making.MOVES:
        from orderdesk.tui.moves.screen import MoveScreen

        return MoveScreen(thread, action, meeting)
    if action in (*ANSWERS["C"], *ANSWERS["P"]):
        from orderdesk.tui.orders.answer import AnswerScreen

        return AnswerScreen(thread, action)
    if action in REPORTS:
        return places.writer((await asyncio.to_thread(reports.new_draft, desk, thread, REPORTS[action])).id)
    if action == "amend":
        return places.composer((await asyncio.to_thread(orders.amendment_draft, desk, thread)).id)
    return places.composer((await asyncio.to_thread(following.begin, desk, thread, _FOLLOWING[action])).id)
