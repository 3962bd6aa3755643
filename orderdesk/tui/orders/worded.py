"""What a notice or a meeting's document says, as text on a screen."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk.moves.model import Holds
from orderdesk.desk.moves.telling import Worded, gist, told
from orderdesk.locale import _
from orderdesk.tui.form.entry import show_date, show_minutes
from orderdesk.tui.orders.order_form import place_name

Body = Mapping[str, Any]


def pairs(kind: str, body: Body, order: Body | None = None) -> list[tuple[str, str]]:
    """Pairs of a label's msgid and the text, field by field; each row of a list is a pair."""
    found = []
    for one in told(kind, body, order):
        rows = [" · ".join(map(text_of, row)) for row in one.value] if one.holds is Holds.ROWS else [text_of(one)]
        found += [(one.label, row) for row in rows]
    return found


def beside_the_line(kind: str, body: Body, order: Body | None = None) -> list[tuple[str, str]]:
    """As `pairs`, without what `in_a_line` says already."""
    said = [(one.label, text_of(one)) for one in gist(kind, body, order)]
    return [pair for pair in pairs(kind, body, order) if pair not in said]


def in_a_line(kind: str, body: Body, order: Body | None = None) -> str:
    """The little that says what it is about."""
    return " · ".join(text_of(one).replace("\n", " ") for one in gist(kind, body, order))


def text_of(one: Worded) -> str:
    """The value of one field."""
    match one.holds:
        case Holds.DAY:
            return show_date(one.value)
        case Holds.MINUTES:
            return show_minutes(one.value)
        case Holds.YES_NO:
            return _("yes") if one.value else _("no")
        case Holds.PLACES:
            return "; ".join(place_name(place) for place in one.value)
        case Holds.LINES | Holds.CHOICES:
            return "; ".join(one.value)
    return str(one.value)
