"""A list of records that stays quick with thousands of rows, with search, filters and sorting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from orderdesk.locale import N_, _
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.rows import Column, ListLine, Row, RowsView
from orderdesk.tui.searching import has_all, searchable, words_of

__all__ = ["Column", "Filter", "RecordList", "Row"]

_DANISH_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
"""Æ, Ø and Å come after Z, in that order; by code point Å would come first."""


@dataclass(frozen=True)
class Filter:
    """One kind of rows. `label` is a msgid."""

    id: str
    label: str
    test: Callable[[Row], bool] = field(compare=False)


_ALL = Filter("all", N_("all"), lambda _row: True)


class SearchLine(Input):
    """The search box. Escape empties it and goes back to the rows; arrow down and Enter go there too."""

    BINDINGS = [Binding("escape", "leave(True)", "", show=False), Binding("down,enter", "leave(False)", "", show=False)]

    class Left(Message):
        """The person goes back to the rows."""

    def on_mount(self) -> None:
        self.show(False)

    def show(self, shown: bool) -> None:
        """Show or hide the box. A hidden one must not take the focus: Textual would give it."""
        self.display = self.can_focus = shown

    def action_leave(self, clear: bool) -> None:
        """Back to the rows."""
        if clear:
            self.value = ""
        self.post_message(self.Left())


class RecordList(Vertical):
    """Rows under a head line, and a line that says what is shown. All texts in rows are shown as they are."""

    scope = "list"
    BINDINGS = [*bindings_for("list"), Binding("escape", "end_search", "", show=False)]
    DEFAULT_CSS = """
    RecordList { height: 1fr; }
    RecordList SearchLine { height: 1; }
    """

    class _OfRow(Message):
        """Something about one row."""

        def __init__(self, key: str, listing: "RecordList") -> None:
            super().__init__()
            self.key = key
            self.listing = listing

        @property
        def control(self) -> "RecordList":
            """The list, so that `@on(RecordList.Selected, "#orders")` works."""
            return self.listing

    class Selected(_OfRow):
        """Enter or a click on the row under the cursor."""

    class Highlighted(_OfRow):
        """The cursor came to another row."""

    def __init__(
        self,
        columns: Sequence[Column],
        filters: Sequence[Filter] = (),
        sort: str = "",
        id: str | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.filters = (_ALL, *filters)
        self.filter = _ALL
        self.sort = sort
        """Id of the column that sorts; "" keeps the order that the rows came in."""
        self.query_text = ""
        self._empty = empty
        self._search_ended = True
        self._rows: list[Row] = []
        self._searchable: list[str] = []

    def compose(self) -> ComposeResult:
        # Not selected on focus: the letter that began the search would be typed over.
        yield SearchLine(placeholder=_("Search (Esc ends)"), compact=True, select_on_focus=False)
        yield ListLine()
        yield RowsView(self.columns, _(self._empty) or _("Nothing here."))

    @property
    def current(self) -> str | None:
        """Key of the row under the cursor."""
        return self.query_one(RowsView).current

    @property
    def shown(self) -> list[str]:
        """Keys of the rows that pass search and filter, in their order."""
        return [row.key for row in self.query_one(RowsView).rows]

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`. The cursor stays on its row by key; when that row is gone, at its place."""
        self._rows = list(rows)
        self._searchable = [searchable(f"{' '.join(row.cells)} {row.search}") for row in self._rows]
        self._apply()

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this key, where it is shown; whether it is."""
        return self.query_one(RowsView).go_to(key)

    def show_filter(self, filter_id: str) -> None:
        """Use this filter; "all" shows everything."""
        self.filter = next((item for item in self.filters if item.id == filter_id), _ALL)
        self._apply()

    def _apply(self) -> None:
        words = words_of(self.query_text)
        found = [
            (row, text)
            for row, text in zip(self._rows, self._searchable, strict=True)
            if self.filter.test(row) and has_all(text, words)
        ]
        if words:  # "inge" is in "Foreningen" too: whoever is called so comes first
            found.sort(key=lambda one: not all(f" {word}" in f" {one[1]}" for word in words))
        rows = [row for row, _text in found]
        if self.sort in [column.id for column in self.columns]:
            position = [column.id for column in self.columns].index(self.sort)
            rows.sort(key=lambda row: _sort_key(row, self.sort, position))
        view = self.query_one(RowsView)
        view.empty = self._why_empty()
        view.show_rows(rows)
        self._say(len(rows))

    def _why_empty(self) -> str:
        if self._rows and self.query_text:
            return _("Nothing holds these words. Esc ends the search.")
        if self._rows:
            return _("None of this kind. Ctrl+T shows the next.")
        return _(self._empty) or _("Nothing here.")

    def _say(self, count: int) -> None:
        title = {column.id: _(column.title) for column in self.columns}.get(self.sort, "")
        parts = [_("{shown} of {total}").format(shown=count, total=len(self._rows))]
        if len(self.filters) > 1:
            parts.append(_("showing: {filter}").format(filter=_(self.filter.label)))
        if title:
            parts.append(_("by {column}").format(column=title))
        if self.query_text:
            parts.append(_('search: "{text}"').format(text=self.query_text))
        self.query_one(ListLine).show(" │ ".join(parts))

    def action_search(self) -> None:
        """/ or Ctrl+F."""
        self._search_ended = False
        line = self.query_one(SearchLine)
        line.show(True)
        self.screen.set_focus(line)

    @on(RowsView.Typed)
    def _typed_in_rows(self, event: RowsView.Typed) -> None:
        """A letter typed in the rows begins a search, another one where one was ended; but nothing is lost of what is
        typed right after "/", before the box has the focus."""
        event.stop()
        line = self.query_one(SearchLine)
        line.value = event.character if self._search_ended else line.value + event.character
        self.action_search()
        line.cursor_position = len(line.value)

    def action_filter(self) -> None:
        """Ctrl+T: the next kind of rows."""
        at = self.filters.index(self.filter)
        self.show_filter(self.filters[(at + 1) % len(self.filters)].id)

    def action_sort(self) -> None:
        """Ctrl+O: by the next column, then the order that the rows came in."""
        order = [column.id for column in self.columns] + [""]
        self.sort = order[(order.index(self.sort) + 1) % len(order)] if self.sort in order else order[0]
        self._apply()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        changed, self.query_text = event.value != self.query_text, event.value
        self._apply()
        if changed and event.value:
            self.query_one(RowsView).action_end(False)

    @on(SearchLine.Left)
    def _search_left(self, event: SearchLine.Left) -> None:
        event.stop()
        self._search_ended = True
        self.query_one(SearchLine).show(bool(self.query_text))
        self.query_one(RowsView).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Escape in the rows ends a search; without one it is the screen's."""
        return bool(self.query_text) if action == "end_search" else True

    def action_end_search(self) -> None:
        """Escape in the rows, while they are searched."""
        self.query_one(SearchLine).action_leave(True)

    @on(RowsView.Chosen)
    def _chosen(self, event: RowsView.Chosen) -> None:
        event.stop()
        self.post_message(self.Selected(event.key, self))

    @on(RowsView.Moved)
    def _moved(self, event: RowsView.Moved) -> None:
        event.stop()
        self.post_message(self.Highlighted(event.key, self))


def _sort_key(row: Row, column: str, position: int) -> tuple[bool, Any]:
    """Sorts by `row.sort[column]` where it is given, else by the cell, Danish; what is empty comes last."""
    value = row.sort.get(column) if row.sort else None
    if value is None:
        cell = row.cells[position].casefold().translate(_DANISH_ORDER)
        return (not cell, cell)
    return (False, value)
