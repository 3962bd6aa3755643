"""What happened to an order, in words: one line for a list, and the whole of it for who looks closer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rich.text import Text

from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.moves import telling
from orderdesk.desk.ordering.order_reading import Happening
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.moments import clock_text
from orderdesk.tui.orders.order_form import place_name
from orderdesk.tui.orders.worded import in_a_line, pairs

Order = Mapping[str, Any]

_STANDING = {"refused": N_("not possible when it came, no effect"), "superseded": N_("superseded")}
_DELIVERY = {
    "received": N_("received"),
    "refused": N_("refused by their desk"),
    "handed_over": N_("handed over, no receipt yet"),
    "waiting": N_("waits to go"),
}


def what(happening: Happening) -> str:
    """What the document did, in a few words."""
    return telling.what(happening.kind, happening.sub, happening.version)


def line(happening: Happening) -> str:
    """What it did, and what it is about, for a list."""
    about = in_a_line(happening.kind, happening.body)
    return f"{what(happening)}: {about}" if about else what(happening)


def receipt(happening: Happening) -> str:
    """How far it has come, or how it stands."""
    if happening.standing:
        return _(_STANDING[happening.standing])
    if not happening.mine:
        return _(_DELIVERY["received"])
    states = {delivery.state for delivery in happening.deliveries}
    for state in ("refused", "waiting", "handed_over", "received"):
        if state in states:
            return _(_DELIVERY[state])
    return ""


def moment(instant: str) -> str:
    """An instant as day and time in Denmark, wherever the machine stands; a plain day as the day."""
    try:
        when = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    if "T" not in instant:
        return show_date(instant)
    return f"{show_date(day_in_denmark(when).isoformat())} {clock_text(when)}"


def in_full(happening: Happening, order: Order | None = None) -> Text:
    """Who, when, to whom, and what was said. `order` gives the texts of goals and activities."""
    text = Text()
    text.append(f"{happening.who} {what(happening)}", "bold")
    text.append(f" · {moment(happening.issued)}\n")
    if happening.standing:
        text.append(f"{_(_STANDING[happening.standing])}\n", "bold")
    if happening.reason:
        text.append(f"{_(happening.reason)}\n", "bold")
    for label, value in said(happening, order):
        text.append(f"{_(label)}: ", "bold")
        text.append(f"{value}\n")
    if not happening.mine:
        text.append(_("received {when}").format(when=moment(happening.received)) + "\n")
    for delivery in happening.deliveries:
        when = f" {moment(delivery.when)}" if delivery.when else ""
        trouble = f": {delivery.trouble}" if delivery.trouble else ""
        text.append(f"{delivery.to}: {_(_DELIVERY[delivery.state])}{when}{trouble}\n")
    text.append(f"{happening.digest}\n", "dim")
    return text


def said(happening: Happening, order: Order | None = None) -> list[tuple[str, str]]:
    """What a document says: pairs of a label's msgid and the words."""
    body = happening.body
    if of_the_form := pairs(happening.kind, body, order):
        return of_the_form
    match happening.kind:
        case "reply":
            found = _reply(happening)
        case "review":
            found = _review(body)
        case "report":
            period = body["period"]
            found = [(N_("Period"), f"{show_date(period['start'])} – {show_date(period['end'])}")]
        case "order":
            found = [(N_("Version"), happening.version)]
        case _:
            found = []
    return [(label, str(value)) for label, value in found if value not in (None, "")]


def _reply(happening: Happening) -> list[tuple[str, object]]:
    body = happening.body
    meeting = body.get("first_meeting") or {}
    first = " · ".join([show_date(meeting["day"]), meeting["time"], meeting["place"]]) if meeting else ""
    consultant = body.get("consultant") or {}
    reach = (consultant.get("name"), consultant.get("phone"), consultant.get("mail"))
    return [
        (N_("Consultant"), " · ".join(part for part in reach if part)),
        (N_("Not the one asked for because"), body.get("not_preferred_because")),
        (N_("First meeting"), first),
        (N_("Starts"), show_date(body["start"]) if body.get("start") else ""),
        (N_("About"), place_name(body["path"]) if body.get("path") else ""),
        (N_("Question"), body["question"] if happening.sub == "ask" else ""),
        (N_("Reason"), words("decline_code", body["code"]) if body.get("code") else ""),
        (N_("Text"), body.get("text")),
        (N_("Could do instead"), body.get("alternative")),
        (N_("Note"), body.get("note")),
        (N_("Answer by"), show_date(body["answer_by"]) if body.get("answer_by") else ""),
    ]


def _review(body: Order) -> list[tuple[str, object]]:
    remarks = (*body.get("remarks", ()), *body.get("items", ()))
    return [
        (N_("Decision"), words("decision", body["decision"]) if body.get("decision") else ""),
        (N_("Text"), body.get("text")),
        *((remark["item"], remark["text"]) for remark in remarks),
        (N_("By when"), show_date(body["by"]) if body.get("by") else ""),
    ]
