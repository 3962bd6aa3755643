"""Lists that a municipality's own system writes (CSV), as entries of a case file.

The first row names the columns; `table_columns` has them all. A list is read whole or not at all.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from orderdesk.cases.case_file import Fact
from orderdesk.cases.evidence import Evidence
from orderdesk.cases.history import Conversation, Measure
from orderdesk.cases.medical import MedicalRequest
from orderdesk.cases.places import Steps
from orderdesk.cases.problems import BrokenCase, Problem, objections_of, problem
from orderdesk.cases.reading import MAX_CASE_BYTES, unfit
from orderdesk.cases.table_cells import UnreadableCell, cell_text, value_of_cell
from orderdesk.cases.table_columns import COLUMNS, Column, Kind, column_of
from orderdesk.locale import N_
from orderdesk.locale.said import Said

Entry = Evidence | Conversation | Measure | MedicalRequest | Fact
_MODELS: Final[Mapping[Kind, type[Entry]]] = {
    "evidence": Evidence,
    "conversations": Conversation,
    "measures": Measure,
    "requests": MedicalRequest,
    "facts": Fact,
}
PREFIXES: Final[Mapping[Kind, str]] = {
    "evidence": "E", "conversations": "C", "measures": "M", "requests": "R", "facts": "F",
}  # fmt: skip
"""What made ids begin with."""
_SEPARATORS: Final = (";", ",", "\t")
_HEADING_SHOWN: Final = 40
MAX_ROWS: Final = 1000
"""No list of a case file is longer."""

_TOO_MANY = N_("Keep at most {limit} of these.")
_TOO_LARGE = N_("The file is larger than {limit} MiB.")
_NO_TEXT = N_("This is neither UTF-8 nor Windows-1252 text: save the list as UTF-8.")
_EMPTY = N_("The list is empty: its first row must name the columns.")
_NO_COLUMN = N_("No column has this name in such a list. Its columns are: {columns}.")
_SAME_COLUMN = N_("Two columns are of the same name.")
_LACKING = N_("The column “{column}” is missing.")
_SAME_ID = N_("This id is in the list twice.")
_TOO_LONG = N_("The row has more cells than the first row has names.")
_QUOTES = N_("The quotation marks in this row do not match.")
_READ_AS = N_("{count} entries, read as {encoding} with “{separator}” between the columns.")


@dataclass(frozen=True, slots=True)
class Table:
    """A list that was read. `made` are the ids that the list did not give. `encoding` is "UTF-8" or "Windows-1252",
    the latter being what is taken for text that is not UTF-8: most bytes could be either, so somebody should look."""

    entries: tuple[Entry, ...]
    made: frozenset[str]
    encoding: str
    separator: str

    @property
    def read_as(self) -> Said:
        """How it was read, as people should be told."""
        shown = "Tab" if self.separator == "\t" else self.separator
        return Said(_READ_AS, {"count": len(self.entries), "encoding": self.encoding, "separator": shown})


class _Row(NamedTuple):
    line: int
    cells: list[str]


def table_of(kind: Kind, data: bytes, shown: str) -> Table:
    """The list in `data` with how it was read. Raises BrokenCase with all that is wrong."""
    text, encoding = _text_in(data, shown)
    separator = _separator_of(kind, text)
    rows = list(_rows(text, separator, shown))
    if not rows:
        raise BrokenCase(shown, [problem(1, "", _EMPTY)], is_list=True)
    if len(rows) > MAX_ROWS + 1:
        raise BrokenCase(shown, [problem(rows[MAX_ROWS + 1].line, "", _TOO_MANY, limit=MAX_ROWS)], is_list=True)
    columns, problems = _columns(kind, rows[0])
    values = []
    for row in rows[1:]:
        value, wrong = _value_of_row(row, columns, rows[0].cells)
        values.append(value)
        problems += wrong
    problems += _ids_twice(rows[1:], values, _headings(columns, rows[0].cells))
    made = _give_ids(PREFIXES[kind], values)
    entries, known = [], {(one.line, one.path) for one in problems}
    for row, value in zip(rows[1:], values, strict=True):
        entry, wrong = _entry_of(kind, row.line, value, columns, rows[0].cells)
        entries += [entry] if entry is not None else []
        problems += [one for one in wrong if (one.line, one.path) not in known]
    if problems:
        raise BrokenCase(shown, sorted(problems, key=lambda one: one.line), is_list=True)
    return Table(tuple(entries), frozenset(made), encoding, separator)


def _text_in(data: bytes, shown: str) -> tuple[str, str]:
    if len(data) > MAX_CASE_BYTES:
        limit = MAX_CASE_BYTES // 1024**2
        raise BrokenCase(shown, [problem(0, "", _TOO_LARGE, limit=limit)], is_list=True)
    try:
        text, encoding = data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as no_utf8:
        try:
            text, encoding = data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            line = data.count(b"\n", 0, no_utf8.start) + 1
            raise BrokenCase(shown, [problem(line, "", _NO_TEXT)], is_list=True) from None
    if "\0" in text:  # UTF-16, which Excel calls Unicode text
        raise BrokenCase(shown, [problem(1, "", _NO_TEXT)], is_list=True)
    return text, encoding


def _separator_of(kind: Kind, text: str) -> str:
    """The separator by which most names of the first row are known."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(separator: str) -> int:
        return sum(column_of(kind, name.strip('" ')) is not None for name in first.split(separator))

    return max(_SEPARATORS, key=known)


