"""The rows of a table seen three ways: with a transaction's changes over them, as TinyDB reads, as TinyDB writes."""

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping

from orderdesk.desk.storage.rows import Change, Row, pack, unpack

PackedRows = Mapping[int, bytes]


class Overlay(PackedRows):
    """`rows` as they will be once `pending` (None: removed) is written. Costs nothing in proportion to `rows`."""

    def __init__(self, rows: dict[int, bytes], pending: Mapping[int, bytes | None]) -> None:
        self._rows = rows
        self._pending = pending

    def __getitem__(self, number: int) -> bytes:
        if number in self._pending:
            data = self._pending[number]
            if data is None:
                raise KeyError(number)
            return data
        return self._rows[number]

    def __iter__(self) -> Iterator[int]:
        pending = dict(self._pending)
        yield from [number for number in self._rows if pending.get(number, b"") is not None]
        yield from [number for number, data in pending.items() if data is not None and number not in self._rows]

    def __len__(self) -> int:
        added = sum(1 for number, data in self._pending.items() if data is not None and number not in self._rows)
        return len(self._rows) + added - sum(1 for n, data in self._pending.items() if data is None and n in self._rows)

    def copy(self) -> dict[int, bytes]:
        """All of it, fixed at this moment."""
        return {number: self[number] for number in self}


class RowsView(Mapping[str, Row]):
    """A table as TinyDB reads it: numbers as text, each row parsed when it is looked at. Iterating sees one moment."""

    def __init__(self, rows: dict[int, bytes] | Overlay) -> None:
        self._rows = rows

    def __getitem__(self, number: str) -> Row:
        try:
            return unpack(self._rows[int(number)])
        except ValueError:
            raise KeyError(number) from None

    def __iter__(self) -> Iterator[str]:
        return map(str, self._rows.copy())

    def __len__(self) -> int:
        return len(self._rows)

    def items(self) -> ItemsView[str, Row]:
        """Number and row; rows that another thread removes meanwhile are still there."""
        return _Items(RowsView(self._rows.copy()))

    def packed(self) -> dict[int, bytes]:
        """The same, unparsed."""
        return self._rows.copy()


class _Items(ItemsView[str, Row]):
    _mapping: RowsView

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        return ((str(number), unpack(data)) for number, data in self._mapping.packed().items())


class RowsInChange(MutableMapping[int, Row]):
    """A table as TinyDB changes it: parses what is looked at, and afterwards tells which rows are other than before."""

    def __init__(self, rows: PackedRows) -> None:
        self._rows = rows
        self._touched: dict[int, Row | None] = {}
        self._grown = 0

    def __getitem__(self, number: int) -> Row:
        if number not in self._touched:
            self._touched[number] = unpack(self._rows[number])
        row = self._touched[number]
        if row is None:
            raise KeyError(number)
        return row

    def __setitem__(self, number: int, row: Row) -> None:
        self._grown += number not in self
        self._touched[number] = row

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._grown -= 1
        self._touched[number] = None

    def __contains__(self, number: object) -> bool:
        if isinstance(number, int) and number in self._touched:
            return self._touched[number] is not None
        return number in self._rows

    def __iter__(self) -> Iterator[int]:
        yield from [number for number in self._rows if number in self]
        yield from [number for number, row in self._touched.items() if row is not None and number not in self._rows]

    def __len__(self) -> int:
        return len(self._rows) + self._grown

    def clear(self) -> None:
        """Remove every row; in one step, for the inherited one looks for the first row again and again."""
        self._touched = dict.fromkeys(self._rows)
        self._grown = -len(self._rows)

    def changes(self, table: str) -> list[Change]:
        """What has to be written: rows that are new, gone, or not the bytes they were."""
        found: list[Change] = []
        for number, row in self._touched.items():
            data = None if row is None else pack(row)
            if data != self._rows.get(number):
                found.append((table, number, data))
        return found
