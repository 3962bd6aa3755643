"""What has happened to an order, as plain text, and what may be done now."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from orderdesk.cli.moves.commands_of import COMMAND_OF
from orderdesk.cli.plain.page import Page, hours, joined, labelled, said, when
from orderdesk.desk.moves import telling
from orderdesk.desk.moves.model import Holds
from orderdesk.desk.moves.telling import Worded
from orderdesk.desk.wording import words
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.ordering.order_reading import Happening, OrderReading

Body = Mapping[str, Any]


def happenings_text(reading: "OrderReading") -> str:
    """The documents of the thread in their order, each with the whole of it, and the commands that are possible now."""
    page = Page(_("What has happened"))
    for happening in reading.happenings:
        did = telling.what(happening.kind, happening.sub, happening.version)
        page.item(
            "-",
            joined(when(happening.issued), f"{happening.who} {did}", _standing(happening)),
            *_said(happening, reading.body),
            *(_delivery(d.to, d.state, d.trouble) for d in happening.deliveries),
        )
    for one in reading.missing:
        page.text(f"{one.told} {one.standing}")
    possible = [COMMAND_OF[one.action] for one in reading.possible if one.possible and one.action in COMMAND_OF]
    page.section(_("What can be done now"))
    for action in possible:
        page.item("-", action)
    if not possible:
        page.text(_("Nothing on this side of the order."))
    return "\n" + str(page)


def _standing(happening: "Happening") -> str:
    if happening.standing == "refused":
        return joined(words("report_state", "refused"), _(happening.reason) if happening.reason else "")
    return words("report_state", "superseded") if happening.standing else ""


def _said(happening: "Happening", order: Body) -> list[str]:
    """What a document says, a field a line; what a reply or a review says on one."""
    body = happening.body
    if of_the_form := telling.told(happening.kind, body, order):
        return [labelled(_(one.label), text) for one in of_the_form for text in _texts(one)]
    if happening.kind not in ("reply", "review"):
        return []
    code = words("decline_code", body["code"]) if "code" in body else ""
    decision = words("decision", body["decision"]) if "decision" in body else ""
    first = body.get("first_meeting") or {}
    meeting = joined(when(first.get("day")), first.get("time"), first.get("place"))
    text = body.get("question") if body["kind"] == "ask" else body.get("text") or body.get("note")
    remarks = [labelled(row["item"], row["text"]) for row in (*body.get("remarks", ()), *body.get("items", ()))]
    return [joined(code, decision, meeting, text, body.get("alternative")), *remarks]


def _texts(one: Worded) -> list[str]:
    """The value of a field as text; each row of a list by itself."""
    if one.holds is Holds.ROWS:
        return [joined(*(text for field in row for text in _texts(field))) for row in one.value]
    match one.holds:
        case Holds.DAY:
            return [when(one.value)]
        case Holds.MINUTES:
            return [hours(one.value)]
        case Holds.LINES | Holds.CHOICES | Holds.PLACES:
            return [joined(*one.value)]
    return [said(one.value)]


def _delivery(to: str, state: str, trouble: str) -> str:
    known = {"received": _("received"), "refused": _("refused")}
    return f"{to}: {known.get(state) or words('outbox_state', state)} {trouble}".rstrip()
