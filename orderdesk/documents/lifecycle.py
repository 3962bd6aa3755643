"""The life of an order and of a report, as tables. Nothing else in the house knows which step follows which.

An event is a document's kind and, after a dot, its own kind: "reply.accept", "receipt.ok". Events of the clock are
named "clock.…". Actor C is the caseworker's side, P the provider's, S the desk itself. The sentence of a transition is
shown when its action is not possible in the present state.
"""

from dataclasses import dataclass
from typing import Final, Literal

from orderdesk.locale import N_

Actor = Literal["C", "P", "S"]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: in any of `states`, `event` by `actor` leads to `next` ("" stays) if `guard` holds. `action` is what the
    person does, "" where no person acts. `refusal` says why the action is not possible outside these states."""

    states: tuple[str, ...]
    event: str
    actor: Actor
    next: str
    action: str = ""
    guard: str = ""
    refusal: str = ""


ORDER_STATES: Final = (
    "draft", "sent", "delivered", "undeliverable", "question", "decline_review", "declined",
    "accepted", "active", "awaiting_final", "completed", "ended_early",
)  # fmt: skip
ORDER_ENDINGS: Final = ("declined", "completed", "ended_early")

_UNANSWERED: Final = ("sent", "delivered")
_RUNNING: Final = ("accepted", "active", "awaiting_final")

ORDER_TABLE: Final[tuple[Transition, ...]] = (
    Transition(("draft",), "order.new", "C", "sent", "send", "", N_("The order has already been sent.")),
    Transition(
        ("sent", "delivered", "undeliverable", "question", "accepted", "active", "awaiting_final"),
        "order.amended", "C", "", "amend", "next_version",
        N_("Only an order that is on its way or running can be amended."),
    ),
    Transition(("sent", "undeliverable"), "receipt.ok", "S", "delivered"),
    Transition(("sent",), "receipt.fatal", "S", "undeliverable"),
    Transition(
        _UNANSWERED, "reply.ask", "P", "question", "ask", "current_version",
        N_("A question can be asked only while the order waits for an answer."),
    ),
    Transition(
        ("question",), "reply.answer", "C", "delivered", "answer", "open_question",
        N_("No question from the provider is waiting for an answer."),
    ),
    Transition(
        _UNANSWERED, "reply.accept", "P", "accepted", "accept", "current_version",
        N_("Only an order that waits for an answer can be accepted."),
    ),
    Transition(
        _UNANSWERED, "reply.decline", "P", "decline_review", "decline", "current_version",
        N_("Only an order that waits for an answer can be declined."),
    ),
    Transition(
        ("decline_review",), "reply.agree_decline", "C", "declined", "agree_decline", "open_decline",
        N_("The provider has not declined this order."),
    ),
    Transition(
        ("decline_review",), "reply.uphold", "C", "delivered", "uphold", "upheld_never",
        N_("The order can be upheld only once, and only when it has been declined."),
    ),
    Transition(("accepted",), "clock.start", "S", "active"),
    Transition(
        _RUNNING, "report.monthly", "P", "", "report", "",
        N_("A report can be sent only on an order that has been accepted and has not ended."),
    ),
    Transition(
        _RUNNING, "report.draft", "P", "", "report_draft", "",
        N_("A draft can be sent only on an order that has been accepted and has not ended."),
    ),
    Transition(
        _RUNNING, "report.final", "P", "", "final_report", "",
        N_("A final report can be sent only on an order that has been accepted and has not ended."),
    ),
    Transition(("active",), "clock.end", "S", "awaiting_final"),
    Transition(_RUNNING, "review.final_approved", "C", "completed"),
    Transition(_RUNNING, "review.final_approved_early", "C", "ended_early"),
)  # fmt: skip

REPORT_STATES: Final = ("submitted", "draft_submitted", "read", "elaboration_requested", "approved", "superseded")

REPORT_TABLE: Final[tuple[Transition, ...]] = (
    Transition(
        ("submitted", "draft_submitted"), "review.read", "C", "read", "read", "",
        N_("The report has already been read."),
    ),
    Transition(
        ("submitted", "read"), "review.decided", "C", "approved", "decide", "",
        N_("A decision is recorded once, on a submitted report that no later version has replaced."),
    ),
    Transition(
        ("submitted", "draft_submitted", "read"), "review.elaboration", "C", "elaboration_requested", "elaborate", "",
        N_("Elaboration can be asked for until the report is approved."),
    ),
    Transition(
        ("submitted", "draft_submitted", "read", "elaboration_requested", "approved"), "report.replaced", "P",
        "superseded", "correct", "", N_("This version has already been superseded by a later one."),
    ),
)  # fmt: skip


def transition(table: tuple[Transition, ...], state: str, event: str) -> Transition | None:
    """The row for `event` in `state`, or None where the table has none."""
    return next((row for row in table if row.event == event and state in row.states), None)
