"""Handing a case over: to a colleague for good, or to a substitute for some weeks. One act, one transaction.

The colleague gets a handover with a summary on one page, and the case's documents with it (see `forwarding`); the other
side of the order, and the colleague, get the notice that says whom to ring from then on.
"""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.addressing import for_colleagues
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, To, issue
from orderdesk.desk.mail import forwarding
from orderdesk.desk.ordering.replies import other_side
from orderdesk.desk.people import colleagues, responsible
from orderdesk.desk.people.colleagues import contact_of
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]


def hand_over(
    desk: Desk, thread: str, to_person: str, since: str, until: str, reason: str, summary: Mapping[str, Any],
    *, told: str = "",
) -> Issued:  # fmt: skip
    """Hand the order of `thread` to a colleague from the day `since` (ISO), to the day `until` where it is for a while.
    `summary` is the case on one page, as `documents.handover.CaseSummary` has it; `told` what the provider is told.
    Returns the handover. Raises NotPossible with the sentence, and NotFound; nothing is sent then."""
    with desk.store.transaction():
        if why := refusal(desk, thread) or colleagues.refusal(desk, to_person) or _days_refusal(desk, since, until):
            raise NotPossible(why)
        body = {"since": since, "until": until, "reason": reason, "summary": dict(summary), "told": told}
        handover = _carry(desk, thread, to_person, body)
        notice = {"kind": "caseworker", "caseworker": contact_of(desk, to_person), "since": since, "until": until}
        _tell(desk, thread, notice | {"reason": told}, to_person)
    return handover


def change_consultant(desk: Desk, thread: str, notice: Body, note: str = "") -> Issued:
    """The provider's handover: the notice of another consultant (its body), and the order with all that belongs to it
    to that one, with `note` for them alone. Returns the notice. Raises NotPossible, NotFound; nothing is sent then.

    Whoever takes an order over that they can read gets nothing, and the one before is told."""
    person = str(notice["consultant"].get("person") or "")
    with desk.store.transaction():
        if person and person != desk.settings.person:
            if why := colleagues.refusal(desk, person):
                raise NotPossible(why)
            _carry(desk, thread, person, {"since": notice["since"], "reason": notice["reason"], "note": note})
        return _tell(desk, thread, notice, person)


def refusal(desk: Desk, thread: str) -> str:
    """Why the desk's owner cannot hand the order over now, as a translated sentence; "" when they can."""
    if desk.actor != "C":
        return _("That is for the other side of the order to do.")
    if why := index.thread_of(desk, thread).refusal("change_caseworker", "C"):
        return _(why)
    row = desk.store.get(index.THREADS, thread) or {}
    if not responsible.has_part(row, desk, desk.settings.person):
        holder = responsible.caseworker(row, desk.today().isoformat())
        return _("{name} has this case now and can hand it over.").format(name=holder.get("name", ""))
    return ""


def _days_refusal(desk: Desk, since: str, until: str) -> str:
    if until and until < since:
        return _("It ends before it begins.")
    if until and until < desk.today().isoformat():
        return _("That day lies in the past.")
    return ""


def draft_body(desk: Desk, thread: str, values: Mapping[str, Any]) -> Body:
    """The handover's body: what was typed, with what the desk fills in."""
    documents = forwarding.documents(desk, thread)[: forwarding.AT_MOST]
    citizen = (desk.store.get(index.THREADS, thread) or {}).get("citizen", "")
    body: Body = pruned({**values, "order_thread": thread, "citizen": citizen, "documents": documents})
    return body


def _carry(desk: Desk, thread: str, person: str, values: Body) -> Issued:
    return forwarding.give(desk, draft_body(desk, thread, {**values, "to_person": person}))


def _tell(desk: Desk, thread: str, notice: Body, person: str) -> Issued:
    """Send the notice to the other side, to whoever takes over, and to those who had the case besides."""
    folded = index.thread_of(desk, thread)
    row = desk.store.get(index.THREADS, thread) or {}
    to = [*other_side(desk, folded), *for_colleagues(desk, row)]
    to += [To(desk.settings.org, person)] if person != desk.settings.person else []
    return issue(desk, "notice", pruned(notice), to=list(dict.fromkeys(to)), thread=thread)
