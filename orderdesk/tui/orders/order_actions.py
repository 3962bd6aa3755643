"""What can be done with an order from its screen, on each side, and why the rest is not possible now."""

from typing import Final

from orderdesk.desk.ordering.order_reading import OrderReading
from orderdesk.desk.ordering.reply_drafts import ANSWERS
from orderdesk.desk.reporting import reports
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, register

register(
    Action("order.answer", "f2", N_("Answer"), N_("Answer the order, the question or the decline."), "order", True),
    Action("order.amend", "f3", N_("Amend"), N_("Begin the next version of the order."), "order", True),
    Action("order.report", "f4", N_("Report"), N_("Write the next report on the order."), "order", True),
    Action(
        "order.page",
        "f5",
        N_("History"),
        N_("Turn: the order, what happened, what was changed, the meetings."),
        "order",
        True,
    ),
    Action("order.safety", "f6", N_("Safety"), N_("Show the safety note, or hide it again."), "order"),
    Action("order.previous", "f7", N_("Previous"), N_("Go to the part before this one."), "order"),
    Action("order.next", "f8", N_("Next"), N_("Go to the part after this one."), "order"),
    Action("order.actions", "f9", N_("Actions"), N_("Show all that can be done with the order."), "order", True),
    Action("order.meetings", "f10", N_("Meetings"), N_("Turn to the three-party meetings."), "order"),
    Action("order.again", "ctrl+n", N_("New from this"), N_("Begin a new order with what stands here."), "order"),
    Action("order.voice", "ctrl+b", N_("Own words"), N_("Only the citizen's own words and what was agreed."), "order"),
    Action(
        "order.resend",
        "ctrl+r",
        N_("Send again"),
        N_("Send once more what has no receipt yet; ask for what is missing."),
        "order",
    ),
    Action("order.copy", "ctrl+k", N_("Copy"), N_("Copy the order's text, without the safety note."), "order"),
)

_ONLY: Final = {"order.amend": "C", "order.again": "C", "order.report": "P"}

_ANSWERED_BY_FORM: Final = ("acknowledge", "object", "agree_end")

REPORTS: Final[tuple[tuple[reports.Kind, str, str], ...]] = (
    ("monthly", N_("monthly report"), "report"),
    ("draft", N_("draft for review"), "report_draft"),
    ("final", N_("final report"), "final_report"),
)
"""Kind of report, its words, and the action of the life cycle that it is."""


def is_for(action_id: str, actor: str) -> bool:
    """Whether the action belongs to this side of an order: C the caseworker's, P the provider's."""
    return _ONLY.get(action_id, actor) == actor


def why_not(action_id: str, reading: OrderReading, actor: str) -> str:
    """Why the action is not possible now, as a translated sentence; "" when it is."""
    if not is_for(action_id, actor):
        return _("That is for the other side of the order to do.")
    match action_id:
        case "order.answer":
            return "" if answers_to_give(reading, actor) else _first_refusal(reading, *ANSWERS[actor])
        case "order.amend":
            return _(reading.refusal("amend"))
        case "order.report":
            return _first_refusal(reading, *(action for _kind, _label, action in REPORTS))
        case "order.safety":
            return "" if reading.body["citizen"].get("safety_note") else _("The order has no safety note.")
        case "order.resend":
            return (
                ""
                if reading.missing or _something_without_receipt(reading)
                else _("Everything sent from here has been received.")
            )
    return ""


def answers_to_give(reading: OrderReading, actor: str) -> list[str]:
    """What can be answered now: the order, a question or a decline; an amendment; a request to end the course."""
    return [action for action in (*ANSWERS[actor], *_ANSWERED_BY_FORM) if _answers(reading, action)]


def _answers(reading: OrderReading, action: str) -> bool:
    return reading.offers(action) and not reading.refusal(action)


def _first_refusal(reading: OrderReading, *actions: str) -> str:
    """Why none of `actions` is possible; "" when one is."""
    refusals = [reading.refusal(action) for action in actions]
    return "" if "" in refusals else _(refusals[0])


def _something_without_receipt(reading: OrderReading) -> bool:
    return any(
        delivery.state in ("waiting", "handed_over") for one in reading.happenings for delivery in one.deliveries
    )
