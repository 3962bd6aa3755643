"""Why each changed field of an order is changed: asked one after the other before the amendment is signed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import ReasonDialog
from orderdesk.tui.orders.order_form import place_name

if TYPE_CHECKING:
    from textual.app import App


async def ask_reasons(app: "App[object]", places: Sequence[str], last: str = "") -> dict[str, str] | None:
    """A reason for each of `places`; None when the person went back. The last one given, `last` to begin with, stands
    there for the next field, marked, so that typing replaces it and Ctrl+S takes it."""
    given: dict[str, str] = {}
    for number, place in enumerate(places, 1):
        field = place_name(place)
        if len(places) > 1:
            field = _("{field} ({number} of {count})").format(field=field, number=number, count=len(places))
        text = await app.push_screen_wait(ReasonDialog(N_("Why is the order changed?"), field, text=last, marked=True))
        if not text:
            return None
        given[place] = last = text
    return given
