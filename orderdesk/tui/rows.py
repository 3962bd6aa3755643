"""The rows of a list, drawn line by line: only what is on the screen costs anything, with 5,000 rows as with 50."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from orderdesk.locale import _

MIN_FLEXIBLE = 12
"""Cells that a flexible column needs; below that, the column with the highest `drop` goes."""


@dataclass(frozen=True)
class Column:
    """A column. `title` is a msgid."""

    id: str
    title: str
    width: int | None = None
    """Cells; None shares what is left."""
    drop: int = 0
    """Left out on a narrow screen, the highest first; 0 never."""
    right: bool = False
    """Numbers stand to the right."""


@dataclass(frozen=True)
class Row:
    """A record. `cells` are texts as they are shown (translated), one a column."""

    key: str
    cells: tuple[str, ...]
    sort: Mapping[str, Any] = field(default_factory=dict)
    """By column id, what to sort by where the cell's text will not do (a date)."""
    search: str = ""
    """More words that find this row."""
    tags: frozenset[str] = frozenset()
    """For filters."""
    style: str = ""
    """A Rich style ("bold"); never the only sign of anything."""


class ListLine(Widget):
    """One row that says what the list shows."""

    DEFAULT_CSS = "ListLine { height: 1; color: $foreground 80%; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, text: str) -> None:
        """Show this text."""
        self._text = text
        self.refresh()

    def render(self) -> str:
        return self._text.replace("[", "\\[")


def fit_columns(columns: Sequence[Column], width: int) -> list[tuple[int, int]]:
    """Which columns are shown in `width` cells (by position), and how wide each is; one cell lies between two."""
    shown = list(range(len(columns)))
    while True:
        fixed = sum(columns[at].width or MIN_FLEXIBLE for at in shown) + len(shown) - 1
        droppable = [at for at in shown if columns[at].drop]
        if fixed <= width or not droppable:
            break
        shown.remove(max(droppable, key=lambda at: columns[at].drop))
    flexible = [at for at in shown if columns[at].width is None]
    left = width - sum(columns[at].width or 0 for at in shown) - (len(shown) - 1)
    each, extra = divmod(max(0, left), len(flexible)) if flexible else (0, 0)
    sizes = []
    for at in shown:
        cells = columns[at].width
        if cells is None:
            cells = max(1, each + (1 if flexible.index(at) < extra else 0))
        sizes.append((at, cells))
    return sizes


class RowsView(ScrollView, can_focus=True):
    """Head line and rows with a cursor. The cursor is a `>` as well as a colour."""

    COMPONENT_CLASSES = {"rows--cursor", "rows--head"}
    BINDINGS = [
        Binding("up", "move(-1)", "", show=False),
        Binding("down", "move(1)", "", show=False),
        Binding("pageup", "page(-1)", "", show=False),
        Binding("pagedown", "page(1)", "", show=False),
        Binding("home", "end(False)", "", show=False),
        Binding("end", "end(True)", "", show=False),
        Binding("enter", "choose", "", show=False),
    ]
    DEFAULT_CSS = """
    RowsView { height: 1fr; overflow-x: hidden; background: $surface; }
    RowsView > .rows--head { text-style: bold underline; background: $panel; color: $foreground; }
    RowsView > .rows--cursor { background: $panel; color: $foreground; }
    RowsView:focus > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground;
        text-style: bold reverse; }
    """

    class _OfRow(Message):
        """Something about the row with this key."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Moved(_OfRow):
        """The cursor came to this row."""

    class Chosen(_OfRow):
        """The row was opened."""

    class Typed(Message):
        """A letter or digit was typed in the rows."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    def __init__(self, columns: Sequence[Column], empty: str) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self.cursor = 0
        self.empty = empty
        """What stands here while there are no rows."""
        self._fit: tuple[int, list[tuple[int, int]]] = (-1, [])

    @property
    def current(self) -> str | None:
        """Key of the row under the cursor."""
        return self.rows[self.cursor].key if self.rows else None

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; the cursor follows its row."""
        before = self.current
        self.rows = rows
        at = next((position for position, row in enumerate(rows) if row.key == before), self.cursor)
        self.cursor = max(0, min(at, len(rows) - 1))
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self._show_cursor()
        self.refresh()
        if self.current != before:  # "" where no row is left: what stood beside the list belongs to none of them
            self.post_message(self.Moved(self.current or ""))

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y == 0:
            return self._head(width)
        at = y - 1 + self.scroll_offset.y
        if not self.rows and y == 1:
            return Strip([Segment(set_cell_size(" " + self.empty, width), self.rich_style)], width)
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[at]
        style = self.rich_style + Style.parse(row.style) if row.style else self.rich_style
        if at == self.cursor:
            style = self.get_component_rich_style("rows--cursor")
        text = (">" if at == self.cursor else " ") + self._text(row.cells, width - 1)
        return Strip([Segment(set_cell_size(text, width), style)], width)

    def _head(self, width: int) -> Strip:
        text = " " + self._text([_(column.title) for column in self.columns], width - 1)
        return Strip([Segment(set_cell_size(text, width), self.get_component_rich_style("rows--head"))], width)

    def _text(self, cells: Sequence[str], width: int) -> str:
        if self._fit[0] != width:
            self._fit = (width, fit_columns(self.columns, width))
        return " ".join(_cell(cells[at], size, self.columns[at].right) for at, size in self._fit[1])

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self.rows) - 1))
        if self.rows and to != self.cursor:
            before, self.cursor = self.cursor, to
            if not self._show_cursor():
                for position in (before, to):
                    self.refresh(Region(0, position + 1 - self.scroll_offset.y, self.size.width, 1))
            self.post_message(self.Moved(self.rows[to].key))

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; False where there is none."""
        at = next((position for position, row in enumerate(self.rows) if row.key == key), None)
        if at is not None:
            self._go(at)
        return at is not None

    def _show_cursor(self) -> bool:
        """Scroll so that the cursor is seen; True when that scrolled."""
        lines = max(1, self.size.height - 1)
        top = self.scroll_offset.y
        wanted = min(max(top, self.cursor - lines + 1), self.cursor)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True, force=True)
        return wanted != top

    def action_move(self, by: int) -> None:
        """Up and down."""
        self._go(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A page up and down."""
        self._go(self.cursor + by * max(1, self.size.height - 2))

    def action_end(self, last: bool) -> None:
        """Home and End."""
        self._go(len(self.rows) if last else 0)

    def action_choose(self) -> None:
        """Enter."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_key(self, event: events.Key) -> None:
        """Letters search."""
        if event.character and (event.character.isalnum() or (event.character == " " and self.rows)):
            event.stop()
            self.post_message(self.Typed(event.character))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a click on the row under the cursor, or a second one, opens it."""
        at = event.y - 1 + self.scroll_offset.y
        if event.y >= 1 and at < len(self.rows):
            if at == self.cursor or event.chain > 1:
                self.cursor = at
                self.action_choose()
            else:
                self._go(at)


def _cell(text: str, width: int, right: bool) -> str:
    """The text in exactly `width` cells; an ellipsis says that there is more."""
    text = text.replace("\n", " ")
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)
    return " " * (width - size) + text if right else text + " " * (width - size)
