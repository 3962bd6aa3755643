"""Of what each colleague wrote about a person, the version that counts: one row by author and person, with its text.

The text stands in the row although the archive holds it too: notes are few and short, and the list of contacts, its
search and the choice of a consultant show and search them all at once. Opening a file for each would cost some 0.3 ms a
note. The table follows from the documents: entering them in any order, or anew, gives the same rows.

Notes and their receipts are in no thread of the index, so that no list of orders, no count and no fold meets them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from orderdesk.desk.storage.tables import Store

NOTES = "colleague_notes"
Row = dict[str, Any]


def enter(store: Store, org: str, digest: str, value: Mapping[str, Any]) -> None:
    """Take in a note (its parsed JSON) by somebody of `org`, the desk's own organisation; it counts unless one with a
    higher (seq, issued, digest) is here. Another organisation's is left out."""
    sender, body = value["from"], value["body"]
    if sender["org"] != org:
        return
    about = body["about"]
    row: Row = {
        "digest": digest, "thread": value["thread"], "seq": value["seq"], "issued": value["issued"],
        "author": sender["person"], "org": about["org"], "person": about.get("person") or "",
        "version": body["version"], "withdrawn": body["kind"] == "withdrawn",
        "good_at": list(body.get("good_at", [])), "text": body.get("text", ""),
    }  # fmt: skip
    key = _key(row["author"], row["org"], row["person"])
    known = store.get(NOTES, key)
    if known is None or _place(known) < _place(row):
        store.put(NOTES, key, row)


def of(store: Store, author: str, org: str, person: str) -> Row | None:
    """What counts of that author's notes about the person (an empty one: the provider as a whole); a withdrawn one
    too."""
    return store.get(NOTES, _key(author, org, person))


def all_of_them(store: Store) -> Iterator[Row]:
    """Every row, withdrawn ones too."""
    return (row for _key_, row in store.rows(NOTES))


def forget(store: Store) -> None:
    """Empty the table, for it to be made anew."""
    for key in [key for key, _row in store.rows(NOTES)]:
        store.delete(NOTES, key)


def _place(row: Mapping[str, Any]) -> tuple[int, str, str]:
    return row["seq"], row["issued"], row["digest"]


def _key(author: str, org: str, person: str) -> str:
    return f"{author}/{org}/{person or '*'}"
