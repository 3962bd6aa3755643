"""What has happened to an order, as plain text, and what may be done now."""

from typing import TYPE_CHECKING

from orderdesk.cli.plain.page import Page, joined, when
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.desk.order_reading import Happening, OrderReading

_WHAT = {
    "order": N_("order"), "report": N_("report"), "read": N_("report read"), "decided": N_("decision"),
    "elaboration": N_("elaboration asked for"), "accept": N_("accepted"), "ask": N_("question"),
    "decline": N_("declined"), "answer": N_("answer"), "agree_decline": N_("agreed to the decline"),
    "uphold": N_("upheld"),
}  # fmt: skip
_ACTION = {
    "send": N_("send"), "amend": "order amend", "ask": "reply ask", "answer": "reply answer", "accept": "reply accept",
    "decline": "reply decline", "agree_decline": "reply agree", "uphold": "reply uphold", "report": "report new",
    "report_draft": "report new --kind draft", "final_report": "report new --kind final",
}  # fmt: skip


def happenings_text(reading: "OrderReading") -> str:
    """The documents of the thread in their order, and the commands that are possible now."""
    page = Page(_("What has happened"))
    for happening in reading.happenings:
        what = _WHAT.get(happening.kind) or _WHAT.get(happening.sub) or happening.sub
        version = _("version {number}").format(number=happening.version) if happening.version > 1 else ""
        page.item("-", joined(when(happening.issued), _(what), version, happening.who, _standing(happening)),
                  _said(happening), *(_delivery(d.to, d.state, d.trouble) for d in happening.deliveries))  # fmt: skip
    if reading.missing:
        page.text(_("Documents that others refer to have not come: {count}.").format(count=reading.missing))
    possible = [_ACTION.get(possible.action, possible.action) for possible in reading.possible if possible.possible]
    page.section(_("What can be done now"))
    for action in possible:
        page.item("-", action)
    if not possible:
        page.text(_("Nothing on this side of the order."))
    return "\n" + str(page)


def _standing(happening: "Happening") -> str:
    if happening.standing == "refused":
        return words("report_state", "refused")
    return words("report_state", "superseded") if happening.standing else ""


def _said(happening: "Happening") -> str:
    """What a reply or a review says, in its own words."""
    body = happening.body
    if happening.kind not in ("reply", "review"):
        return ""
    code = words("decline_code", body["code"]) if "code" in body else ""
    decision = words("decision", body["decision"]) if "decision" in body else ""
    first = body.get("first_meeting") or {}
    meeting = joined(when(first.get("day")), first.get("time"), first.get("place"))
    text = body.get("question") if body["kind"] == "ask" else body.get("text") or body.get("note")
    return joined(code, decision, meeting, text, body.get("alternative"))


def _delivery(to: str, state: str, trouble: str) -> str:
    known = {"received": _("received"), "refused": _("refused")}
    return f"{to}: {known.get(state) or words('outbox_state', state)} {trouble}".rstrip()
