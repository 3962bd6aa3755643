"""The handovers that this desk's owner has given or received: rows of their own, beside the index of the orders.

A handover and its receipt are in no thread of the index, so that no list, no count and no fold of an order meets them.
The tables follow from the documents: entering them in any order, or anew, gives the same rows, but for receipts, which
are entered after what they are about.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from orderdesk.desk.storage.tables import Store

HANDOVERS = "handovers"
HANDED = "handed_documents"
THREADS = "handover_threads"
Row = dict[str, Any]


def is_of_one(store: Store, row: Mapping[str, Any]) -> bool:
    """Whether an index row is that of a handover, or of a receipt in a handover's thread."""
    return row["kind"] == "handover" or (row["kind"] == "receipt" and store.get(THREADS, row["thread"]) is not None)


def enter(store: Store, digest: str, value: Mapping[str, Any], *, outgoing: bool) -> None:
    """Take in a handover, or a receipt for one (parsed JSON). `outgoing` where the desk's owner issued it."""
    known = store.get(THREADS, value["thread"]) or {"handovers": [], "receipts": {}}
    if value["type"] == "orderdesk.receipt.v1":
        if outgoing:
            receipts = {**known["receipts"], value["body"]["document"]: digest}
            store.put(THREADS, value["thread"], {**known, "receipts": receipts})
        return
    row = _row(value, outgoing=outgoing)
    store.put(HANDOVERS, digest, row)
    store.put(THREADS, value["thread"], {**known, "handovers": sorted({*known["handovers"], digest})})
    for document in row["documents"]:
        named = (store.get(HANDED, document) or {"handovers": []})["handovers"]
        store.put(HANDED, document, {"handovers": sorted({*named, digest})})


def _row(value: Mapping[str, Any], *, outgoing: bool) -> Row:
    body = value["body"]
    return {
        "thread": value["thread"], "seq": value["seq"], "issued": value["issued"], "out": outgoing,
        "person": value["from"]["person"], "to_person": body["to_person"], "order_thread": body["order_thread"],
        "citizen": body["citizen"], "since": body["since"], "until": body.get("until") or "",
        "documents": list(body["documents"]),
    }  # fmt: skip


def of(store: Store, digest: str) -> Row | None:
    """One handover."""
    return store.get(HANDOVERS, digest)


def all_of_them(store: Store) -> Iterator[tuple[str, Row]]:
    """Every handover with its digest."""
    return store.rows(HANDOVERS)


def naming(store: Store, document: str) -> list[tuple[str, Row]]:
    """The handovers that name a document."""
    named = (store.get(HANDED, document) or {"handovers": []})["handovers"]
    return [(digest, row) for digest in named if (row := store.get(HANDOVERS, digest)) is not None]


def in_thread(store: Store, thread: str) -> list[tuple[str, Row]]:
    """The first handover of a thread and those that name what came later, in that order."""
    known = (store.get(THREADS, thread) or {"handovers": []})["handovers"]
    rows = [(digest, row) for digest in known if (row := store.get(HANDOVERS, digest)) is not None]
    return sorted(rows, key=lambda item: (item[1]["seq"], item[1]["issued"], item[0]))


def receipt_given(store: Store, thread: str, digest: str) -> str:
    """The receipt that this desk has issued for a handover; "" for none."""
    return str((store.get(THREADS, thread) or {"receipts": {}})["receipts"].get(digest, ""))


def forget(store: Store) -> None:
    """Empty the tables, for them to be made anew."""
    for table in (HANDOVERS, HANDED, THREADS):
        for key in [key for key, _row in store.rows(table)]:
            store.delete(table, key)
