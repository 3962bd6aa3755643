"""The form of a report: the fields of the choice made are shown, the others wait with what was written in them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from orderdesk.desk.reporting import report_form
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.group import GroupRows
from orderdesk.tui.form.model import Field, Section
from orderdesk.tui.form.paths import Path, as_path, starts_with
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.form.view import FormView
from orderdesk.tui.reports.attendance import AttendanceGrid


class ReportDraft(Draft):
    """A report's body. The attainment is a whole number, whatever control it was chosen with."""

    def set(self, place: str | Path, value: Any) -> bool:
        path = as_path(place)
        if path[-1:] == ("attainment",) and isinstance(value, str):
            value = int(value)
        return super().set(path, value)


class ReportForm(FormView):
    """Shows what belongs to the choices made, and the attendance as a grid."""

    def _widget(self, field: Field) -> FieldRow | GroupRows:
        if field.steps == ("sessions",):
            return AttendanceGrid(field, self.draft, ())
        return super()._widget(field)

    async def _show_wanted(self) -> None:
        before = self.shown
        await super()._show_wanted()
        if self.shown != before:
            self._show_relevant()

    def _draft_changed(self, path: Path) -> None:
        super()._draft_changed(path)
        self._show_relevant()

    def _show_relevant(self) -> None:
        for row in self.query("#fields > FieldRow").results(FieldRow):
            shown = report_form.belongs(self.draft.body, row.path)
            if row.display is not shown:
                row.display = shown

    def _section_words(self, section: Section) -> Text:
        """Only what is shown counts for the mark; that a choice has its usual answer does not begin a block."""
        counted = tuple(
            field
            for field in section.fields
            if report_form.belongs(self.draft.body, field.steps) and not _is_usual(field.steps)
        )
        return super()._section_words(replace(section, fields=counted))

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Put other sections into the side list; the one that is shown must be among them at its place."""
        self.sections = list(sections)
        rows = self.query_one("#sections", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            rows.set_options(Option(self._section_words(section), section.id) for section in self.sections)
            rows.highlighted = self.shown

    def place_of(self, place: str | Path) -> tuple[int, ...]:
        """Where `place` stands in the form: its section, its field there, and its row, to compare places by."""
        path = as_path(place)
        for number, section in enumerate(self.sections):
            for position, field in enumerate(section.fields):
                if starts_with(path, field.steps) or starts_with(field.steps, path):
                    return (number, position, *_inside(field, path))
        return (len(self.sections),)

    def here(self) -> tuple[int, ...]:
        """Where the focus is, as `place_of`."""
        row = self._row_in_focus()
        return (self.shown, -1) if row is None else self.place_of(row.path)


def _inside(field: Field, path: Path) -> tuple[int, ...]:
    """The row of a list, and the member's place in it."""
    rest = path[len(field.steps) :]
    if not rest or not isinstance(rest[0], int):
        return ()
    members = [at for at, member in enumerate(field.fields) if starts_with(rest[1:], member.steps)]
    return (rest[0], *members)


def _is_usual(path: Path) -> bool:
    return path[-1:] == ("status",) and path[0] != "documentation"
