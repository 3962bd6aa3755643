"""Who has an order now, on each side: the caseworker and the consultant, with the chain of those before them.

It follows from the order, its acceptance and the notices of change; the thread's row keeps the chain, so that lists and
Today need not open the archive.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.documents.thread import Thread

Row = dict[str, Any]
Held = Callable[[str], Mapping[str, Any]]
"""Gives a document of the archive by its digest."""


def chains(thread: Thread, known: Mapping[str, Any], held: Held) -> Row:
    """`caseworkers` and `consultants` for a thread's row: {digest, org, person, name, phone, since, until}, the order's
    own caseworker first. Only documents that the known chains do not name are opened."""
    caseworkers = [thread.order, *thread.caseworkers] if thread.order else []
    return {
        "caseworkers": _chain(caseworkers, known.get("caseworkers", ()), held),
        "consultants": _chain(list(thread.consultants), known.get("consultants", ()), held),
    }


def _chain(digests: Sequence[str], known: Sequence[Row], held: Held) -> list[Row]:
    links = {row["digest"]: row for row in known}
    return [links.get(digest) or _link(digest, held(digest)) for digest in digests]


def _link(digest: str, document: Mapping[str, Any]) -> Row:
    body, sender = document["body"], document["from"]
    contact = body.get("consultant") or body.get("caseworker") or body["placer"]["caseworker"]
    return {
        "digest": digest, "org": sender["org"], "person": contact.get("person") or sender["person"],
        "name": contact["name"], "phone": contact["phone"],
        "since": body.get("since") or "", "until": body.get("until") or "",
    }  # fmt: skip


def caseworker(row: Mapping[str, Any], day: str) -> Row:
    """Who has the case on `day` (ISO): the last change that counts then, else the order's own caseworker."""
    chain: Sequence[Row] = row.get("caseworkers") or ()
    counting = [link for link in chain if link["since"] <= day and (not link["until"] or day <= link["until"])]
    return counting[-1] if counting else {}


def consultant(row: Mapping[str, Any]) -> Row:
    """Who meets the citizen: the last of the chain; empty before the order is accepted."""
    chain: Sequence[Row] = row.get("consultants") or ()
    return chain[-1] if chain else {}


def lasting(row: Mapping[str, Any]) -> Row:
    """Who has the case when nobody stands in for them: the last caseworker without a last day."""
    chain: Sequence[Row] = [link for link in row.get("caseworkers") or () if not link["until"]]
    return chain[-1] if chain else {}


def has_part(row: Mapping[str, Any], desk: Desk, person: str) -> bool:
    """Whether somebody of the desk's organisation has the order: now, from a day to come, or when a substitute's weeks
    are over."""
    day = desk.today().isoformat()
    holders = [consultant(row)]
    if desk.actor == "C":
        coming = [link for link in row.get("caseworkers") or () if link["since"] > day]
        holders = [caseworker(row, day), lasting(row), *coming]
    return (desk.settings.org, person) in [(holder.get("org"), holder.get("person")) for holder in holders]


def has_case(row: Mapping[str, Any], desk: Desk) -> bool:
    """Whether the desk's owner is the one who has the order now, on their side of it."""
    holder = caseworker(row, desk.today().isoformat()) if desk.actor == "C" else consultant(row)
    if not holder:  # a row from before the chains were kept: it names the two people alone
        first = row.get("caseworker") if desk.actor == "C" else [desk.settings.org, row.get("consultant_id")]
        return list(first or ()) == [desk.settings.org, desk.settings.person]
    return (holder.get("org"), holder.get("person")) == (desk.settings.org, desk.settings.person)


def elsewhere(row: Mapping[str, Any], desk: Desk) -> Row:
    """Who has the order now, where it has been the desk owner's and is not any more; empty otherwise."""
    me = (desk.settings.org, desk.settings.person)
    chain: Sequence[Row] = row.get("caseworkers" if desk.actor == "C" else "consultants") or ()
    if has_case(row, desk) or me not in [(link["org"], link["person"]) for link in chain]:
        return {}
    return caseworker(row, desk.today().isoformat()) if desk.actor == "C" else consultant(row)
