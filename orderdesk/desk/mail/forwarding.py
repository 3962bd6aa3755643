"""Carrying a case's documents from one colleague to another: the very bytes that were signed, sealed anew.

A document that is addressed to somebody else is admitted for one reason only: a genuine handover by a member of the own
organisation, addressed to this desk's owner, names its digest and its thread. All other checks hold as for any.

One receipt answers for all of it: the handover's, given when every document that it names is here, to whoever handed
over. The documents themselves get none. Their senders had theirs from the desk that they wrote to, need not learn who
reads along, and would otherwise find receipts of a stranger in the order's thread, where the fold would look at them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, To, issue
from orderdesk.desk.mail import outbox, quarantine
from orderdesk.desk.people import responsible, standing_handovers
from orderdesk.documents.registry import kind_of
from orderdesk.documents.thread import Thread
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.trust.result import CheckName

_CARRIED: Final = ("order", "reply", "report", "review", "notice", "meeting", "receipt")
"""What can be part of a case. Of receipts only those for the order itself go along."""

_WAIT: Final = timedelta(days=7)
"""So long a document that a colleague could have sent waits in the mailbox for its handover. Both leave in one round of
the post, so a week is a share that was away; and a handover that comes later still takes it out of quarantine."""

_AWAITED: Final = "awaited_handovers"
AT_MOST: Final = 1000
"""Documents that a handover names (see `documents.handover`); the rest goes with the next."""

Value = Mapping[str, Any]


def documents(desk: Desk, thread: str) -> list[str]:
    """The documents of an order in their places, without the receipts, but with those of the provider for the order
    itself: they say that it was delivered, and the state rests on them."""
    folded = index.thread_of(desk, thread)
    entries = sorted(index.entries_of(desk, thread), key=lambda entry: entry.place)
    return [entry.digest for entry in entries if entry.kind != "receipt" or _is_of_the_order(folded, entry)]


def _is_of_the_order(folded: Thread, receipt: Any) -> bool:
    return receipt.about in (folded.order, *folded.earlier) and receipt.org == folded.provider


def give(desk: Desk, body: dict[str, Any], *, after: tuple[str, int] | None = None, thread: str = "") -> Issued:
    """Issue a handover with this body, which names the documents, and put them on their way with it. `after` and
    `thread` where it continues another. Call it within a transaction."""
    org, person = desk.settings.org, body["to_person"]
    issued = issue(desk, "handover", body, to=[To(org, person)], thread=thread, after=after)
    for digest in body["documents"]:
        outbox.forward(desk, digest, org, person)
    return issued


def send_again(desk: Desk, handover: str) -> int:
    """Put a handover that was given in line once more, with all its documents; returns how many."""
    row = standing_handovers.of(desk.store, handover)
    if row is None or not row["out"]:
        return 0
    org, person = desk.settings.org, row["to_person"]
    with desk.store.transaction():
        outbox.add(desk, handover, org, person)
        for digest in row["documents"]:
            outbox.forward(desk, digest, org, person)
    return 1 + len(row["documents"])


# The colleague's side


def named_by(desk: Desk, digest: str, thread: str) -> list[tuple[str, standing_handovers.Row]]:
    """The handovers to the desk's owner that name this document of this thread."""
    found = standing_handovers.naming(desk.store, digest)
    return [(name, row) for name, row in found if not row["out"] and row["order_thread"] == thread]


def is_handed(desk: Desk, parsed: Parsed) -> bool:
    """Whether a document that is addressed to somebody else may come in all the same."""
    value: Value = parsed.value
    return _can_be_carried(value) and bool(named_by(desk, parsed.digest, value["thread"]))


def is_for_the_owner(desk: Desk, value: Value) -> bool:
    """Whether the document is addressed to the desk's owner, or to the organisation as a whole."""
    mine = (None, desk.settings.person)
    return any(to["org"] == desk.settings.org and to.get("person") in mine for to in value["to"])


def is_fit(desk: Desk, value: Value) -> bool:
    """Whether a handover is what it says: from within the organisation, to the desk's owner alone."""
    to = [(one["org"], one.get("person")) for one in value["to"]]
    me = (desk.settings.org, desk.settings.person)
    return value["from"]["org"] == desk.settings.org and to == [me] and value["body"]["to_person"] == me[1]


def is_from_a_colleague(desk: Desk, parsed: Parsed, check: str, sealed_to: Sequence[str]) -> bool:
    """Whether a colleague, it seems, put a document here that failed `check` as being somebody else's: an envelope is
    sealed to a key of its sender's too. Nothing vouches for that; it says no more than that waiting may be worth it,
    and that the document's own sender is not to blame."""
    if check != CheckName.ADDRESSED or not _can_be_carried(parsed.value):
        return False
    own = desk.trust.organisation(desk.settings.org)
    others = [one for one in own.members if one.person != desk.settings.person] if own else []
    return any(key.use == "sealing" and key.id in sealed_to for one in others for key in one.keys)


