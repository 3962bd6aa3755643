"""One field on the screen: its label, its mark, and the control that edits it."""

from datetime import UTC, date, datetime
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from orderdesk.desk.clock import day_in_denmark
from orderdesk.locale import N_, _
from orderdesk.tui.form.choice import ChoiceLine
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import parse, problem, show
from orderdesk.tui.form.long_text import LongText
from orderdesk.tui.form.many import ManyLines
from orderdesk.tui.form.model import Field, Kind
from orderdesk.tui.form.paths import Path

YES_NO = (("yes", N_("yes")), ("no", N_("no")))
_TALL = (Kind.LONG_TEXT, Kind.TEXT_LIST, Kind.CHOICES)
_SHORT = (Kind.DATE, Kind.HOURS, Kind.NUMBER)
"""What is typed anew rather than edited: typing in a filled field takes the place of what stands there."""


class LineText(Input):
    """One line. Its width counts in steps of 32 cells: each change of it lays out the screen anew (10 ms)."""

    @property
    def content_width(self) -> int:
        return -(-super().content_width // 32) * 32


class FieldRow(Container):
    """A field of one row; long texts stand under their label and take `field.rows` more."""

    DEFAULT_CSS = """
    FieldRow { height: auto; layout: horizontal; }
    FieldRow.-tall { layout: vertical; }
    FieldRow > Label { width: 21; height: 1; text-overflow: ellipsis; text-wrap: nowrap; padding-right: 1; }
    FieldRow.-tall > Label { width: 100%; }
    FieldRow.-current > Label { text-style: bold underline; }
    FieldRow > Input { width: 1fr; }
    FieldRow > TextArea { height: 3; padding: 0 0 0 1; border: none; }
    FieldRow.-wrong > Label { color: $error; text-style: bold; }
    """

    def __init__(self, field: Field, draft: Draft, base: Path) -> None:
        super().__init__(classes="-tall" if field.kind in _TALL else "")
        self.field = field
        self.draft = draft
        self.path: Path = (*base, *field.steps)
        self.editing = False
        """True while this row itself puts what was typed into the draft."""
        self.finding = ""
        """The message of a finding about this field (translated)."""
        self._blocked = False
        self._label = ""

    def compose(self) -> ComposeResult:
        yield Label("", markup=False)
        yield self._control()

    def _control(self) -> Widget:
        if self.field.kind in (Kind.CHOICE, Kind.YES_NO):
            return ChoiceLine(self.field.label)
        if self.field.kind is Kind.CHOICES:
            return ManyLines()
        if self.field.kind in (Kind.LONG_TEXT, Kind.TEXT_LIST):
            area = LongText(compact=True, soft_wrap=True, highlight_cursor_line=False)
            area.styles.height = max(2, self.field.rows)
            return area
        return LineText(compact=True, select_on_focus=self.field.kind in _SHORT)

    def on_mount(self) -> None:
        self.load()

    def rebase(self, base: Path) -> None:
        """Show the same field of another row of the group."""
        self.path = (*base, *self.field.steps)
        self.load()

    def load(self) -> None:
        """Show what the draft holds."""
        if not self.is_mounted and not self.children:
            return
        value = self.draft.get(self.path)
        control = self.children[1]
        with self.prevent(Input.Changed, TextArea.Changed):
            if isinstance(control, ChoiceLine):
                control.show(*self._choice(value))
            elif isinstance(control, ManyLines):
                control.show(self.field.choices_in(self.draft), value if isinstance(value, list) else ())
            elif isinstance(control, TextArea):
                control.load_text(show(self.field.kind, value))
            elif isinstance(control, Input):
                control.value = show(self.field.kind, value)
        self.show_mark()
        self.show_if_asked()

    def show_if_asked(self) -> None:
        """There only while the other answers ask for it."""
        if self.field.shown_when is not None:
            self.display = self.field.shown_when(self.draft)

    def _choice(self, value: Any) -> tuple[Any, str | None]:
        if self.field.kind is Kind.YES_NO:
            return YES_NO, None if value is None else "yes" if value else "no"
        return self.field.choices_in(self.draft), None if value is None else str(value)

    def show_finding(self, message: str, blocks: bool) -> None:
        """Mark the field with a finding; "" takes it away."""
        if (message, blocks) != (self.finding, self._blocked):
            self.finding, self._blocked = message, blocks
            self.show_mark()

    def show_mark(self) -> None:
        """Label with `!` for what blocks, `?` for advice, `*` for required."""
        if not self.children:
            return
        wrong = bool(self.said_problem()) or self._blocked
        sign = "!" if wrong else "?" if self.finding else " "
        label = f"{sign}{_(self.field.label)}{'*' if self.field.required else ''}"
        if label != self._label:
            self._label = label
            name = self.children[0]
            assert isinstance(name, Label)
            name.update(label, layout=False)  # the label's size is fixed; laying the screen out anew takes 15 ms
        if wrong is not self.has_class("-wrong"):
            self.set_class(wrong, "-wrong")

    def said_problem(self) -> str:
        """Why what was typed is not understood, "" when it is."""
        return problem(self.field.kind, self.draft.get(self.path))

    def words(self, prompt: str = "") -> str:
        """What the help line says about this field: a problem before a finding before the help. `prompt` is asked in
        the place of the help, and before anything is written in the place of a finding too."""
        if prompt and self.draft.get(self.path) in (None, []):
            return self.said_problem() or prompt
        return self.said_problem() or self.finding or prompt or _(self.field.help)

    def focus_control(self) -> None:
        """Put the focus into the field, at once: a key that is pressed next must not meet a screen without a focus."""
        if len(self.children) > 1:
            self.screen.set_focus(self.children[1])

    def put_text(self, text: str) -> None:
        """Replace a text field's text, as if it had been typed."""
        self._store(parse(self.field.kind, text, _today()))
        self.load()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._store(parse(self.field.kind, event.value, _today()))

    @on(TextArea.Changed)
    def _wrote(self, event: TextArea.Changed) -> None:
        event.stop()
        self._store(parse(self.field.kind, event.text_area.text, _today()))

    @on(ChoiceLine.Changed)
    def _chose(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        yes_no = self.field.kind is Kind.YES_NO and event.value is not None
        self._store(event.value == "yes" if yes_no else event.value)

    @on(ManyLines.Changed)
    def _took(self, event: ManyLines.Changed) -> None:
        event.stop()
        self._store(event.value)

    def _store(self, value: Any) -> None:
        self.editing = True
        try:
            self.draft.set(self.path, value)
        finally:
            self.editing = False

    def on_descendant_focus(self) -> None:
        """Underline the label, so that the field in use shows without colour."""
        self.add_class("-current")

    def on_descendant_blur(self) -> None:
        """The field was left: the next change is a new step of undo, and "3/12" becomes "3 Dec 2026"."""
        self.draft.close_step()
        self.remove_class("-current")
        if isinstance(self.children[1], Input):
            self.load()
        else:
            self.show_mark()


def _today() -> date:
    """The calendar day in Denmark, which "+14" counts from wherever the machine stands."""
    return day_in_denmark(datetime.now(UTC))
