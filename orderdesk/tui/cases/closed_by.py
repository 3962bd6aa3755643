"""The gaps that an entry closes, offered when it has been written: a person says so, or does not."""

import asyncio
from typing import Any, Final

from textual.app import App

from orderdesk.desk.casework import feeding
from orderdesk.desk.casework.case_page import read_page
from orderdesk.desk.casework.entry_drafts import Place
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_
from orderdesk.tui.dialogs import ConfirmDialog

_CLOSING: Final = ("evidence", "measures", "trials", "conversations", "facts")
"""The kinds of entries that come with an id and may close something."""


def open_gaps(desk: Desk, place: Place) -> frozenset[str]:
    """The keys of the gaps that are open before the entry is written. Raises NotFound."""
    if place.kind not in _CLOSING:
        return frozenset()
    return frozenset(gap.key for gap in read_page(desk, place.case).gaps if gap.is_open)


async def offer_to_note(app: App[Any], desk: Desk, place: Place, before: frozenset[str]) -> None:
    """Ask whether the gaps that were open `before` and that the entry closes, as the rules hold, may be noted so.
    For a worker."""
    if not before or not place.entry:
        return
    try:
        closes = await asyncio.to_thread(_closes, desk, place, before)
        if not closes:
            return
        lines = "\n".join(f"- {title} ({key})" for key, title in closes.items())
        question = ConfirmDialog(N_("Does it close these gaps?"), lines, "f2", N_("Yes, note it"))
        if await app.push_screen_wait(question):
            await asyncio.to_thread(feeding.note_closed, desk, place.case, list(closes), [place.entry])
    except OrderdeskError as error:
        app.notify(str(error), severity="warning", markup=False)


def _closes(desk: Desk, place: Place, before: frozenset[str]) -> dict[str, str]:
    """The gaps by their keys, with what each asks."""
    keys = [key for key in feeding.closed_by(desk, place.case, place.kind, place.entry) if key in before]
    titles = {gap.key: gap.headline for gap in read_page(desk, place.case).gaps} if keys else {}
    return {key: titles.get(key, key) for key in keys}
