"""Changes to the desk's tables, all or nothing: gathered by one thread, written as one record, then seen."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from orderdesk.desk.storage.journal import Journal
from orderdesk.desk.storage.rows import Change, Tables, key_of, record, unpack
from orderdesk.desk.storage.views import Overlay
from orderdesk.errors import DeskUnavailable

_SPARE = 1 << 20  # bytes of garbage that are never worth a compaction: they cost an opening 10 ms


class _Pending:
    """The changes of the open transaction, by table: rows by number (None: removed) and numbers by key (None: free)."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, bytes | None]] = {}
        self.numbers: dict[str, dict[str, int | None]] = {}
        self.afterwards: list[Callable[[], None]] = []

    def copy(self) -> "_Pending":
        """The same, to return to."""
        other = _Pending()
        other.rows = {table: dict(rows) for table, rows in self.rows.items()}
        other.numbers = {table: dict(numbers) for table, numbers in self.numbers.items()}
        other.afterwards = list(self.afterwards)
        return other

    def changes(self) -> list[Change]:
        """What has to be written."""
        return [(table, number, data) for table, rows in self.rows.items() for number, data in rows.items()]


class Ledger:
    """The tables in memory and the journal behind them.

    Reading never waits for the disk: other threads see a transaction's rows once it is written.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._tables = Tables()
        self._pending = _Pending()
        self._owner: int | None = None
        self._restarts = 0
        self._news = False
        self._compact_above = 0
        with journal.held():
            self._catch_up()
        self._news = False

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction, or a part of the one that this thread has open.

        Raises DeskUnavailable when the desk is locked for too long or the record cannot be written; then, as when the
        block raises, nothing has changed.
        """
        if self._owner == threading.get_ident():
            yield
            return
        with self._journal.held():
            self._catch_up()
            self._owner = threading.get_ident()
            try:
                yield
                self._commit()
                afterwards = self._pending.afterwards
            finally:
                self._owner = None
                self._pending = _Pending()
            for action in afterwards:
                action()
            self._compact_if_worth_it()

    @contextmanager
    def returning(self) -> Iterator[None]:
        """Like `changing`; inside an open transaction an error in the block undoes the block's own changes alone."""
        outer = self._pending.copy() if self._owner == threading.get_ident() else None
        with self.changing():
            try:
                yield
            except BaseException:
                if outer is not None:
                    self._pending = outer
                raise

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do this once the open transaction's record is on the disk, still under the lock; never where it is undone.
        `action` changes no tables and raises nothing. Inside a transaction only."""
        if self._owner != threading.get_ident():
            raise RuntimeError("There is no transaction to wait for")
        self._pending.afterwards.append(action)

    def rows(self, table: str) -> dict[int, bytes] | Overlay:
        """The rows of a table as this thread sees them. The dictionary is ours: for reading only."""
        held = self._tables.tables.get(table)
        rows = held.rows if held else {}
        pending = self._pending_rows(table)
        return Overlay(rows, pending) if pending else rows

    def number_of(self, table: str, key: str) -> int | None:
        """The number of the row with this key."""
        if self._owner == threading.get_ident():
            numbers = self._pending.numbers.get(table, {})
            if key in numbers:
                return numbers[key]
        held = self._tables.tables.get(table)
        return held.numbers.get(key) if held else None

    def keyed(self, table: str) -> int:
        """How many rows have a key."""
        held = self._tables.tables.get(table)
        count = len(held.numbers) if held else 0
        if self._owner == threading.get_ident():
            before = held.numbers if held else {}
            for key, number in self._pending.numbers.get(table, {}).items():
                count += (number is not None) - (key in before)
        return count

    def names(self) -> list[str]:
        """The tables that have rows."""
        names = list(self._tables.tables)
        if self._owner == threading.get_ident():
            names += [name for name in self._pending.rows if name not in names]
        return [name for name in names if len(self.rows(name))]

    def next_number(self, table: str) -> int:
        """A number that no row of the table has had since the desk was opened. Inside a transaction only."""
        held = self._tables.of(table)
        number = held.next_number
        held.next_number += 1
        return number

    def set_rows(self, changes: Sequence[Change]) -> None:
        """Add changes to the open transaction. Raises ValueError, and adds none, when two rows would have one key."""
        keys = [None if data is None else key_of(unpack(data)) for _, _, data in changes]
        self._refuse_doubled_keys(changes, keys)
        for (table, number, data), key in zip(changes, keys, strict=True):
            numbers = self._pending.numbers.setdefault(table, {})
            old = self.rows(table).get(number)
            old_key = None if old is None else key_of(unpack(old))
            if old_key is not None and old_key != key and self.number_of(table, old_key) == number:
                numbers[old_key] = None
            if key is not None:
                numbers[key] = number
            self._pending.rows.setdefault(table, {})[number] = data

    def refresh(self, wait: bool) -> bool:
        """Read what other programs have written; whether there was anything since the last call of `refresh`."""
        if self._journal.has_news() and self._owner != threading.get_ident():
            try:
                with self._journal.held(None if wait else 0):
                    self._catch_up()
            except DeskUnavailable:
                # Somebody is writing at this moment, or the folder is gone: whoever does not wait asks again soon.
                if wait:
                    raise
        news, self._news = self._news, False
        return news

    def compact(self) -> None:
        """Write the journal anew with the live rows alone. Raises DeskUnavailable; then the old one still stands."""
        with self._journal.held():
            self._catch_up()
            self._journal.rewrite(self._tables.snapshot())

    def _pending_rows(self, table: str) -> dict[int, bytes | None] | None:
        return self._pending.rows.get(table) if self._owner == threading.get_ident() else None

    def _catch_up(self) -> None:
        if not self._journal.has_news():
            return
        begun, fresh = self._restarts, self._tables
        try:
            for payload in self._journal.read_new():
                self._news = True
                if self._journal.restarts != begun:
                    begun, fresh = self._journal.restarts, Tables()
                fresh.replay(payload)
        except BaseException:
            self._journal.start_over()
            raise
        if self._journal.restarts != begun:  # begun again, and there was no record
            fresh = Tables()
        self._restarts, self._tables = self._journal.restarts, fresh

    def _commit(self) -> None:
        changes = [change for change in self._pending.changes() if self._is_change(change)]
        if not changes:
            return
        self._journal.append(record(changes))
        self._tables.apply(changes)

    def _is_change(self, change: Change) -> bool:
        table, number, data = change
        return self._tables.of(table).rows.get(number) != data

    def _compact_if_worth_it(self) -> None:
        size = self._journal.size
        if size > max(2 * self._tables.live + _SPARE, self._compact_above):
            # The transaction is written already; that the disk has no room for a second file must not undo it.
            self._compact_above = size + _SPARE
            with suppress(DeskUnavailable):
                self._journal.rewrite(self._tables.snapshot())
                self._compact_above = 0

    def _refuse_doubled_keys(self, changes: Sequence[Change], keys: Sequence[str | None]) -> None:
        given_up = {(table, number) for table, number, _ in changes}
        taken: set[tuple[str, str]] = set()
        for (table, number, _data), key in zip(changes, keys, strict=True):
            if key is None:
                continue
            owner = self.number_of(table, key)
            if (table, key) in taken or (owner not in (None, number) and (table, owner) not in given_up):
                raise ValueError(f"Two rows of table {table} would have the same key")
            taken.add((table, key))
