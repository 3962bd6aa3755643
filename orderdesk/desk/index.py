"""The index: one small row per document and one per thread, so that lists and Today never open the archive. Notes to
colleagues have no thread here (see `standing_notes`).

All of it follows from the documents and can be rebuilt from them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.particulars import particulars
from orderdesk.desk.people import responsible, standing_handovers, standing_notes
from orderdesk.desk.reporting.course_facts import course_facts
from orderdesk.documents.entry import Entry
from orderdesk.documents.fold import fold
from orderdesk.documents.parties import thread_id
from orderdesk.documents.registry import kind_of
from orderdesk.documents.thread import Thread
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.locale import _
from orderdesk.signing.parsing import parse

Row = dict[str, Any]

DOCUMENTS = "documents"
THREADS = "threads"


def row_of(value: Mapping[str, Any], received: str, *, outgoing: bool) -> Row:
    """The index row of a document (its parsed JSON). `received` is the instant it came to this desk."""
    kind = kind_of(value["type"])
    body = value["body"]
    return {
        "kind": kind,
        "thread": value["thread"],
        "seq": value["seq"],
        "prev": value["prev"],
        "issued": value["issued"],
        "org": value["from"]["org"],
        "person": value["from"]["person"],
        "received": received,
        "out": outgoing,
        **particulars(kind, body),
        **({"opens": value["thread"] == thread_id(value["from"]["org"], value["id"])} if kind == "order" else {}),
    }


def entry_of(digest: str, row: Mapping[str, Any]) -> Entry:
    """What the fold needs of an index row."""
    return Entry(
        digest=digest,
        kind=row["kind"],
        sub=row["sub"],
        seq=row["seq"],
        issued=row["issued"],
        about=row["about"],
        version=row.get("version", 0),
        start=row.get("start", ""),
        end=row.get("end", ""),
        outcome=row.get("outcome", ""),
        prev=tuple(row["prev"]),
        org=row["org"],
        provider=row.get("provider", ""),
        order=row.get("order", ""),
        opens=row.get("opens", False),
        answer_by=row.get("answer_by", ""),
        attended=row.get("attended", False),
    )


def entries_of(desk: Desk, thread: str) -> list[Entry]:
    """The thread's documents on this desk, in no particular order."""
    row = desk.store.get(THREADS, thread)
    found = ((digest, desk.store.get(DOCUMENTS, digest)) for digest in (row or {}).get("documents", []))
    return [entry_of(digest, entry) for digest, entry in found if entry is not None]


def thread_of(desk: Desk, thread: str) -> Thread:
    """The thread, folded as of today."""
    return fold(entries_of(desk, thread), desk.today())


def document(desk: Desk, digest: str) -> dict[str, Any]:
    """The document with that digest, as parsed JSON. Raises NotFound where this desk does not hold it."""
    if desk.store.get(DOCUMENTS, digest) is None:
        raise NotFound(
            _("This desk holds no such document."), _("`orderdesk order list` and `report list` show what it has.")
        )
    return parse(_stored(desk, digest)).value


def _stored(desk: Desk, digest: str) -> bytes:
    """The bytes of a document that the index lists. Raises DeskUnavailable where its file is damaged or missing."""
    try:
        return desk.archive.get(digest)
    except NotFound:
        raise DeskUnavailable(
            _("The stored file of document {digest} is missing.").format(digest=digest[:19]),
            _("Ask the sender for it again, restore a backup, or run `orderdesk doctor`."),
        ) from None


def body(desk: Desk, digest: str) -> dict[str, Any]:
    """The body of the document with that digest."""
    content: dict[str, Any] = document(desk, digest)["body"]
    return content


