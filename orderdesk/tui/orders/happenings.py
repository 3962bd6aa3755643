"""What happened to an order, in words: one line for a list, and the whole of it for who looks closer."""

from datetime import datetime

from rich.text import Text

from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.comparison import FieldChange
from orderdesk.desk.order_reading import Happening, OrderReading, Version
from orderdesk.desk.wording import WORDS, words
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.form.entry import show, show_date, show_minutes
from orderdesk.tui.form.model import Kind
from orderdesk.tui.moments import clock_text
from orderdesk.tui.orders.order_form import field_at, place_name

_WHAT = {
    ("reply", "accept"): N_("accepted the order"),
    ("reply", "ask"): N_("asked a question"),
    ("reply", "decline"): N_("declined the order"),
    ("reply", "answer"): N_("answered the question"),
    ("reply", "agree_decline"): N_("agreed to the decline"),
    ("reply", "uphold"): N_("upheld the order"),
    ("report", "monthly"): N_("sent a monthly report"),
    ("report", "draft"): N_("sent a draft report"),
    ("report", "final"): N_("sent the final report"),
    ("review", "read"): N_("read the report"),
    ("review", "decided"): N_("approved the report and decided"),
    ("review", "elaboration"): N_("asked for elaboration"),
}
_STANDING = {"refused": N_("not possible when it came, no effect"), "superseded": N_("superseded")}
_DELIVERY = {
    "received": N_("received"),
    "refused": N_("refused by their desk"),
    "handed_over": N_("handed over, no receipt yet"),
    "waiting": N_("waits to go"),
}


def what(happening: Happening) -> str:
    """What the document did, in a few words."""
    if happening.kind == "order":
        if happening.version <= 1:
            return _("sent the order")
        return _("sent version {version}").format(version=happening.version)
    return _(_WHAT.get((happening.kind, happening.sub), happening.kind))


def receipt(happening: Happening) -> str:
    """How far it has come, or how it stands."""
    if happening.standing:
        return _(_STANDING[happening.standing])
    if not happening.mine:
        return _("received {when}").format(when=moment(happening.received))
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


def in_full(happening: Happening) -> Text:
    """Who, when, to whom, and what was said."""
    text = Text()
    text.append(f"{happening.who} {what(happening)}", "bold")
    text.append(f" · {moment(happening.issued)}\n")
    if happening.standing:
        text.append(f"{_(_STANDING[happening.standing])}\n", "bold")
    for label, value in said(happening):
        text.append(f"{_(label)}: ", "bold")
        text.append(f"{value}\n")
    for delivery in happening.deliveries:
        when = f" {moment(delivery.when)}" if delivery.when else ""
        trouble = f": {delivery.trouble}" if delivery.trouble else ""
        text.append(f"{delivery.to}: {_(_DELIVERY[delivery.state])}{when}{trouble}\n")
    text.append(f"{happening.digest}\n", "dim")
    return text


def said(happening: Happening) -> list[tuple[str, str]]:
    """What a reply or a review says: pairs of a label's msgid and the words."""
    body = happening.body
    pairs: list[tuple[str, object]] = []
    if happening.kind == "reply":
        meeting = body.get("first_meeting") or {}
        first = " · ".join([show_date(meeting["day"]), meeting["time"], meeting["place"]]) if meeting else ""
        consultant = body.get("consultant") or {}
        reach = (consultant.get("name"), consultant.get("phone"), consultant.get("mail"))
        pairs = [
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
        ]
    elif happening.kind == "review":
        decision = words("decision", body["decision"]) if body.get("decision") else ""
        pairs = [(N_("Decision"), decision), (N_("Text"), body.get("text"))]
    elif happening.kind == "report":
        period = body["period"]
        pairs = [(N_("Period"), f"{show_date(period['start'])} – {show_date(period['end'])}")]
    elif happening.kind == "order":
        pairs = [(N_("Version"), happening.version)]
    return [(label, str(value)) for label, value in pairs if value not in (None, "")]


def standing(reading: OrderReading, trouble: str) -> Text:
    """How the order stands, above it: its state, what has not come, why it was not taken (`trouble`), what waits."""
    text = Text(_("{state} since {when}").format(state=state_words(reading.state), when=moment(reading.since)))
    if reading.missing:
        text.append("\n! ", "bold")
        text.append(
            ngettext(
                "{count} document that others refer to has not come.",
                "{count} documents that others refer to have not come.",
                reading.missing,
            ).format(count=reading.missing)
        )
    if trouble:
        text.append(f"\n! {trouble}", "bold")
    matter = standing_matter(reading)
    return text.append("\n").append(matter) if matter else text


def standing_matter(reading: OrderReading) -> Text:
    """What waits for somebody now (a question, a decline, what the caseworker said to it) or was agreed (the first
    meeting): above the order."""
    text = Text()
    for happening in _matters(reading):
        text.append(f"{happening.who} {what(happening)}, {moment(happening.issued)}\n", "bold")
        for label, value in said(happening):
            text.append(f"{_(label)}: {value}\n")
    text.rstrip()
    return text


def _matters(reading: OrderReading) -> list[Happening]:
    for happening in (reading.question, reading.decline, reading.acceptance):
        if happening is not None and not (happening is reading.decline and reading.state == "delivered"):
            return [happening]
    return said_again(reading)


def said_again(reading: OrderReading) -> list[Happening]:
    """Where the provider is to answer again: what the caseworker said (an answer, or why the order is upheld), and what
    it was said to. Empty where a new version came after it, or nothing was said."""
    spoken = [one for one in reading.happenings if one.kind in ("order", "reply") and one.standing != "refused"]
    if reading.state not in ("sent", "delivered") or not spoken or spoken[-1].sub not in ("answer", "uphold"):
        return []
    last = spoken[-1]
    earlier = last.body.get("question") or last.body.get("decline")
    return [last, *(one for one in spoken if one.digest == earlier)]


def version_text(version: Version) -> Text:
    """What a version changed, field by field, and why."""
    number = _("Version {number}").format(number=version.number)
    text = Text(f"{number} · {version.who} · {moment(version.issued)}\n", "bold underline")
    if not version.differs:
        text.append(_("The first version.") + "\n")
    for change in version.differs:
        text.append(f"{place_name(change.path)}\n", "bold")
        text.append("   " + _("before: {value}").format(value=value_text(change, change.before)) + "\n")
        text.append("   " + _("now: {value}").format(value=value_text(change, change.after)) + "\n")
        if reason := version.reasons.get(change.path):
            text.append("   " + _("because: {reason}").format(reason=reason) + "\n")
    return text


def value_text(change: FieldChange, value: object) -> str:
    """A value of the order as the form shows it; a whole entry by its texts."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, dict):
        texts = [item for item in value.values() if isinstance(item, str)]
        return value["text"] if isinstance(value.get("text"), str) else " · ".join(texts)
    field = field_at(change.path)
    if isinstance(value, list):
        return "; ".join(value_text(change, item) for item in value)
    if field is None:
        return str(value)
    if field.kind is Kind.HOURS and isinstance(value, int):
        return show_minutes(value)
    if field.kind is Kind.CHOICE and not callable(field.choices):
        return _(dict(field.choices).get(str(value), str(value)))
    return show(field.kind, value)


def state_words(state: str) -> str:
    """The order's state in words."""
    return words("order_state", state) if state in WORDS["order_state"] else state
