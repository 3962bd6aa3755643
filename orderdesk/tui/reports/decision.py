"""Where a report is decided on or elaboration is asked for, and where a draft gets comments or is cleared: on the
screen where it is read. What is written for one stays when the other is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued
from orderdesk.desk.reporting import reviews
from orderdesk.desk.wording import choices
from orderdesk.locale import N_, _
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind
from orderdesk.tui.form.row import FieldRow

Mode = Literal["decide", "elaborate", "comment", "clear"]

_DECIDE = (
    Field("decision", N_("Decision"), Kind.CHOICE, choices=choices("decision"), required=True),
    Field("text", N_("What is done, by whom"), Kind.LONG_TEXT, required=True, rows=2),
    Field("by", N_("By when"), Kind.DATE),
)
_ELABORATE = (
    Field("missing", N_("What is missing on the whole"), Kind.LONG_TEXT, required=True, rows=2),
    Field("missing_by", N_("Needed by"), Kind.DATE, required=True),
)
_COMMENT = (
    Field("word", N_("A word on the whole"), Kind.LONG_TEXT, rows=2),
    Field("comments_by", N_("Needed by"), Kind.DATE),
)
_CLEAR = (Field("cleared_word", N_("A word with it"), Kind.LONG_TEXT, rows=2),)
_REMARK = Field("text", "", Kind.LONG_TEXT, rows=2)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a way of answering is called (English msgids); `about` labels the remark on one item, "" where there is
    none."""

    title: str
    question: str
    consequence: str
    about: str


_WORDS: Final[Mapping[Mode, _Words]] = {
    "decide": _Words(
        N_("Decision"), N_("Send the decision?"),
        N_("The report is approved, and {name} gets the decision and your remarks, signed by you."),
        N_("Remark on {item}"),
    ),
    "elaborate": _Words(
        N_("Ask to elaborate"), N_("Ask to elaborate?"),
        N_("{name} is asked for a later version by the date you gave. What was sent stays as it is."),
        N_("What is missing at {item}"),
    ),
    "comment": _Words(
        N_("Comments on the draft"), N_("Send the comments?"),
        N_("{name} gets your comments, signed by you. The text stays {name}'s own: a later version comes."),
        N_("Not covered at {item}"),
    ),
    "clear": _Words(
        N_("Clear the draft"), N_("Clear the draft?"),
        N_("{name} is told that the draft covers what was asked, and sends the report itself."),
        "",
    ),
}  # fmt: skip


