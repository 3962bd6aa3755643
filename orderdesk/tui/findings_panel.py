"""The findings of the checks beside the form: Enter goes to the field that a finding is about."""

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.dialogs import ReasonDialog
from orderdesk.tui.form.finding import Finding
from orderdesk.tui.form.paths import Path, as_path
from orderdesk.tui.form.view import FormView


class JumpTo(Message):
    """The person wants to go to the field at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class Decided(Message):
    """The person has decided about advice: to put it aside for `reason`, or, where that is empty, to let it stand."""

    def __init__(self, finding: Finding, reason: str) -> None:
        super().__init__()
        self.finding = finding
        self.reason = reason


_SIGNS = {"block": "!", "advise": "?", "aside": "–"}


class FindingsPanel(OptionList):
    """What blocks (`!`) before what is advised (`?`) and what was put aside (`–`), each one line or more as the width
    allows. `asides`: whether advice can be put aside here."""

    scope = "findings"
    BINDINGS = bindings_for("findings")
    DEFAULT_CSS = """
    FindingsPanel { border: none; border-top: solid $primary; padding: 0; height: 1fr; }
    """

    class Left(Message):
        """F6: back to the form."""

    class AsideWanted(Message):
        """Delete: the person wants to put this advice aside."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    def __init__(self, id: str | None = None, *, asides: bool = False) -> None:
        super().__init__(id=id, markup=False)
        self._asides = asides
        self._shown: list[Finding] = []
        self._findings_said: list[str] | None = None

    def on_mount(self) -> None:
        self.show_findings(())

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show these findings; the cursor stays at its place in the list."""
        ordered = sorted(findings, key=lambda item: list(_SIGNS).index(item.severity))
        self._shown = ordered
        lines = [f"{_SIGNS[item.severity]} {item.message}" for item in ordered]
        if lines == self._findings_said:  # the usual case after a pause in the typing: nothing to draw
            return
        self._findings_said = lines
        at = self.highlighted or 0
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(Option(Text(line)) for line in lines)
            self.highlighted = min(at, len(ordered) - 1) if ordered else None
        self.border_title = self._title(ordered)

    def _title(self, shown: Sequence[Finding]) -> str:
        findings = [item for item in shown if item.severity != "aside"]
        said = self._counted(findings)
        if aside := len(shown) - len(findings):
            said += " · " + ngettext("{count} put aside", "{count} put aside", aside).format(count=aside)
        return said

    def _counted(self, findings: Sequence[Finding]) -> str:
        blocking = sum(item.severity == "block" for item in findings)
        if not findings:
            return _("Nothing found")
        if not blocking:
            return ngettext("{count} advice", "{count} pieces of advice", len(findings)).format(count=len(findings))
        return ngettext(
            "{count} finding, {blocking} blocks sending", "{count} findings, {blocking} block sending", len(findings)
        ).format(count=len(findings), blocking=blocking)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.post_message(JumpTo(as_path(self._shown[event.option_index].path or ())))

    def action_form(self) -> None:
        """F6."""
        self.post_message(self.Left())

    def current(self) -> Finding | None:
        """The finding under the cursor."""
        at = self.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def action_put_aside(self) -> None:
        """Delete."""
        finding = self.current()
        if finding is None or finding.severity == "aside":
            self.notify(_("There is nothing to put aside here."))
        elif finding.severity == "block":
            self.notify(_("What keeps the document from being sent cannot be put aside."), severity="warning")
        elif not self._asides:
            self.notify(_("This advice keeps nothing back; it is gone when the document is sent."))
        else:
            self.post_message(self.AsideWanted(finding))

    def action_take_back(self) -> None:
        """Insert."""
        finding = self.current()
        if finding is None or finding.severity != "aside":
            self.notify(_("There is nothing to take back here."))
        else:
            self.post_message(Decided(finding, ""))


class FormDesk(Container):
    """A form with its findings: beside it from 100 columns, below it on a narrow terminal. F7 and F8 turn the form's
    pages from the findings too: the footer shows them there."""

    BINDINGS = [Binding("f7", "turn(False)", "", show=False), Binding("f8", "turn(True)", "", show=False)]
    DEFAULT_CSS = """
    FormDesk { height: 1fr; layout: vertical; }
    FormDesk > FindingsPanel { height: 5; }
    """

    def __init__(self, form: FormView, findings: FindingsPanel, id: str | None = None) -> None:
        super().__init__(id=id)
        self.form = form
        self.findings = findings
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        yield self.form
        yield self.findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings in the list, at the sections and at the fields."""
        self.form.show_findings(findings)
        self.findings.show_findings(findings)

    @on(JumpTo)
    def _jump(self, event: JumpTo) -> None:
        event.stop()
        self.form.jump_to(event.path)

    async def action_turn(self, forward: bool) -> None:
        """F7 and F8 in the findings."""
        await (self.form.action_next_section() if forward else self.form.action_previous_section())

    @on(FindingsPanel.AsideWanted)
    def _aside_wanted(self, event: FindingsPanel.AsideWanted) -> None:
        event.stop()
        self._ask_why(event.finding)

    @work(exclusive=True, group="aside")
    async def _ask_why(self, finding: Finding) -> None:
        question = ReasonDialog(N_("Why is this put aside?"), finding.message)
        if reason := await self.app.push_screen_wait(question):
            self.post_message(Decided(finding, reason))

    @on(FormView.FindingsWanted)
    def _to_findings(self) -> None:
        self._came_from = self.screen.focused
        self.findings.focus()

    @on(FindingsPanel.Left)
    def _to_form(self) -> None:
        if self._came_from is not None and self._came_from.is_attached:
            self._came_from.focus()
        else:
            self.form.focus_first()
