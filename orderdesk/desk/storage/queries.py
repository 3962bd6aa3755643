"""TinyDB on the ledger: real tables and queries, but a write costs what it changes and is one record in the journal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Table

from orderdesk.desk.storage.ledger import Ledger
from orderdesk.desk.storage.rows import Change
from orderdesk.desk.storage.views import RowsInChange, RowsView

Fields = Mapping[str, Any] | Callable[[Any], None]


class LedgerStorage(Storage):
    """What TinyDB takes for a file: reading is a view, writing stores the differences in one transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables, each a read-only mapping from row number as text to row."""
        return {name: RowsView(self.ledger.rows(name)) for name in self.ledger.names()}  # type: ignore[misc]

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables what `data` says. TinyDB calls this when it drops tables; rows go through LedgerTable."""
        with self.ledger.changing():
            changes: list[Change] = []
            for name in {*self.ledger.names(), *data}:
                wanted = data.get(name, {})
                if isinstance(wanted, RowsView):
                    continue  # what `read` gave, unchanged
                table = RowsInChange(self.ledger.rows(name))
                table.clear()
                table.update({int(number): dict(row) for number, row in wanted.items()})
                changes += table.changes(name)
            self.ledger.set_rows(changes)


class LedgerTable(Table):
    """A TinyDB table. Each call that writes is a transaction, or part of the one that is open in this thread."""

    # A cached answer would not notice what another program has written.
    default_query_cache_capacity = 0
    _storage: LedgerStorage

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:  # noqa: ARG002
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    def insert(self, document: Mapping[str, Any]) -> int:
        """See tinydb.Table.insert."""
        with self._storage.ledger.changing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """See tinydb.Table.insert_multiple; all of them or none."""
        with self._storage.ledger.changing():
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """See tinydb.Table.upsert."""
        with self._storage.ledger.changing():
            return super().upsert(document, cond)

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """See tinydb.Table.update. The condition is asked first, so that only the rows it names are held as changed."""
        with self._storage.ledger.changing():
            return super().update(fields, None, self._numbers(cond, doc_ids))

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """See tinydb.Table.remove."""
        with self._storage.ledger.changing():
            return super().remove(None, self._numbers(cond, doc_ids))

    def _numbers(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> Iterable[int] | None:
        if doc_ids is not None or cond is None:
            return doc_ids
        return [int(number) for number, row in self._read_table().items() if cond(row)]

    def _get_next_id(self) -> int:
        return self._storage.ledger.next_number(self.name)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return RowsView(self._storage.ledger.rows(self.name))  # type: ignore[return-value]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        ledger = self._storage.ledger
        with ledger.changing():
            table = RowsInChange(ledger.rows(self.name))
            updater(table)  # type: ignore[arg-type]
            ledger.set_rows(table.changes(self.name))


class DeskTables(TinyDB):
    """TinyDB as the desk has it."""

    table_class = LedgerTable

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, storage=LedgerStorage)