def enter(desk: Desk, digest: str, value: Mapping[str, Any], *, outgoing: bool) -> None:
    """Put a document's rows into the index. Call it within a transaction, after the archive holds the document."""
    row = row_of(value, desk.instant(), outgoing=outgoing)
    desk.store.put(DOCUMENTS, digest, row)
    if row["kind"] == "directory" or (outgoing and row["sub"] == "fatal"):
        return  # what this desk did not take is not of the thread, nor is the word to its sender
    if row["sub"] == "asks":
        return  # that a desk asks for a document is between two desks, and tells nothing of the order
    if standing_handovers.is_of_one(desk.store, row):
        standing_handovers.enter(desk.store, digest, value, outgoing=outgoing)
        return
    if is_of_a_note(desk, row):
        if row["kind"] == "note":
            standing_notes.enter(desk.store, desk.settings.org, digest, value)
        return
    thread = value["thread"]
    known = desk.store.get(THREADS, thread) or {"documents": []}
    documents = known["documents"] if digest in known["documents"] else [*known["documents"], digest]
    rows = {d: r for d in documents if (r := desk.store.get(DOCUMENTS, d)) is not None}
    entries = [entry_of(d, r) for d, r in rows.items()]
    folded = _thread_row(desk, known, rows, fold(entries), lambda name: value if name == digest else _held(desk, name))
    desk.store.put(THREADS, thread, {**folded, "turned_away": turned_away(entries, desk.settings.org)})


def is_of_a_note(desk: Desk, row: Row) -> bool:
    """Whether an index row is that of a note to colleagues, or of a receipt for one."""
    about = desk.store.get(DOCUMENTS, row["about"]) if row["kind"] == "receipt" else row
    return about is not None and about["kind"] == "note"


def receipts_given(desk: Desk, digest: str, value: Mapping[str, Any]) -> list[str]:
    """The receipts that this desk issued for the document `value`. For a note, which has no thread here, it looks
    through all rows."""
    rows: Iterable[tuple[str, Row | None]] = desk.store.rows(DOCUMENTS)
    if kind_of(value["type"]) != "note":
        thread = desk.store.get(THREADS, value["thread"]) or {"documents": []}
        rows = ((name, desk.store.get(DOCUMENTS, name)) for name in thread["documents"])
    given = ("receipt", digest, desk.settings.org)
    return [name for name, row in rows if row and (row["kind"], row["about"], row["org"]) == given]


def turned_away(entries: Iterable[Entry], org: str) -> list[list[str]]:
    """What this organisation sent in a thread and the reader's desk did not take: (kind, since when). An order has a
    state of its own for that. A later document of the kind that was taken settles the matter."""
    known = {entry.digest: entry for entry in entries}
    taken = [known[entry.about] for entry in known.values() if entry.sub == "ok" and entry.about in known]
    found = []
    for receipt in sorted(known.values(), key=lambda entry: entry.place):
        sent = known.get(receipt.about)
        if receipt.kind != "receipt" or receipt.sub not in ("fatal", "aside") or sent is None:
            continue
        if sent.kind == "order" and receipt.sub == "fatal":
            continue
        settled = any(other.kind == sent.kind and other.org == org and other.seq >= sent.seq for other in taken)
        if sent.org == org and not settled:
            found.append([sent.kind, receipt.issued])
    return found


def _thread_row(desk: Desk, known: Row, rows: Mapping[str, Row], thread: Thread, held: responsible.Held) -> Row:
    """What lists and Today show of a thread, without the clock's own steps. `rows` are those of its documents."""
    facts = {key: known[key] for key in _FACTS if key in known}
    # Only what is new is opened: a stored file that has been damaged since must not stop what comes after it.
    if thread.order and thread.order != known.get("order"):
        facts |= _order_facts(desk, held(thread.order))
    who = responsible.chains(thread, known, held)
    if consultant := responsible.consultant(who):
        facts |= {"consultant": consultant["name"], "consultant_id": consultant["person"]}
    return {
        **facts,
        **who,
        **course_facts(thread, rows, known, held),
        "documents": list(rows),
        "state": thread.state,
        "since": thread.since,
        "order": thread.order,
        "accepted": thread.accepted,
        "version": thread.version,
        "start": thread.start,
        "end": thread.end,
        "answer_by": thread.answer_by,
        "upheld": thread.upheld,
        "waived": [list(period) for period in thread.waived],
        "amendment": thread.amendment,
        "refused": [refused.entry.digest for refused in thread.refused],
        "missing": list(thread.missing),
        "touched": desk.instant(),
    }  # fmt: skip


