"""Last month's text to the block that is being written: to build on, not to copy."""

from collections.abc import Mapping
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.desk.report_basis import Against
from orderdesk.locale import _
from orderdesk.tui.reports import answers, attendance_words

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


def earlier_text(against: Against, body: Body, section: str) -> Text:
    """What last month's report says where `section` is written now."""
    if against.previous is None:
        return Text(_("This is the first report."), style="italic")
    return answers.as_text(_lines(against, against.previous, body, section), _("Nothing was written here last month."))


def _lines(against: Against, previous: Body, body: Body, section: str) -> answers.Lines:
    name, _dot, rest = section.partition(".")
    if name in _BLOCKS:
        kind, words_of = _BLOCKS[name]
        found = against.earlier(kind, name, str(body[name][int(rest)].get(kind)))
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
        """Show `text` under `title`."""
        self.border_title = title
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)
