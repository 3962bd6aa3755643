"""What stands in the post room: what is on its way and to whom, in words, and how the line is."""

from dataclasses import dataclass, replace

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import forwarding, outbox, silence
from orderdesk.desk.people import standing_handovers
from orderdesk.locale import N_

KINDS = {
    "order": N_("order"),
    "reply": N_("reply"),
    "report": N_("report"),
    "review": N_("decision on a report"),
    "note": N_("note to colleagues"),
    "receipt": N_("receipt"),
    "directory": N_("directory"),
    "notice": N_("notice"),
    "meeting": N_("meeting"),
    "handover": N_("handover"),
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One document on its way. `kind` is an English msgid, `to` a name as far as one is known. `silence` is a sentence
    where its receipt is overdue."""

    digest: str
    kind: str
    citizen: str
    to: str
    state: str
    attempts: int
    next_try: str
    trouble: str
    since: str
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The state of the line: how many documents wait to go, how many were handed over and not acknowledged."""

    waiting: int
    handed_over: int
    troubles: frozenset[str]


def send_again(desk: Desk, digest: str) -> int:
    """Put a document in line once more, a handover with all that goes along; returns how many copies."""
    return forwarding.send_again(desk, digest) or outbox.send_again(desk, digest)


def outgoing(desk: Desk) -> list[Outgoing]:
    """Everything on its way, oldest first."""
    names = _names(desk)
    silent = {(row.digest, row.org, row.person): silence.told(row) for row in silence.silent(desk)}
    found = ((_outgoing(desk, names, row), row) for row in outbox.waiting(desk))
    return [replace(one, silence=silent.get((row.digest, row.org, row.person), "")) for one, row in found]


def line(desk: Desk) -> Line:
    """How many wait, counted from the outbox alone."""
    rows = outbox.waiting(desk)
    handed_over = sum(1 for row in rows if row.state == "handed_over")
    return Line(len(rows) - handed_over, handed_over, frozenset(row.trouble for row in rows if row.trouble))


def _outgoing(desk: Desk, names: dict[tuple[str, str], str], row: outbox.Waiting) -> Outgoing:
    document = desk.store.get(index.DOCUMENTS, row.digest) or {}
    thread = desk.store.get(index.THREADS, document.get("thread", "")) or {}
    handed = standing_handovers.of(desk.store, row.digest) or {}
    org = names.get((row.org, ""), row.org)
    person = names.get((row.org, row.person), row.person) if row.person else ""
    return Outgoing(
        digest=row.digest, kind=KINDS.get(document.get("kind", ""), ""),
        citizen=str(thread.get("citizen") or handed.get("citizen") or ""),
        to=f"{person}, {org}" if person else org, state=row.state, attempts=row.attempts, next_try=row.next_try,
        trouble=row.trouble, since=row.since,
    )  # fmt: skip


def _names(desk: Desk) -> dict[tuple[str, str], str]:
    """Names by organisation and person; the organisation itself under an empty person."""
    found: dict[tuple[str, str], str] = {}
    for org in desk.trust.organisations():
        directory = desk.trust.organisation(org)
        if directory is not None:
            found[org, ""] = directory.name
            found |= {(org, member.person): member.name for member in directory.members}
    return found
