"""A repeated group: the rows as a small table, and the fields of the row that the cursor is on."""

from typing import Any

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Label, OptionList
from textual.widgets.option_list import Option

from orderdesk.locale import _
from orderdesk.tui.actions import bindings_for, in_scope
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import show
from orderdesk.tui.form.model import Field, Kind
from orderdesk.tui.form.paths import Path, starts_with
from orderdesk.tui.form.row import FieldRow


class RowList(OptionList):
    """The rows of a group. Its keys act on the row under the cursor."""

    scope = "rows"
    BINDINGS = bindings_for("rows")

    class Wanted(Message):
        """An action on the rows was asked for: "add", "remove", "move_up" or "move_down"."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def action_select(self) -> None:
        """Enter: into the row; where there is none, a row is added."""
        if self.highlighted is None:
            self.action_add()
        else:
            super().action_select()

    def action_cursor_up(self) -> None:
        """Up, but not round to the last row: Delete would take away a row that nobody meant."""
        if self.highlighted:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Down, but not round to the first row."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()

    def action_add(self) -> None:
        """Add a row."""
        self.post_message(self.Wanted("add"))

    def action_remove(self) -> None:
        """Remove the row."""
        self.post_message(self.Wanted("remove"))

    def action_move_up(self) -> None:
        """Move the row up."""
        self.post_message(self.Wanted("move_up"))

    def action_move_down(self) -> None:
        """Move the row down."""
        self.post_message(self.Wanted("move_down"))


class GroupRows(Vertical):
    """Edits a list of dicts at `path`. The fields are mounted once and show whichever row is current."""

    DEFAULT_CSS = """
    GroupRows { height: auto; }
    GroupRows > Horizontal { height: 1; }
    GroupRows > Horizontal > Label { width: 1fr; text-style: bold; }
    GroupRows Button { margin-left: 1; min-width: 3; }
    GroupRows RowList { height: auto; min-height: 1; max-height: 6; border: none; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis; }
    GroupRows .row-fields { height: auto; padding-left: 1; }
    """

    def __init__(self, field: Field, draft: Draft, base: Path) -> None:
        super().__init__()
        self.field = field
        self.draft = draft
        self.path: Path = (*base, *field.steps)
        self.current = 0
        """Position of the row whose fields are shown."""
        self._blocked: set[str | int] = set()
        self._advised: set[str | int] = set()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Label(_(self.field.label) + ("*" if self.field.required else ""), markup=False)
            for action in in_scope("rows"):
                short = (
                    action.key_shown if action.method.startswith("move") else f"{action.key_shown} {_(action.label)}"
                )
                button = Button(short, compact=True, name=action.method)
                button.can_focus = False  # the keys do the same; four stops of Tab in every group would be in the way
                yield button
        yield RowList(compact=True, markup=False)
        with Vertical(classes="row-fields"):
            for field in self.field.fields:
                widget = GroupRows if field.kind is Kind.GROUP else FieldRow
                yield widget(field, self.draft, self._row_path())

    def on_mount(self) -> None:
        self.load()

    def _row_path(self) -> Path:
        return (*self.path, self.current)

    @property
    def rows(self) -> list[Any]:
        """The rows as they are in the draft."""
        value = self.draft.get(self.path)
        return value if isinstance(value, list) else []

    def rebase(self, base: Path) -> None:
        """Show the same group of another row of the group around it."""
        self.path = (*base, *self.field.steps)
        self.current = 0
        self.load()

    def load(self) -> None:
        """Show what the draft holds."""
        if not self.children:
            return
        rows = self.rows
        self.current = max(0, min(self.current, len(rows) - 1))
        table = self.query_one(RowList)
        with self.prevent(OptionList.OptionHighlighted):
            table.set_options(Option(self._summary(position)) for position in range(len(rows)))
            if not rows:
                table.add_option(Option(_("none yet: + adds one"), disabled=True))
            table.highlighted = self.current if rows else None
        self._show_fields()

    def _summary(self, position: int) -> str:
        columns = self.field.columns or tuple(".".join(map(str, field.steps)) for field in self.field.fields[:2])
        by_path = {".".join(map(str, field.steps)): field for field in self.field.fields}
        parts = []
        for column in columns:
            value = self.draft.get((*self.path, position, *column.split(".")))
            field = by_path.get(column)
            kind = field.kind if field else Kind.TEXT
            if field and kind is Kind.CHOICE:
                value = _(dict(field.choices_in(self.draft)).get(str(value), str(value))) if value is not None else ""
            parts.append(show(kind, value).replace("\n", " ") or "–")
        sign = "!" if position in self._blocked else "?" if position in self._advised else " "
        return set_cell_size(f"{sign}{position + 1}. " + " · ".join(parts), 200).rstrip()

    def _show_fields(self) -> None:
        box = self.query_one(".row-fields")
        box.display = bool(self.rows)
        for widget in box.children:
            if isinstance(widget, FieldRow | GroupRows):
                widget.rebase(self._row_path())

    def draft_changed(self, path: Path) -> None:
        """The draft changed at `path`, inside this group or around it."""
        inside = path[len(self.path) :]
        if not starts_with(path, self.path) or not inside or not isinstance(inside[0], int):
            self.load()
        else:
            self._show_summary(inside[0])

    def _show_summary(self, position: int) -> None:
        table = self.query_one(RowList)
        summary = self._summary(position)
        if position < table.option_count and table.get_option_at_index(position).prompt != summary:
            table.replace_option_prompt_at_index(position, summary)

    def show_marks(self, blocked: set[str | int], advised: set[str | int]) -> None:
        """Mark the rows at `blocked` with `!`, a finding in them blocks, and the others of `advised` with `?`."""
        if (blocked, advised) != (self._blocked, self._advised):
            self._blocked, self._advised = blocked, advised
            for position in range(len(self.rows)):
                self._show_summary(position)

    def go_to(self, position: int) -> None:
        """Make the row at `position` current."""
        if 0 <= position < len(self.rows):
            self.current = position
            self.load()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_list is self.query_one(RowList) and event.option_index != self.current:
            self.current = event.option_index
            self.draft.close_step()
            self._show_fields()

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.focus_fields()

    def focus_fields(self) -> None:
        """Into the first field of the current row."""
        for row in self.query(FieldRow):
            row.focus_control()
            return

    def focus_control(self) -> None:
        """Into the list of rows; into the fields of a row of which nothing is written yet, so that it is filled before
        another one is added."""
        first = self.field.fields[0] if self.field.fields else None
        if first and self.rows and self.draft.get((*self._row_path(), *first.steps)) is None:
            self.focus_fields()
            return
        self.screen.set_focus(self.query_one(RowList))

    @on(RowList.Wanted)
    def _wanted(self, event: RowList.Wanted) -> None:
        event.stop()
        self.change(event.what)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.change(event.button.name or "")

    def change(self, what: str) -> None:
        """Add, remove or move a row: one step of undo."""
        rows = list(self.rows)
        at = self.current
        if what == "add":
            rows.append(self.field.new_row(self.draft) if self.field.new_row else {})
            at = len(rows) - 1
        elif not rows:
            return
        elif what == "remove":
            del rows[at]
        else:
            to = at + (1 if what == "move_down" else -1)
            if not 0 <= to < len(rows):
                return
            rows[at], rows[to] = rows[to], rows[at]
            at = to
        self.draft.close_step()
        self.current = at
        self.draft.set(self.path, rows)
        self.draft.close_step()
        if what == "add":
            self.focus_fields()
