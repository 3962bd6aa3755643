"""One order as its reader sees it: the version in force, what happened so far, what may be done now."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import asking_again, outbox
from orderdesk.desk.mail.hole_reading import Missing, missing_in
from orderdesk.desk.ordering.comparison import FieldChange, changes
from orderdesk.documents.entry import Entry
from orderdesk.documents.parties import REFUSALS
from orderdesk.documents.thread import Possible, Thread
from orderdesk.errors import NotPossible

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a document is on its way to one person. `state` is received, refused, handed_over or waiting; `when` an
    instant (empty while it waits); `trouble` a sentence where handing over failed."""

    to: str
    state: str
    when: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One document of the thread. `sub` is its own kind ("accept", "monthly"); `standing` is "refused" for one that
    was genuine but not possible in the state it met (`reason` is the sentence, an English msgid), "superseded" for an
    earlier version, else empty."""

    digest: str
    kind: str
    sub: str
    issued: str
    received: str
    who: str
    org: str
    mine: bool
    version: int
    standing: str
    body: Body
    deliveries: tuple[Delivery, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the order, and how it differs from the one before."""

    number: int
    digest: str
    issued: str
    who: str
    differs: tuple[FieldChange, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OrderReading:
    """Everything the order's screen shows. `question`, `decline` and `acceptance` are the replies that stand now;
    `missing` are the documents that others build on and that have not come."""

    thread: str
    state: str
    since: str
    version: int
    body: Body
    possible: tuple[Possible, ...]
    happenings: tuple[Happening, ...]
    versions: tuple[Version, ...]
    question: Happening | None
    decline: Happening | None
    acceptance: Happening | None
    upheld: bool
    missing: tuple[Missing, ...]

    def refusal(self, action: str) -> str:
        """Why `action` is not possible now (English msgid); empty when it is, and for what the other side does."""
        found = next((possible for possible in self.possible if possible.action == action), None)
        return found.why_not if found is not None else ""

    def offers(self, action: str) -> bool:
        """Whether `action` belongs to this side of the order at all."""
        return any(possible.action == action for possible in self.possible)


def read_order(desk: Desk, thread: str) -> OrderReading:
    """Read the order of `thread` with all that has happened to it. Raises NotFound where this desk does not hold it.
    It opens each document of the thread: not for a screen's own thread."""
    folded = index.thread_of(desk, thread)
    order = index.document(desk, folded.order)
    happenings = _happenings(desk, thread, folded)
    by_digest = {happening.digest: happening for happening in happenings}
    return OrderReading(
        thread=thread, state=folded.state, since=folded.since, version=folded.version, body=order["body"],
        possible=tuple(folded.possible(desk.actor)), happenings=happenings, versions=_versions(by_digest, folded),
        question=by_digest.get(folded.question), decline=by_digest.get(folded.decline),
        acceptance=by_digest.get(folded.accepted), upheld=folded.upheld, missing=tuple(missing_in(desk, thread)),
    )  # fmt: skip


def send_again(desk: Desk, thread: str) -> int:
    """Put what this desk sent in the thread, and nobody has acknowledged, in line once more; how many copies."""
    on_the_way = {row.digest for row in outbox.waiting(desk)}
    own = [entry.digest for entry in index.entries_of(desk, thread) if entry.digest in on_the_way]
    return sum(outbox.send_again(desk, digest) for digest in own)


def ask_again(desk: Desk, thread: str) -> int:
    """Ask now for what is missing in the thread; for how many documents somebody was asked."""
    asked = 0
    for one in missing_in(desk, thread):
        with suppress(NotPossible):
            asking_again.ask_now(desk, one.digest)
            asked += 1
    return asked


def version_in_force(desk: Desk, thread: str) -> Body:
    """The body of the version in force, which an amendment is held against. Raises NotFound."""
    folded = index.thread_of(desk, thread)
    return index.body(desk, folded.order)


def name_of(desk: Desk, org: str, person: str) -> str:
    """A person's name by the directory; the id where no directory says."""
    member = desk.trust.member(org, person)
    return member.name if member is not None else person


def _happenings(desk: Desk, thread: str, folded: Thread) -> tuple[Happening, ...]:
    refused = {refusal.entry.digest: REFUSALS[refusal.check][0] for refusal in folded.refused}
    old = {digest for digest, report in folded.reports.items() if report.state == "superseded"} | set(folded.earlier)
    rows = [(entry, desk.store.get(index.DOCUMENTS, entry.digest)) for entry in index.entries_of(desk, thread)]
    receipts = [(entry, row) for entry, row in rows if entry.kind == "receipt" and row is not None]
    found = []
    for entry, row in sorted(rows, key=lambda item: item[0].place):
        if entry.kind == "receipt" or row is None:
            continue
        standing = "refused" if entry.digest in refused else "superseded" if entry.digest in old else ""
        found.append(
            Happening(
                digest=entry.digest,
                kind=entry.kind,
                sub=entry.sub,
                issued=entry.issued,
                received=row["received"],
                who=name_of(desk, row["org"], row["person"]),
                org=row["org"],
                mine=bool(row["out"]),
                version=entry.version,
                standing=standing,
                reason=refused.get(entry.digest, ""),
                body=index.body(desk, entry.digest),
                deliveries=_deliveries(desk, entry.digest, receipts) if row["out"] else (),
            )
        )
    return tuple(found)


def _deliveries(desk: Desk, digest: str, receipts: Sequence[tuple[Entry, Mapping[str, Any]]]) -> tuple[Delivery, ...]:
    found = [
        Delivery(name_of(desk, row["org"], row["person"]), "received" if entry.sub == "ok" else "refused", entry.issued)
        for entry, row in receipts
        if entry.about == digest and entry.sub != "transient"
    ]
    for row in outbox.waiting(desk):
        if row.digest == digest:
            to = name_of(desk, row.org, row.person) if row.person else row.org
            found.append(Delivery(to, row.state, "", row.trouble))
    return tuple(found)


def _versions(by_digest: Mapping[str, Happening], folded: Thread) -> tuple[Version, ...]:
    """The versions, the latest first. One that this desk does not hold is left out."""
    held = [by_digest[digest] for digest in (*folded.earlier, folded.order) if digest in by_digest]
    versions: list[Version] = []
    before: Body | None = None
    for happening in held:
        differs = changes(before, happening.body) if before is not None else []
        reasons = {change["path"]: change["reason"] for change in happening.body.get("changes", [])}
        versions.append(
            Version(happening.version, happening.digest, happening.issued, happening.who, tuple(differs), reasons)
        )
        before = happening.body
    return tuple(reversed(versions))