_FACTS = (
    "citizen", "provider", "provider_name", "caseworker", "caseworker_name", "unit", "programme", "purpose",
    "frequency", "first_due", "final_due", "meeting_weeks", "takes_over_from", "consultant", "consultant_id",
    "preferred", "cpr", "wanted",
)  # fmt: skip


def _order_facts(desk: Desk, value: Mapping[str, Any]) -> Row:
    order = value["body"]
    # The CPR number joins orders and case files; only the municipality has these. No list shows it.
    joined = {"cpr": order["citizen"].get("cpr") or "", "wanted": _wanted(value)} if desk.actor == "C" else {}
    return {
        **joined,
        "citizen": order["citizen"]["name"],
        "provider": order["provider"]["org"],
        "provider_name": order["provider"]["name"],
        "preferred": (order["provider"].get("preferred_consultant") or {}).get("name", ""),
        "caseworker": [value["from"]["org"], value["from"]["person"]],
        "caseworker_name": order["placer"]["caseworker"]["name"],
        "unit": order["placer"]["unit"],
        "programme": order["programme"]["type"],
        "purpose": order["purpose"]["text"][:160],
        "frequency": order["reporting"]["frequency"],
        "first_due": order["reporting"]["first_due"],
        "final_due": order["reporting"]["final_due"],
        "meeting_weeks": order["follow_up"]["meeting_weeks"],
        "takes_over_from": _taken_over(order.get("relation") or {}),
    }


def _wanted(value: Mapping[str, Any]) -> list[list[str]]:
    """The documentation that the order asks for because of a rule of the gap checker: (rule, due, asked on)."""
    order = value["body"]
    named = [(str(one["rule"]).split(" ", 1)[0], one) for one in order.get("documentation") or ()]
    last = order["reporting"].get("final_due") or order["course"]["end"]
    return [[rule, one.get("due") or last, value["issued"][:10]] for rule, one in named if "/" in rule]


def _taken_over(relation: Mapping[str, Any]) -> str:
    """The thread of the order that this one continues or replaces; "" for none."""
    return str(relation["thread"]) if relation.get("kind") in ("replaces", "restarts", "follows") else ""


def _held(desk: Desk, digest: str) -> Mapping[str, Any]:
    return parse(desk.archive.get(digest)).value


def rebuild(desk: Desk, digests: Iterable[str]) -> int:
    """Make the index anew from the archive's documents; returns how many there were."""
    count = 0
    with desk.store.transaction():
        earlier = dict(desk.store.rows(DOCUMENTS))
        for key in [key for key, _row in desk.store.rows(THREADS)]:
            desk.store.delete(THREADS, key)
        standing_handovers.forget(desk.store)
        standing_notes.forget(desk.store)
        receipts = []
        for digest in digests:
            value = parse(desk.archive.get(digest)).value
            if kind_of(str(value["type"])) == "receipt":
                receipts.append((digest, value))  # where a receipt belongs, the document that it is about says
            else:
                _enter_again(desk, digest, value, earlier)
            count += 1
        for digest, value in receipts:
            _enter_again(desk, digest, value, earlier)
    return count


def _enter_again(desk: Desk, digest: str, value: Mapping[str, Any], earlier: Mapping[str, Row]) -> None:
    enter(desk, digest, value, outgoing=value["from"] == _me(desk, value))
    if digest in earlier:
        kept = desk.store.get(DOCUMENTS, digest) or {}
        desk.store.put(DOCUMENTS, digest, kept | {"received": earlier[digest]["received"]})


def _me(desk: Desk, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"org": desk.settings.org, "person": desk.settings.person, "role": value["from"]["role"]}
