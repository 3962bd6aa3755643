"""The attendance grid: the planned sessions are there, one key says what came of each, the sums follow."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Label, OptionList

from orderdesk.desk.reporting import report_form
from orderdesk.desk.wording import words
from orderdesk.errors import NotPossible
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, in_scope, register
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import show_date, show_minutes
from orderdesk.tui.form.group import GroupRows, RowList
from orderdesk.tui.form.model import Field
from orderdesk.tui.form.paths import Path
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.reports.attendance_words import totals_line

register(
    Action("attendance.attended", "1", N_("came"), N_("The citizen came, for as long as was planned."), "attendance"),
    Action("attendance.absent", "2", N_("absent"), N_("The citizen did not come; the reason follows."), "attendance"),
    Action("attendance.moved", "3", N_("moved"), N_("The session was moved; the new day follows."), "attendance"),
    Action("attendance.cancelled", "4", N_("cancelled by us"), N_("We cancelled it: it counts for nothing."),
           "attendance"),
    Action("attendance.rest", "5", N_("the rest came"), N_("The citizen came to all that nothing is said of."),
           "attendance"),
    Action("attendance.again", "6", N_("again"), N_("Put a moved session on its new day."), "attendance"),
    Action("attendance.tell", "7", N_("tell now"), N_("Tell the caseworker at once that the citizen did not come."),
           "attendance"),
)  # fmt: skip

_OUTCOMES = {
    "attended": "attended",
    "absent": "absent",
    "moved": "moved",
    "cancelled": "cancelled_by_provider",
}
# What the key asks more about: the cursor stays at the row.
_ASKS_MORE = ("absent", "moved")


class SessionList(RowList):
    """The sessions. Digits record what came of the one under the cursor."""

    scope = "attendance"
    BINDINGS = bindings_for("attendance")

    def __init__(self, change: Callable[[str], None]) -> None:
        super().__init__(compact=True, markup=False)
        self._change = change  # called at once: a second key must find the cursor where the first has put it

    def action_attended(self) -> None:
        """1."""
        self._change("attended")

    def action_absent(self) -> None:
        """2."""
        self._change("absent")

    def action_moved(self) -> None:
        """3."""
        self._change("moved")

    def action_cancelled(self) -> None:
        """4."""
        self._change("cancelled")

    def action_rest(self) -> None:
        """5."""
        self._change("rest")

    def action_again(self) -> None:
        """6."""
        self._change("again")

    def action_tell(self) -> None:
        """7."""
        self._change("tell")


class AttendanceGrid(GroupRows):
    """Edits the sessions of a report."""

    scope = "rows"

    class TellWanted(Message):
        """The absence from the session at `position` is to be told now; -1 where there is no session."""

        def __init__(self, grid: "AttendanceGrid", position: int) -> None:
            super().__init__()
            self.grid = grid
            self.position = position

    DEFAULT_CSS = """
    AttendanceGrid SessionList { height: auto; min-height: 3; max-height: 6; }
    AttendanceGrid #sums { width: 100%; text-style: bold; }
    AttendanceGrid > Horizontal > Button { margin-left: 0; margin-right: 1; padding: 0; }
    """

    def __init__(self, field: Field, draft: Draft, base: Path) -> None:
        super().__init__(field, draft, base)
        self.current = next((at for at, row in enumerate(self.rows) if not row.get("outcome")), 0)

    def compose(self) -> ComposeResult:
        yield Label(totals_line(self.rows), id="sums", markup=False)
        yield SessionList(self.change)
        actions = in_scope("attendance")
        for row in (actions[:3], actions[3:5], [*actions[5:], *in_scope("rows")[:2]]):  # 55 columns, in Danish too
            with Horizontal():
                for action in row:
                    button = Button(f"{action.key_shown} {_(action.label)}", compact=True, name=action.method)
                    button.can_focus = False  # the keys do the same
                    yield button
        with Vertical(classes="row-fields"):
            for field in self.field.fields:
                yield FieldRow(field, self.draft, self._row_path())

    def action_add(self) -> None:
        """A row for contact outside the plan."""
        self.change("add")

    def action_remove(self) -> None:
        """Take the row away."""
        self.change("remove")

    def action_move_up(self) -> None:
        """One row up."""
        self.change("move_up")

    def action_move_down(self) -> None:
        """One row down."""
        self.change("move_down")

    def change(self, what: str) -> None:
        """Record an outcome of the current session, or change the rows; one step of undo each."""
        rows = self.rows
        if what in _OUTCOMES and rows:
            self._record(_OUTCOMES[what])
        elif what == "rest":
            self._set(self.path, report_form.rest_attended(rows))
        elif what == "again":
            self._again()
        elif what == "tell":
            self.post_message(self.TellWanted(self, self.current if rows else -1))
        elif what not in _OUTCOMES:
            super().change(what)

    def _record(self, outcome: str) -> None:
        self._set((*self.path, self.current), report_form.recorded(self.rows[self.current], outcome))
        if outcome not in _ASKS_MORE and self.current + 1 < len(self.rows):
            self.current = self._next_unsaid()
            with self.prevent(OptionList.OptionHighlighted):
                self.query_one(SessionList).highlighted = self.current
            self._show_fields()

    def _next_unsaid(self) -> int:
        """The next session of which nothing is said: who goes down by one key writes over no absence that was told.
        Where there is none, the next one."""
        later = range(self.current + 1, len(self.rows))
        return next((at for at in later if not self.rows[at].get("outcome")), self.current + 1)

    def put(self, position: int, row: dict[str, Any]) -> None:
        """Put another row in the place of the one at `position`; one step of undo."""
        self._set((*self.path, position), row)

    def _again(self) -> None:
        if not self.rows:
            return
        try:
            self._set(self.path, report_form.standing_again(self.rows, self.current))
        except NotPossible as refusal:
            self.notify(str(refusal), severity="warning", markup=False)

    def _set(self, path: Path, value: Any) -> None:
        self.draft.close_step()
        self.draft.set(path, value)
        self.draft.close_step()

    def draft_changed(self, path: Path) -> None:
        super().draft_changed(path)
        self.query_one("#sums", Label).update(totals_line(self.rows))
        self._show_relevant()

    def _show_fields(self) -> None:
        super()._show_fields()
        self._show_relevant()

    def _show_relevant(self) -> None:
        for row in self.query(FieldRow):
            shown = report_form.belongs(self.draft.body, row.path)
            if row.display is not shown:
                row.display = shown

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.focus_fields()

    def focus_control(self) -> None:
        """Into the sessions: one key says what came of each."""
        self.screen.set_focus(self.query_one(SessionList))

    def focus_fields(self) -> None:
        """Into the first field that is shown of the current session."""
        for row in self.query(FieldRow):
            if row.display:
                row.focus_control()
                return

    def _summary(self, position: int) -> str:
        row = self.rows[position]
        if not isinstance(row, dict):
            return ""
        sign = "!" if position in self._blocked else " "
        kind = "" if row.get("kind") == "planned" else words("session_kind", row.get("kind", ""))
        came = _minutes(row.get("attended_minutes")) if row.get("outcome") == "attended" else _detail(row)
        outcome = words("session_outcome", row["outcome"]) if row.get("outcome") else "–"
        when = f"{_weekday(row.get('day'))} {show_date(str(row.get('day') or '–'))}"
        parts = (set_cell_size(when, 16), set_cell_size(str(row.get("time") or ""), 5),
                 set_cell_size(_minutes(row.get("planned_minutes")), 5), outcome, came, kind)  # fmt: skip
        return sign + " ".join(part for part in parts if part)


def _weekday(day: Any) -> str:
    try:
        return words("weekday", date.fromisoformat(str(day)).isoweekday())[:2]
    except ValueError:
        return "  "


def _minutes(value: Any) -> str:
    return show_minutes(value) if isinstance(value, int) else str(value or "")


def _detail(row: dict[str, Any]) -> str:
    absence, moved = row.get("absence") or {}, row.get("moved") or {}
    if row.get("outcome") == "absent" and absence.get("reason"):
        return words("absence_reason", absence["reason"])
    if row.get("outcome") == "moved" and moved.get("to"):
        return "→ " + show_date(str(moved["to"]))
    return ""