def waits(desk: Desk, parsed: Parsed, check: str, sealed_to: Sequence[str]) -> bool:
    """Whether a document that failed `check` waits in the mailbox for a handover that may be on its way. Notes when it
    was first seen."""
    if not is_from_a_colleague(desk, parsed, check, sealed_to) or quarantine.holds(desk, parsed.digest):
        return False
    first = desk.store.get(_AWAITED, parsed.digest)
    if first is None:
        desk.store.put(_AWAITED, parsed.digest, {"since": desk.instant()})
        return True
    waits = desk.now() - datetime.fromisoformat(first["since"]) < _WAIT
    if not waits:
        desk.store.delete(_AWAITED, parsed.digest)
    return waits


def out_of_quarantine(desk: Desk, receive: Callable[[Desk, bytes], tuple[str, str]]) -> list[tuple[str, str]]:
    """Have received what lay there as addressed to somebody else, until a handover that names it came."""
    found = []
    for kept in quarantine.listing(desk):
        if kept.check == CheckName.ADDRESSED and standing_handovers.naming(desk.store, kept.name):
            data = quarantine.content(desk, kept.name)
            if is_handed(desk, parse(data)):
                found.append(receive(desk, data))
                quarantine.take_out(desk, kept.name)
    return found


def came(desk: Desk, digest: str, value: Value) -> None:
    """A document has been taken in: where a handover is whole now, tell whoever gave it. Call it in the transaction."""
    desk.store.delete(_AWAITED, digest)
    if kind_of(value["type"]) == "handover":
        found = standing_handovers.of(desk.store, digest)
        handovers = [(digest, found)] if found else []
    else:
        handovers = named_by(desk, digest, value["thread"])
    for name, row in handovers:
        if not missing(desk, row) and not standing_handovers.receipt_given(desk.store, row["thread"], name):
            body = {"document": name, "outcome": "ok"}
            to = [To(desk.settings.org, row["person"])]
            issue(desk, "receipt", body, to=to, thread=row["thread"], after=(name, row["seq"]))


def came_again(desk: Desk, digest: str, value: Value) -> bool:
    """A document that is here has come once more: repeat the receipt of a handover. False where its sender is to be
    answered as usual."""
    if kind_of(value["type"]) == "handover":
        if given := standing_handovers.receipt_given(desk.store, value["thread"], digest):
            outbox.add(desk, given, value["from"]["org"], value["from"]["person"])
        return True
    return not is_for_the_owner(desk, value)


def missing(desk: Desk, row: standing_handovers.Row) -> int:
    """How many of the documents that a handover names have not come."""
    return sum(1 for digest in row["documents"] if desk.store.get(index.DOCUMENTS, digest) is None)


def _can_be_carried(value: Value) -> bool:
    return kind_of(value["type"]) in _CARRIED


# What came after the case was handed over


def follow_up(desk: Desk) -> int:
    """Carry on what has come to a case since it was handed over and is not addressed to the colleague: it crossed the
    notice of the change on its way. Returns how many documents."""
    heads = [(digest, row) for digest, row in standing_handovers.all_of_them(desk.store) if row["out"]]
    return sum(_follow_up(desk, digest, row) for digest, row in heads if row["seq"] == 1)


def _follow_up(desk: Desk, first: str, row: standing_handovers.Row) -> int:
    thread = desk.store.get(index.THREADS, row["order_thread"]) or {}
    if not responsible.has_part(thread, desk, row["to_person"]):
        return 0
    given = standing_handovers.in_thread(desk.store, row["thread"])
    named = {digest for _name, one in given for digest in one["documents"]}
    looked_at = set(row.get("looked_at", ()))
    if not set(thread["documents"]) - named - looked_at:
        return 0
    with desk.store.transaction():
        late = [digest for digest in documents(desk, row["order_thread"]) if digest not in named | looked_at]
        wanting = [digest for digest in late if not _has(desk, row["to_person"], digest)]
        seen = sorted(set(thread["documents"]) - named - set(wanting))
        desk.store.put(standing_handovers.HANDOVERS, first, {**row, "looked_at": seen})
        if wanting:
            last, last_row = given[-1]
            body = {**index.body(desk, first), "documents": wanting[:AT_MOST]}
            body = {name: value for name, value in body.items() if name not in ("summary", "note", "told")}
            give(desk, body, after=(last, last_row["seq"]), thread=row["thread"])
    return len(wanting[:AT_MOST])


def _has(desk: Desk, person: str, digest: str) -> bool:
    """Whether the colleague has the document without us: it is theirs, or it was sent to them."""
    value, org = index.document(desk, digest), desk.settings.org
    own = (value["from"]["org"], value["from"]["person"]) == (org, person)
    return own or any(to["org"] == org and to.get("person") in (None, person) for to in value["to"])