class DecisionPanel(VerticalScroll, can_focus=False):
    """Edits the review in `draft`: a decision or a request to elaborate; comments or a clearance where it is a draft
    that is looked through."""

    DEFAULT_CSS = """
    DecisionPanel { height: auto; max-height: 13; border-top: heavy $primary; padding: 0 1; display: none; }
    DecisionPanel.-open { display: block; }
    DecisionPanel > Vertical { height: auto; display: none; }
    DecisionPanel.-decide > #decide { display: block; }
    DecisionPanel.-elaborate > #elaborate { display: block; }
    DecisionPanel.-comment > #comment { display: block; }
    DecisionPanel.-clear > #clear { display: block; }
    DecisionPanel > #remark { display: none; }
    DecisionPanel > #remark.-shown { display: block; }
    DecisionPanel > Label { color: $foreground 80%; }
    """

    def __init__(self, draft: Draft, looking_through: bool = False) -> None:
        super().__init__()
        self.draft = draft
        self._modes: tuple[Mode, ...] = ("comment", "clear") if looking_through else ("decide", "elaborate")
        self.mode: Mode = next((mode for mode in self._modes if mode == draft.get("mode")), self._modes[0])
        self.item = ""

    def compose(self) -> ComposeResult:
        if "decide" in self._modes:
            yield from self._fields("decide", _DECIDE)
            yield from self._fields("elaborate", _ELABORATE)
        with Vertical(id="remark"):
            yield FieldRow(_REMARK, self.draft, ("remarks", "-"))
        if "comment" in self._modes:  # the comment on the item comes first: a word on the whole need not be
            yield from self._fields("comment", _COMMENT)
            yield from self._fields("clear", _CLEAR)
        yield Label("", id="lacks", markup=False)

    def _fields(self, mode: Mode, fields: Sequence[Field]) -> ComposeResult:
        with Vertical(id=mode):
            for field in fields:
                yield FieldRow(field, self.draft, ())

    def on_mount(self) -> None:
        self.draft.listeners.append(lambda _path: self._say())
        self._show()

    def use(self, mode: Mode) -> None:
        """Show the fields of one way of answering, and go there."""
        self.mode = mode
        self.draft.set("mode", mode)
        self.add_class("-open")
        self._show()
        place = "remark" if mode == "comment" and self.item else mode
        self.query_one(f"#{place}").query(FieldRow).first().focus_control()

    def about(self, item: str) -> None:
        """Let the remark be about the item with that id; "" for none."""
        self.item = item
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        words = _WORDS[self.mode]
        self.border_title = _(words.title)
        for mode in self._modes:
            self.set_class(self.mode == mode, f"-{mode}")
        self.query_one("#remark").set_class(bool(self.item and words.about), "-shown")
        if self.item and words.about:
            row = self.query_one("#remark").query_one(FieldRow)
            row.field = replace(row.field, label=_(words.about).format(item=self.item))
            row.rebase(("remarks", self.item))
        self._say()

    def _say(self) -> None:
        if self.is_mounted:
            self.query_one("#lacks", Label).update(self.refusal())

    # What was written

    def items(self) -> list[dict[str, str]]:
        """The remarks that hold something, by item."""
        remarks = self.draft.get("remarks") or {}
        texts = {item: str((remark or {}).get("text") or "").strip() for item, remark in remarks.items()}
        return [{"item": item, "text": text} for item, text in texts.items() if text]

    def refusal(self) -> str:
        """What is still lacking, as a sentence; empty when it can be sent."""
        match self.mode:
            case "decide":
                lacks, date = reviews.decision_refusal(self._text("decision"), self._text("text")), "by"
            case "elaborate":
                date = "missing_by"
                lacks = reviews.elaboration_refusal(self._text("missing"), self.items(), self._text(date))
            case "comment":
                lacks, date = reviews.comments_refusal(self.items()), "comments_by"
            case "clear":
                return ""
        return lacks or self._date_problem(date)

    def _text(self, name: str) -> str:
        value: Any = self.draft.get(name)
        return "" if value is None else str(value)

    def _date_problem(self, name: str) -> str:
        """Why the date in a field is no date; empty when it is one."""
        rows = [row for row in self.query(FieldRow) if row.path == (name,)]
        return rows[0].said_problem() if rows else ""

    def consequence(self, consultant: str) -> str:
        """What sending does, for the question before it."""
        return _(_WORDS[self.mode].consequence).format(name=consultant)

    def question(self) -> str:
        """What is asked before it is sent."""
        return _(_WORDS[self.mode].question)

    def send(self, desk: Desk, report: str) -> Issued:
        """Sign and send what was written. Raises NotPossible with what stands in the way."""
        items = self.items()
        match self.mode:
            case "decide":
                code, text, by = self._text("decision"), self._text("text"), self._text("by")
                return reviews.decide(desk, report, decision=code, text=text, by=by, remarks=items)
            case "elaborate":
                missing, by = self._text("missing"), self._text("missing_by")
                return reviews.ask_elaboration(desk, report, text=missing, items=items, by=by)
            case "comment":
                word, by = self._text("word"), self._text("comments_by")
                return reviews.comment(desk, report, text=word, items=items, by=by)
            case "clear":
                return reviews.clear(desk, report, text=self._text("cleared_word"))
