"""What stands beside the block that is being written: last month's text, to build on and not to copy; and in a later
version of a report what the version before said where it now reads otherwise."""

from collections.abc import Mapping
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.desk.reporting.report_basis import Against
from orderdesk.locale import _
from orderdesk.tui.reports import answers, attendance_words
from orderdesk.tui.reports.reworked import answer_in, name_of, reworked_so_far

Body = Mapping[str, Any]

_BLOCKS = {
    "goals": ("goal", answers.goal),
    "questions": ("question", answers.question),
    "documentation": ("documentation", answers.documentation),
}
_PARTS = {
    "assessment": answers.assessment,
    "citizen_view": answers.citizen_view,
    "work_trial": answers.work_trial,
    "outcome": answers.outcome,
}
_ROWS = {
    "adjustments": answers.adjustment,
    "followed_up": answers.followed_up,
    "warnings": answers.warning,
    "proposals": answers.proposal,
}


def earlier_title(against: Against, section: str) -> str:
    """What the text beside `section` is called."""
    if section == "adjustments" and against.tried and against.before is None:
        return _("The whole course")
    return _("Last month") if against.before is None else _("Before this version")


def earlier_text(against: Against, body: Body, section: str) -> Text:
    """What the version before, where there was one, and last month's report say where `section` is written now."""
    if against.before is None:
        return _last_month(against, body, section)
    text = Text()
    text.append_text(_version_before(against.before, body, section))
    if against.previous is not None:
        text.append("\n\n" + _("Last month") + "\n", style="bold")
        text.append_text(_last_month(against, body, section))
    return text


def _version_before(before: Body, body: Body, section: str) -> Text:
    number, name, rewritten = before["version"], name_of(section, body), reworked_so_far(body, before)
    if not name:
        told = ", ".join(rewritten) or _("nothing")
        return answers.as_text([(_("Rewritten since version {number}").format(number=number), told)])
    if name not in rewritten:
        return Text(_("Unchanged since version {number}.").format(number=number), style="italic")
    then = answers.as_text(_lines(before, body, section), _("Nothing was written here."))
    return Text(_("In version {number}").format(number=number) + "\n", style="bold").append_text(then)


def _last_month(against: Against, body: Body, section: str) -> Text:
    if section == "adjustments" and against.tried:
        return answers.as_text(answers.tried(against.tried))
    if against.previous is None:
        return Text(_("This is the first report."), style="italic")
    return answers.as_text(_lines(against.previous, body, section), _("Nothing was written here last month."))


def _lines(previous: Body, body: Body, section: str) -> answers.Lines:
    name, _dot, rest = section.partition(".")
    if name in _BLOCKS:
        kind, words_of = _BLOCKS[name]
        found = answer_in(previous, kind, str(body[name][int(rest)].get(kind)))
        return words_of(found) if found else []
    if name == "points":
        return answers.point(previous["points"].get(rest) or {})
    if name in _PARTS:
        part = previous.get(name)
        return _PARTS[name](part) if part else []
    if name in _ROWS:
        return answers.rows(previous.get(name), _ROWS[name])
    if name == "sessions":
        told = [("", sentence) for sentence in attendance_words.summary(previous["sessions"])]
        return told + attendance_words.particulars(previous["sessions"])
    if name == "next_steps":
        return [("", "· " + answers.step(step)) for step in previous["next_steps"]]
    return [(_("Period"), answers.period_words(previous["period"])), ("", str(previous.get("underway") or ""))]


class EarlierPanel(VerticalScroll):
    """Shows last month's text; the arrow keys scroll it."""

    DEFAULT_CSS = """
    EarlierPanel { border: none; border-top: solid $primary; height: 1fr; padding: 0 1; }
    EarlierPanel:focus { border-top: heavy $primary; }
    """

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def show(self, title: str, text: Text) -> None:
        """Show `text` under `title`, from its beginning where it is another."""
        shown = self.query_one(Static)
        if (self.border_title, shown.content) != (title, text):
            self.border_title = title
            shown.update(text)
            self.scroll_home(animate=False)
