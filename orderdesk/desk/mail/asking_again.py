"""Asking for documents that have not come: the desk by itself, with growing pauses, and a person whenever they like.

A request is a receipt, signed like any, with the check `not_here`. It goes to whoever wrote what builds on the missing
document, names that and nothing else of the thread, and stands in no thread itself.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To, issue
from orderdesk.desk.mail import holes, outbox
from orderdesk.desk.mail.holes import HOLES, Hole
from orderdesk.documents.receipt import NOT_HERE
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _

_IN_A_ROUND: Final = 50
"""Documents asked for in one round of the post; a desk that was restored from an old backup may lack hundreds."""


def look(desk: Desk) -> int:
    """Note what is missing now and what has come, and ask for what is due. Returns how many documents were asked for.
    Part of a round of the post, once all that has arrived is in."""
    found = {hole.digest: hole for hole in holes.named_and_not_here(desk)}
    noted = dict(desk.store.rows(HOLES))
    came = noted.keys() - found.keys()
    late = [hole for digest, hole in found.items() if digest not in noted and hole.state != "refused"]
    due = [hole for hole in found.values() if hole.digest in noted and _is_due(desk, hole)][:_IN_A_ROUND]
    if not (came or late or due):
        return 0
    with desk.store.transaction():
        for digest in came:
            _take_back(desk, noted[digest].get("requests", ()))
            desk.store.delete(HOLES, digest)
        for hole in late:
            row = {"since": desk.instant(), "asked": 0, "last": "", "requests": []}
            elsewhere = {"elsewhere": True} if hole.state == "elsewhere" else {}
            desk.store.put(HOLES, hole.digest, row | elsewhere)
        waiting = {row.digest for row in outbox.waiting(desk)}
        open_to_ask = [hole for hole in due if not waiting & set(noted[hole.digest].get("requests", ()))]
        return sum(_asked(desk, hole) for hole in open_to_ask)


def ask_now(desk: Desk, digest: str) -> Hole:
    """Ask for a missing document without waiting any longer; returns what is known of it. Raises NotFound where nothing
    that is missing has that digest, NotPossible where asking cannot help."""
    hole = next((one for one in holes.holes(desk) if one.digest == digest), None)
    if hole is None:
        raise NotFound(_("No such document is missing here."), _("`orderdesk post list` lists what has not come."))
    if hole.state == "refused":
        raise NotPossible(
            _("The document came and was refused: it would be refused again."),
            _("`orderdesk inbox quarantine` says why."),
        )
    with desk.store.transaction():
        _take_back(desk, (desk.store.get(HOLES, digest) or {}).get("requests", ()))
        if not _ask(desk, hole):
            raise NotPossible(_("Nobody is known who could have the document."), _("Ring the other side of the order."))
    return hole


def _is_due(desk: Desk, hole: Hole) -> bool:
    return hole.state in ("late", "asked") and bool(hole.next_time) and hole.next_time <= desk.instant()


def _asked(desk: Desk, hole: Hole) -> bool:
    """Ask, unless the desk cannot sign anything now: its keys are in no directory yet, or have been revoked."""
    with suppress(NotPossible):
        return _ask(desk, hole)
    return False


def _ask(desk: Desk, hole: Hole) -> bool:
    """Ask everybody who may have it. Call it within a transaction."""
    body = {"document": hole.digest, "outcome": "transient", "check": NOT_HERE}
    requests = []
    for org, person in hole.of:
        theirs = [one for one in hole.named_by if (one.org, one.person) == (org, person)] or hole.named_by
        after, to = (theirs[0].digest, theirs[0].seq), [To(org, person)]
        requests.append(issue(desk, "receipt", body, to=to, thread=theirs[0].thread, after=after).digest)
    noted = desk.store.get(HOLES, hole.digest) or {"since": desk.instant(), "asked": 0}
    if requests:
        row = {**noted, "asked": noted["asked"] + 1, "last": desk.instant(), "requests": requests}
        desk.store.put(HOLES, hole.digest, row)
    return bool(requests)


def _take_back(desk: Desk, requests: Iterable[str]) -> None:
    """Requests that have not gone need not go: the document has come, or a newer one asks."""
    for row in outbox.waiting(desk):
        if row.digest in requests and row.state == "waiting":
            outbox.drop(desk, row)
