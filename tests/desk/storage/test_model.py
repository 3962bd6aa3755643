"""Random operations on a store, beside plain dictionaries that do the same."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from orderdesk.desk.storage.tables import Store
from orderdesk.signing.vault import RecordCipher

CIPHER = RecordCipher(bytes(range(32)))

tables = st.sampled_from(["index", "udkast", "kontakter"])
keys = st.sampled_from(["a", "b", "æ", "sha256-1", "", "0"])
rows = st.dictionaries(
    st.sampled_from(["titel", "trin", "mål"]),
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8) | st.lists(st.integers(0, 9)),
    max_size=3,
)
changes = st.one_of(
    st.tuples(st.just("put"), tables, keys, rows),
    st.tuples(st.just("delete"), tables, keys),
    st.tuples(st.just("upsert"), tables, keys, rows),
    st.tuples(st.just("update"), tables, rows),
    st.tuples(st.just("remove"), tables, keys),
    st.tuples(st.just("truncate"), tables),
)
steps = st.one_of(
    changes,
    st.tuples(st.just("transaction"), st.lists(changes, max_size=4), st.booleans()),
    st.tuples(st.just("nested"), st.lists(changes, max_size=3), st.lists(changes, max_size=3)),
    st.tuples(st.sampled_from(["reopen", "other", "compact", "drop"])),
)

Model = dict[str, dict[str, dict[str, Any]]]


def change(store: Store, model: Model, step: Any) -> None:
    kind, table, *rest = step
    held = model.setdefault(table, {})
    if kind == "put":
        store.put(table, rest[0], rest[1])
        held[rest[0]] = dict(rest[1])
    elif kind == "delete":
        assert store.delete(table, rest[0]) == (held.pop(rest[0], None) is not None)
    elif kind == "upsert":
        store.table(table).upsert({**rest[1], "_key": rest[0]}, where("_key") == rest[0])
        held.setdefault(rest[0], {}).update(rest[1])
    elif kind == "update":
        store.table(table).update(rest[0], where("trin").exists())
        for row in held.values():
            if "trin" in row:
                row.update(rest[0])
    elif kind == "remove":
        store.table(table).remove(where("_key") == rest[0])
        held.pop(rest[0], None)
    else:
        store.table(table).truncate()
        held.clear()


def copied(model: Model) -> Model:
    return {table: {key: dict(row) for key, row in held.items()} for table, held in model.items()}


class Desk:
    """Two programs on one folder, taking turns, and the model of what both should see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.one, self.other = Store.open(folder, CIPHER), Store.open(folder, CIPHER)
        self.model: Model = {}

    def take(self, step: Any) -> None:
        match step:
            case ("transaction", parts, fails):
                self.transaction(parts, fails)
            case ("nested", first, second):
                with self.one.transaction():
                    for part in first:
                        change(self.one, self.model, part)
                    self.transaction(second, fails=True)
                    check(self.one, self.model)
            case ("reopen",):
                self.one.close()
                self.one = Store.open(self.folder, CIPHER)
            case ("other",):
                self.one, self.other = self.other, self.one
                self.one.refresh()
            case ("compact",):
                self.one.compact()
            case ("drop",):
                self.one.db.drop_table("index")
                self.model.pop("index", None)
            case _:
                change(self.one, self.model, step)

    def transaction(self, parts: Any, fails: bool) -> None:
        wanted = copied(self.model)
        try:
            with self.one.transaction():
                for part in parts:
                    change(self.one, wanted, part)
                    check(self.one, wanted)
                if fails:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            return
        self.model = wanted


def check(store: Store, model: Model) -> None:
    for table, held in model.items():
        assert list(store.rows(table)) == list(held.items())
        assert store.count(table) == len(held) == len(store.table(table))
        assert store.table(table).all() == [{**row, "_key": key} for key, row in held.items()]
        for key in ("a", "æ", ""):
            assert store.get(table, key) == held.get(key)
    assert store.db.tables() == {table for table, held in model.items() if held}


@settings(max_examples=120, deadline=None)
@given(st.lists(steps, max_size=14))
def test_a_store_is_what_dictionaries_would_be(plan: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for step in plan:
            desk.take(step)
            check(desk.one, desk.model)
        desk.other.refresh()
        check(desk.other, desk.model)
        check(Store.open(Path(folder), CIPHER), desk.model)