def _rows(text: str, separator: str, shown: str) -> Iterator[_Row]:
    """The rows in which something stands, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(line, [cell_text(cell) for cell in cells])
            line = reader.line_num + 1
    except csv.Error:
        raise BrokenCase(shown, [problem(line, "", _QUOTES)], is_list=True) from None


def _columns(kind: Kind, first: _Row) -> tuple[list[Column | None], list[Problem]]:
    """The columns of the list, None for one that is not known or has no name."""
    columns = [column_of(kind, name) for name in first.cells]
    names_columns = any(columns)  # else it is an entry, and nothing of that is shown
    known = ", ".join(f"{column.name} ({column.headings[0]})" for column in COLUMNS[kind])
    problems, seen = [], set()
    for place, (column, name) in enumerate(zip(columns, first.cells, strict=True)):
        if column is None and name:
            where = _heading(name) if names_columns else _letter(place)
            problems.append(problem(first.line, where, _NO_COLUMN, columns=known))
        elif column is not None and _member(column) in seen:
            problems.append(problem(first.line, _heading(name), _SAME_COLUMN))
        seen.add(_member(column) if column else "")
    for name, field in _MODELS[kind].model_fields.items():
        if field.is_required() and name not in ("id", *seen):
            problems.append(problem(first.line, "", _LACKING, column=name))
    return columns, problems


def _member(column: Column) -> str:
    """The member that the column fills: two may give the same one, in hours or in minutes."""
    return "weekly_minutes" if column.member == "weekly_hours" else column.member


def _value_of_row(row: _Row, columns: list[Column | None], headings: list[str]) -> tuple[dict[str, Any], list[Problem]]:
    value: dict[str, Any] = {}
    problems = []
    if any(row.cells[len(columns) :]):
        problems.append(problem(row.line, "", _TOO_LONG))
    fact_kind = ""
    for column, heading, cell in sorted(_filled(columns, headings, row.cells), key=lambda one: one[0].sort == "value"):
        try:
            read = value_of_cell(column, cell, fact_kind)
        except UnreadableCell as unreadable:
            problems.append(problem(row.line, _heading(heading), unreadable.template))
            continue
        if wrong := unfit(cell):
            problems.append(Problem(row.line, _heading(heading), wrong))
        fact_kind = read if column.name == "kind" else fact_kind
        outer, _, inner = _member(column).rpartition(".")
        (value.setdefault(outer, {}) if outer else value)[inner] = read
    return value, problems


def _filled(
    columns: Iterable[Column | None], headings: Iterable[str], cells: Iterable[str]
) -> Iterator[tuple[Column, str, str]]:
    """The cells in which something stands, in known columns. A row may be shorter than the first."""
    for column, heading, cell in zip(columns, headings, cells, strict=False):
        if column is not None and cell:
            yield column, heading, cell


def _ids_twice(rows: list[_Row], values: list[dict[str, Any]], named: Mapping[str, str]) -> list[Problem]:
    problems, seen = [], set()
    for row, value in zip(rows, values, strict=True):
        if "id" in value and value["id"] in seen:
            problems.append(problem(row.line, named["id"], _SAME_ID))
        seen.add(value.get("id"))
    return problems


def _give_ids(prefix: str, values: list[dict[str, Any]]) -> list[str]:
    """Number the entries that have no id, E1, E2 ..., past the ids that are given; gives the ids made."""
    given = {value["id"] for value in values if "id" in value}
    made: list[str] = []
    number = 0
    for value in values:
        if "id" in value:
            continue
        number += 1
        while f"{prefix}{number}" in given:
            number += 1
        value["id"] = f"{prefix}{number}"
        made.append(value["id"])
    return made


def _entry_of(
    kind: Kind, line: int, value: dict[str, Any], columns: list[Column | None], headings: list[str]
) -> tuple[Entry | None, list[Problem]]:
    try:
        return _MODELS[kind].model_validate(value), []
    except ValidationError as error:
        named = _headings(columns, headings)
        problems = [
            Problem(line, named[member], what)
            for steps, what in objections_of(error, value).items()
            if (member := _member_at(steps, named))
        ]
        return None, problems


def _headings(columns: list[Column | None], headings: list[str]) -> dict[str, str]:
    """The heading by which each member is named in this list."""
    return {_member(column): _heading(name) for column, name in zip(columns, headings, strict=True) if column}


def _member_at(steps: Steps, named: Mapping[str, str]) -> str:
    """The member of a column in which `steps` lies; empty for a column that the list lacks, which is said once."""
    names = [str(step) for step in steps[:2]]
    return next((name for name in (".".join(names), *names[:1]) if name in named), "")


def _letter(place: int) -> str:
    """A column as a spreadsheet calls it: A to Z, then AA."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _heading(name: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown[:_HEADING_SHOWN]
