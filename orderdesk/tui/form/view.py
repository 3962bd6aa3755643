"""The form: a side list of sections with their marks, the fields of the chosen one, and a line of help."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.form.completeness import Mark, section_mark
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.finding import Finding
from orderdesk.tui.form.group import GroupRows
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.form.paths import Path, as_path, starts_with
from orderdesk.tui.form.row import FieldRow


class FormView(Vertical):
    """Edits `draft` through `sections`. Only the shown section is mounted: 35 fields at once cost a third of the
    first paint."""

    scope = "form"
    BINDINGS = bindings_for("form")
    DEFAULT_CSS = """
    FormView { height: 1fr; width: 1fr; }
    FormView > Horizontal { height: 1fr; }
    FormView #sections { width: 20; height: 1fr; border: none; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis; }
    FormView #fields { width: 1fr; height: 1fr; padding: 0 1; border-left: vkey $primary; }
    FormView .section-help { color: $foreground 80%; margin-bottom: 1; width: 100%; }
    FormView #field-help { height: 2; padding: 0 1; background: $panel; }
    """

    class Changed(Message):
        """The value at `path` changed, by typing, undo or redo."""

        def __init__(self, path: Path, value: Any) -> None:
            super().__init__()
            self.path = path
            self.value = value

    class FindingsWanted(Message):
        """F6: the person wants to see the findings."""

    class SectionShown(Message):
        """Another section is on the screen."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    def __init__(self, sections: Sequence[Section], draft: Draft, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sections = list(sections)
        self.draft = draft
        self.shown = -1
        """Position of the section that is mounted."""
        self._wanted = 0
        self._findings: list[tuple[Path, bool, str]] = []
        self._unsaid: list[Path] = []
        self._marks: dict[str, Mark] = {}
        self._said = ""
        self.prompts: Callable[[Path], str] = lambda _path: ""
        """What more to ask at the field with that path (translated, two lines at most)."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(id="sections", compact=True, markup=False)
            yield VerticalScroll(id="fields", can_focus=False)
        yield Static("", id="field-help", markup=False)

    async def on_mount(self) -> None:
        self.draft.listeners.append(self._draft_changed)
        rows = self.query_one("#sections", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            rows.add_options(Option(self._section_words(section), section.id) for section in self.sections)
            rows.highlighted = 0 if self.sections else None
        await self._show_wanted()
        self.focus_first()
        self.call_after_refresh(self._see_the_first)

    def _see_the_first(self) -> None:
        """The focus scrolls to its control before the form has its size, and leaves the first label out of sight."""
        first = next((one for one in self.query_one("#fields").children if isinstance(one, FieldRow | GroupRows)), None)
        if first is not None and first.has_focus_within:
            self.query_one("#fields").scroll_home(animate=False)

    def on_unmount(self) -> None:
        if self._draft_changed in self.draft.listeners:
            self.draft.listeners.remove(self._draft_changed)

    # Sections

    async def show_section(self, position: int) -> None:
        """Mount the section at `position` in place of the one that is shown."""
        self._wanted = max(0, min(position, len(self.sections) - 1))
        await self._show_wanted()

    async def _show_wanted(self) -> None:
        if self._wanted == self.shown or not self.sections:
            return
        self.shown = self._wanted
        section = self.sections[self.shown]
        self.draft.close_step()
        pane = self.query_one("#fields", VerticalScroll)
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one("#sections", OptionList).highlighted = self.shown
        async with self.batch():
            await pane.remove_children()
            help_text = [Label(_(section.help), classes="section-help", markup=False)] if section.help else []
            await pane.mount(*help_text, *(self._widget(field) for field in section.fields))
        self._mark_fields()
        pane.scroll_home(animate=False)
        self.post_message(self.SectionShown(section))

    def _widget(self, field: Field) -> FieldRow | GroupRows:
        return (GroupRows if field.kind is Kind.GROUP else FieldRow)(field, self.draft, ())

    @on(OptionList.OptionHighlighted, "#sections")
    def _section_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._wanted = event.option_index
        self.call_later(self._show_wanted)  # a key held down skips the sections in between

    @on(OptionList.OptionSelected, "#sections")
    def _section_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.focus_first()

    def focus_first(self) -> None:
        """Into the first field of the section that is shown."""
        for widget in self.query_one("#fields").children:
            if isinstance(widget, FieldRow | GroupRows):
                widget.focus_control()
                return

    async def action_next_section(self) -> None:
        """F8."""
        await self.show_section(self.shown + 1)
        self.focus_first()

    async def action_previous_section(self) -> None:
        """F7."""
        await self.show_section(self.shown - 1)
        self.focus_first()

    def _section_words(self, section: Section) -> Text:
        blocked = any(blocks and self._holds(section, path) for path, blocks, _message in self._findings)
        unsaid = any(self._holds(section, path) for path in self._unsaid)
        self._marks[section.id] = mark = section_mark(section, self.draft, blocked, unsaid)
        return Text(f"{mark.sign} {_(section.title)}")

    def mark_of(self, section_id: str) -> Mark:
        """The mark at a section."""
        return self._marks[section_id]

    def _holds(self, section: Section, path: Path) -> bool:
        return any(starts_with(path, field.steps) for field in section.fields)

    def _mark_sections(self, positions: Iterable[int]) -> None:
        rows = self.query_one("#sections", OptionList)
        for position in positions:
            section = self.sections[position]
            before = self._marks.get(section.id)
            words = self._section_words(section)
            if self._marks[section.id] is not before:
                rows.replace_option_prompt_at_index(position, words)

    # Changes

    def _draft_changed(self, path: Path) -> None:
        self._mark_sections(
            position
            for position, section in enumerate(self.sections)
            if any(field.touched_by(path) for field in section.fields)
        )
        for row in self.query(FieldRow):
            row.show_if_asked()
            if row.editing:
                row.show_mark()
            elif starts_with(path, row.path) or starts_with(row.path, path) or callable(row.field.choices):
                row.load()  # what there is to choose among may have changed with another answer
        for group in self.query(GroupRows):
            if starts_with(path, group.path) or starts_with(group.path, path):
                group.draft_changed(path)
        self._say()
        self.post_message(self.Changed(path, self.draft.get(path)))

    async def action_undo(self) -> None:
        """Ctrl+Z: take the last change back, and show where."""
        await self._after(self.draft.undo(), _("There is nothing to take back."))

    async def action_redo(self) -> None:
        """Ctrl+Y."""
        await self._after(self.draft.redo(), _("There is nothing to make again."))

    async def _after(self, path: Path | None, nothing: str) -> None:
        if path is None:
            self.notify(nothing)
        else:
            await self.jump(path)

    def jump_to(self, place: str | Path) -> None:
        """Show the field at `place` and put the focus there."""
        self.call_later(self.jump, as_path(place))

    async def jump(self, path: Path) -> None:
        """As `jump_to`, and waits until the section is there."""
        best = max(range(len(self.sections)), key=lambda at: self.sections[at].closeness(path), default=-1)
        if best < 0 or self.sections[best].closeness(path) == 0:
            return
        await self.show_section(best)
        for group in self.query(GroupRows):
            inside = path[len(group.path) :]
            if starts_with(path, group.path) and inside and isinstance(inside[0], int):
                group.go_to(inside[0])
        found: list[FieldRow | GroupRows] = [
            row for row in (*self.query(GroupRows), *self.query(FieldRow)) if starts_with(path, row.path)
        ]
        if found:
            max(found, key=lambda row: len(row.path)).focus_control()
        else:
            self.focus_first()

    # Findings and help

    def show_findings(self, findings: Iterable[Finding], unsaid: Iterable[Finding] = ()) -> None:
        """Mark sections and fields with what the checks found; a form that is not there yet or any more notes it.
        `unsaid` is what was found and is not to be seen in the form yet: a section that holds some is not done."""
        self._unsaid = [as_path(item.path or ()) for item in unsaid if item.severity == "block"]
        self._findings = [(as_path(item.path or ()), item.severity == "block", item.message) for item in findings]
        if self.is_mounted and self.query("#sections"):
            self._mark_sections(range(len(self.sections)))
            self._mark_fields()

    def _mark_fields(self) -> None:
        for row in self.query(FieldRow):
            about = [(blocks, message) for path, blocks, message in self._findings if starts_with(path, row.path)]
            blocks, message = max(about, key=lambda item: item[0]) if about else (False, "")
            row.show_finding(message, blocks)
        for group in self.query(GroupRows):
            at = len(group.path)
            inner = [one for one in self._findings if starts_with(one[0], group.path) and len(one[0]) > at]
            inside = [(path[at], blocks) for path, blocks, _message in inner]
            group.show_marks({row for row, blocks in inside if blocks}, {row for row, _ in inside})
        self._say()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The help line follows the focus, and the label of the field is seen with it."""
        (self._row_in_focus() or event.widget).scroll_visible(animate=False)
        self._say()

    def path_in_focus(self) -> Path:
        """The field, or the row of a list, that the keys go to; () for none."""
        for node in self.screen.focused.ancestors_with_self if self.screen.focused else ():
            if isinstance(node, FieldRow):
                return node.path
            if isinstance(node, GroupRows):
                return (*node.path, node.current)
        return ()

    def _row_in_focus(self) -> FieldRow | None:
        around = self.screen.focused.ancestors_with_self if self.screen.focused else ()
        return next((node for node in around if isinstance(node, FieldRow)), None)

    def _say(self) -> None:
        row = self._row_in_focus()
        said = row.words(self.prompts(row.path)) if row else ""
        if said != self._said and (lines := self.query("#field-help")):
            self._said = said
            lines.first(Static).update(said, layout=False)

    def action_findings(self) -> None:
        """F6."""
        self.post_message(self.FindingsWanted())

    def action_editor(self) -> None:
        """F4: the text field in the person's own editor."""
        from orderdesk.tui.editor import edit_in_editor

        row = self._row_in_focus()
        if row is None or not isinstance(self.screen.focused, TextArea):
            self.notify(_("The editor is for long texts. Go to one first."))
            return
        try:
            row.put_text(edit_in_editor(self.app, self.screen.focused.text))
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
