"""Answering an order, and answering the answer."""

from typing import Any

from orderdesk.desk import index
from orderdesk.desk.addressing import for_colleagues, for_the_municipality, for_the_provider
from orderdesk.desk.bodies import pruned
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, To, issue
from orderdesk.desk.mail import outbox
from orderdesk.documents.thread import Thread
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]


def own_contact(desk: Desk) -> Body:
    """The desk's owner as a contact, from the directory."""
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    contact: Body = {"person": desk.settings.person, "name": desk.settings.name}
    if member is not None:
        contact |= {name: value for name in ("title", "phone", "mail") if (value := getattr(member, name))}
    return contact


def accept(
    desk: Desk, thread: str, *, first_meeting: Body, start: str, consultant: Body | None = None,
    not_preferred_because: str = "", note: str = "",
) -> Issued:  # fmt: skip
    """Take an order on: `consultant` (a contact; the desk's owner when absent), first meeting {day, time, place}, and
    start (ISO date). A colleague can be named where the order was sent to them too."""
    folded = _ready(desk, thread, "accept")
    _check_holds(desk, folded, (consultant or {}).get("person", ""))
    body = {
        "kind": "accept", "order": folded.order, "version": folded.version,
        "consultant": consultant or own_contact(desk), "not_preferred_because": not_preferred_because,
        "first_meeting": first_meeting, "start": start, "note": note,
    }  # fmt: skip
    return _to_the_other_side(desk, thread, folded, body)


def ask(desk: Desk, thread: str, *, path: str, question: str, answer_by: str = "") -> Issued:
    """Ask about a field of the order (`$` for the whole). The order waits until `answer_by` (ISO date)."""
    folded = _ready(desk, thread, "ask")
    body = {
        "kind": "ask", "order": folded.order, "version": folded.version, "path": path, "question": question,
        "answer_by": answer_by or _waits_until(desk, folded),
    }  # fmt: skip
    return _to_the_other_side(desk, thread, folded, body)


def decline(desk: Desk, thread: str, *, code: str, text: str, alternative: str = "") -> Issued:
    """Say no to an order: code, text, and what could be done instead."""
    folded = _ready(desk, thread, "decline")
    body = {
        "kind": "decline", "order": folded.order, "version": folded.version,
        "code": code, "text": text, "alternative": alternative,
    }  # fmt: skip
    return _to_the_other_side(desk, thread, folded, body)


def answer(desk: Desk, thread: str, *, text: str, answer_by: str = "") -> Issued:
    """Answer the provider's open question; the order stands as it is, and waits until `answer_by` (ISO date)."""
    folded = _ready(desk, thread, "answer")
    until = answer_by or _waits_until(desk, folded)
    body = {"kind": "answer", "question": folded.question, "text": text, "answer_by": until}
    return _to_the_other_side(desk, thread, folded, body)


def agree_decline(desk: Desk, thread: str, *, text: str = "") -> Issued:
    """Agree to the provider's decline: the order ends."""
    folded = _ready(desk, thread, "agree_decline")
    return _to_the_other_side(desk, thread, folded, {"kind": "agree_decline", "decline": folded.decline, "text": text})


def uphold(desk: Desk, thread: str, *, text: str, answer_by: str = "") -> Issued:
    """Ask the provider to look again, once, and say why. The order waits until `answer_by` (ISO date)."""
    folded = _ready(desk, thread, "uphold")
    until = answer_by or _waits_until(desk, folded)
    body = {"kind": "uphold", "decline": folded.decline, "text": text, "answer_by": until}
    return _to_the_other_side(desk, thread, folded, body)


def _waits_until(desk: Desk, folded: Thread) -> str:
    """By when an answer is wanted: after the desk's clock, and never before the day that stands already."""
    return max(clocks(desk).after("answer_order", desk.today()).isoformat(), folded.answer_by)


def _ready(desk: Desk, thread: str, action: str) -> Thread:
    folded = index.thread_of(desk, thread)
    mine = {possible.action for possible in folded.possible(desk.actor)}
    if action not in mine:
        raise NotPossible(_("That is for the other side of the order to do."))
    if refusal := folded.refusal(action, desk.actor):
        raise NotPossible(_(refusal))
    return folded


def other_side(desk: Desk, folded: Thread) -> list[To]:
    """Whom a document in this thread is for: the caseworker and the substitute, or the provider's consultant; and the
    own colleagues who have a part in the case. What a provider answers to an order that was sent to the whole
    organisation goes to its own other consultants too, where there are any: each sees that it has been taken."""
    order = index.document(desk, folded.order)
    row = desk.store.get(index.THREADS, order["thread"]) or {}
    if desk.actor == "C":
        to = for_the_provider(row, order, index.document(desk, folded.accepted) if folded.accepted else None)
        return to + for_colleagues(desk, row)
    to = for_the_municipality(desk, row, order) + for_colleagues(desk, row)
    shared = not folded.accepted and any(not addressee.get("person") for addressee in order["to"])
    if shared and any(outbox.concerned(desk, desk.settings.org)):
        to.append(To(desk.settings.org))
    return to


def _check_holds(desk: Desk, folded: Thread, person: str) -> None:
    """Raises NotPossible where `person` could not read the order that they are to carry out."""
    addressed = [to.get("person") for to in index.document(desk, folded.order)["to"] if to["org"] == desk.settings.org]
    if person and person != desk.settings.person and not {None, person} & set(addressed):
        raise NotPossible(
            _("The order was sealed to you alone: your colleague could not read it."),
            _("Accept it yourself, or ask the caseworker to send it to all of you."),
        )


def _to_the_other_side(desk: Desk, thread: str, folded: Thread, body: Body) -> Issued:
    return issue(desk, "reply", pruned(body), to=other_side(desk, folded), thread=thread)
