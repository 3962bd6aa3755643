"""Whether a genuine document may enter the thread that it names: only those whose order it is take part in it;
and a note to colleagues from colleagues alone. And whether time may mend what keeps a document out."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import forwarding
from orderdesk.desk.people import standing_handovers
from orderdesk.documents.envelope import Document
from orderdesk.documents.parties import is_party, opening_order, stays_inside
from orderdesk.trust.result import CheckName


def refusal(desk: Desk, digest: str, value: Mapping[str, Any]) -> str:
    """Why the document stays outside, as a name of `parties.REFUSALS`; empty when it may enter. A document that comes
    before its order is let in: the order will say (see `strangers`)."""
    row = index.row_of(value, "", outgoing=False)
    if row["kind"] == "directory":
        return ""
    if row["kind"] == "handover":
        return "" if forwarding.is_fit(desk, value) else "handover"
    if standing_handovers.is_of_one(desk.store, row):
        return "" if row["org"] == desk.settings.org else "handover"
    if index.is_of_a_note(desk, row):
        inside = row["org"] == desk.settings.org and (row["kind"] != "note" or stays_inside(value))
        return "" if inside else "colleagues"
    entry = index.entry_of(digest, row)
    if entry.kind == "order" and desk.settings.org not in (entry.org, entry.provider):
        return "named"
    opening = opening_order(index.entries_of(desk, value["thread"]))
    if opening is None or (entry.opens and not opening.opens):
        return ""
    return "" if is_party(entry, opening.org, opening.provider) else "parties"


def strangers(desk: Desk, thread: str) -> list[str]:
    """The documents of the thread that came before its order, from somebody who turned out to have no part in it."""
    return [refused.entry.digest for refused in index.thread_of(desk, thread).refused if refused.check == "parties"]


def too_early(desk: Desk, check: str, document: Document | None) -> bool:
    """Whether time may mend what failed: the sender's clock is ahead of ours, or a directory is still on its way."""
    if document is None:
        return False
    if check == CheckName.ISSUED:
        return document.issued > desk.now()
    if check in (CheckName.DIRECTORY, CheckName.MEMBER, CheckName.ROLE, CheckName.PERIOD) and document.directory:
        versions = desk.trust.versions(document.sender.org)
        partners = (own := desk.trust.organisation(desk.settings.org)) and {partner.org for partner in own.partners}
        vouched = bool(versions) or document.sender.org in (partners or ())
        return vouched and document.directory.version > (versions[-1].body.version if versions else 0)
    return False
