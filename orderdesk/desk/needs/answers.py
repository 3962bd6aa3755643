"""Orders that wait for an answer, answers that wait for one, and what did not get through."""

from collections.abc import Iterator, Mapping
from typing import Final

from orderdesk.desk.needs.line import RUNNING, Case, Item, Line
from orderdesk.locale import N_

_ANSWER: Final = Line("answer", N_("Answer the order"), "answer_order", "accept")
_ANSWER_AGAIN: Final = Line("answer", N_("The order has been upheld: answer again"), "answer_order", "accept")
_ACKNOWLEDGE: Final = Line("amendment", N_("Acknowledge the amendment, or object"), "answer", "acknowledge")
_QUESTION: Final = Line("question", N_("Answer the provider's question"), "answer", "answer")
_DECLINED: Final = Line("declined", N_("The provider has declined: agree or uphold"), "answer", "uphold")
_OBJECTED: Final = Line("objected", N_("The amendment is objected to"), "answer", "amend")
_UNDELIVERABLE: Final = Line("undeliverable", N_("The order could not be delivered"), "", "order_again")
_EXPIRED: Final = Line("expired", N_("The order expired unanswered"), "", "order_again")
_UNANSWERED: Final = Line("unanswered", N_("The provider has not answered"), "answer_order")

_TURNED_AWAY: Final[Mapping[str, Line]] = {
    kind: Line("turned_away", what)
    for kind, what in {
        "order": N_("Their desk could not use your amendment"),
        "notice": N_("Their desk could not use your notice"),
        "meeting": N_("Their desk could not use what you wrote of the meeting"),
        "reply": N_("Their desk did not take your reply"),
        "report": N_("Their desk did not take your report"),
        "review": N_("Their desk did not take your review"),
    }.items()
}


def for_the_provider(case: Case) -> Iterator[Item]:
    """The order itself, and an amendment of one that runs."""
    row = case.row
    if case.state in ("sent", "delivered"):
        yield case.item(_ANSWER_AGAIN if row.get("upheld") else _ANSWER, case.since, until=row.get("answer_by") or "")
    if case.state in RUNNING and row.get("amendment") == "waiting":
        yield case.item(_ACKNOWLEDGE, row["amended"])


def for_the_caseworker(case: Case) -> Iterator[Item]:
    """What the provider answered, or did not."""
    row = case.row
    match case.state:
        case "question":
            yield case.item(_QUESTION, case.since, until=row.get("answer_by") or "")
        case "decline_review":
            yield case.item(_DECLINED, case.since)
        case "sent" | "delivered":
            yield from _unanswered(case)
        case "undeliverable" | "expired":
            yield from _came_to_nothing(case)
    if case.state in RUNNING and row.get("amendment") == "objected":
        yield case.item(_OBJECTED, row["amended"])


def _unanswered(case: Case) -> Iterator[Item]:
    """On the last day, while there is still time to ring."""
    item = case.item(_UNANSWERED, case.since, until=case.row.get("answer_by") or "")
    if item.until <= case.day:
        yield item


def _came_to_nothing(case: Case) -> Iterator[Item]:
    """Until a later order names this one, or somebody has put it aside."""
    line = _EXPIRED if case.state == "expired" else _UNDELIVERABLE
    mark = f"{line.code} {case.row['order']}"
    if case.thread not in case.followed and not case.is_aside(mark):
        yield case.item(line, case.since, late=True, mark=mark)


def turned_away(case: Case) -> Iterator[Item]:
    """What was sent from here and could not be used there."""
    for kind, since in case.row.get("turned_away", []):
        yield case.item(_TURNED_AWAY[kind], since, late=True)
