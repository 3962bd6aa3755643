"""The desk's tables: what lists and Today show, drafts, outbox, contacts, case files, settings.

A row is a JSON object under a key that the caller chooses. The key stands in the row as `_key` (so that queries can ask
for it) and in a map in memory (so that `get` and `put` do not search). Rows that TinyDB's own `insert` adds without
`_key` belong to their TinyDB table and are not seen by `get`, `rows` and `count` here.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from orderdesk.desk.storage.cipher import Cipher
from orderdesk.desk.storage.journal import Journal
from orderdesk.desk.storage.ledger import Ledger
from orderdesk.desk.storage.queries import DeskTables
from orderdesk.desk.storage.rows import KEY, Row, pack, unpack
from orderdesk.errors import NotPossible
from orderdesk.locale import _


class Store:
    """The tables in a folder. For any number of threads, and beside other programs on the same folder.

    Reading is from memory and never waits. A change is on the disk when its call, or the transaction it is in, returns.
    """

    def __init__(self, journal: Journal) -> None:
        """Use `Store.open`."""
        self._journal = journal
        self._open: Ledger | None = Ledger(journal)
        self._db = DeskTables(self._open)

    @classmethod
    def open(cls, folder: Path, cipher: Cipher, *, lock_timeout: float = 10.0, create: bool = True) -> "Store":
        """The store in `folder`, made when there is none (`create=False`: DeskUnavailable then).

        `lock_timeout` is how many seconds a change waits for another program. Raises DeskUnavailable: missing, locked,
        read-only, full, damaged, or written under another key.
        """
        return cls(Journal(folder, cipher, lock_timeout=lock_timeout, create=create))

    @property
    def torn(self) -> bool:
        """Whether an unfinished write of a crashed program was found and set aside as `journal.torn-<n>`."""
        return self._journal.torn > 0

    @property
    def db(self) -> TinyDB:
        """The tables as a TinyDB."""
        return self._db

    def table(self, name: str) -> Table:
        """One table as TinyDB has it, for its queries. Rows it returns are the caller's own copies."""
        return self._db.table(name)

    def transaction(self) -> AbstractContextManager[None]:
        """All changes in the block are one record: all or nothing, on the disk when the block has ended.

        At entry the lock is taken and other programs' changes are read. When the block raises, nothing has changed; a
        transaction inside a transaction undoes its own part and leaves the rest. Other threads see the changes at the
        end. Keep it short: other programs wait. Raises DeskUnavailable.
        """
        return self._ledger.returning()

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this once the open transaction is on the disk, while others still wait for the lock; never where it (or
        the part of it that says so) is undone. `action` changes no tables and raises nothing."""
        self._ledger.after_commit(action)

    def get(self, table: str, key: str) -> Row | None:
        """The row, a copy, without `_key`; None when there is none."""
        number = self._ledger.number_of(table, key)
        data = None if number is None else self._ledger.rows(table).get(number)
        return None if data is None else _shown(data)

    def put(self, table: str, key: str, row: Mapping[str, Any]) -> None:
        """Set the whole row. Nothing is written when it is what stands there.

        Raises DeskUnavailable; TypeError for what JSON has no word for.
        """
        data = pack({**row, KEY: key})
        with self._ledger.changing():
            number = self._ledger.number_of(table, key)
            if number is None:
                number = self._ledger.next_number(table)
            self._ledger.set_rows([(table, number, data)])

    def delete(self, table: str, key: str) -> bool:
        """Remove the row; whether there was one. Raises DeskUnavailable."""
        with self._ledger.changing():
            number = self._ledger.number_of(table, key)
            if number is None:
                return False
            self._ledger.set_rows([(table, number, None)])
            return True

    def rows(self, table: str) -> Iterator[tuple[str, Row]]:
        """Key and row of all rows as they are at the call, in the order they came. Copies, without `_key`."""
        found = (unpack(data) for data in self._ledger.rows(table).copy().values())
        return ((key, row) for row in found if isinstance(key := row.pop(KEY, None), str))

    def count(self, table: str) -> int:
        """How many rows with a key the table has."""
        return self._ledger.keyed(table)

    def refresh(self, *, wait: bool = True) -> bool:
        """Read what other programs have written; True when there was anything since the last call.

        Costs one stat (10 us) when there is nothing. A screen's timer says `wait=False`: while somebody is writing it
        returns at once and the news come with the next call. Raises DeskUnavailable when waiting was in vain.
        """
        return self._ledger.refresh(wait)

    def compact(self) -> None:
        """Write the journal anew without what was changed or removed since; happens by itself when half is garbage."""
        self._ledger.compact()

    def close(self) -> None:
        """Nothing is pending outside a transaction; from now on every use says that the store is closed."""
        self._open = None

    @property
    def _ledger(self) -> Ledger:
        if self._open is None:
            raise NotPossible(_("The desk is closed."))
        return self._open


def _shown(data: bytes) -> Row:
    row = unpack(data)
    row.pop(KEY, None)
    return row
