"""Where a report is decided on, or elaboration is asked for: on the screen where it is read. What is written for one
stays when the other is chosen."""

from dataclasses import replace
from typing import Any, Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label

from orderdesk.desk import reviews
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued
from orderdesk.desk.wording import choices
from orderdesk.locale import N_, _
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind
from orderdesk.tui.form.row import FieldRow

Mode = Literal["decide", "elaborate"]

_DECIDE = (
    Field("decision", N_("Decision"), Kind.CHOICE, choices=choices("decision"), required=True),
    Field("text", N_("What is done, by whom"), Kind.LONG_TEXT, required=True, rows=2),
    Field("by", N_("By when"), Kind.DATE),
)
_ELABORATE = (
    Field("missing", N_("What is missing on the whole"), Kind.LONG_TEXT, required=True, rows=2),
    Field("missing_by", N_("Needed by"), Kind.DATE, required=True),
)
_REMARK = Field("text", "", Kind.LONG_TEXT, rows=2)


class DecisionPanel(VerticalScroll, can_focus=False):
    """Edits the review in `draft` in one of two ways."""

    DEFAULT_CSS = """
    DecisionPanel { height: auto; max-height: 13; border-top: heavy $primary; padding: 0 1; display: none; }
    DecisionPanel.-open { display: block; }
    DecisionPanel > Vertical { height: auto; display: none; }
    DecisionPanel.-decide > #decide { display: block; }
    DecisionPanel.-elaborate > #elaborate { display: block; }
    DecisionPanel > #remark { display: none; }
    DecisionPanel > #remark.-shown { display: block; }
    DecisionPanel > Label { color: $foreground 80%; }
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        self.mode: Mode = "elaborate" if draft.get("mode") == "elaborate" else "decide"
        self._item = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="decide"):
            for field in _DECIDE:
                yield FieldRow(field, self.draft, ())
        with Vertical(id="elaborate"):
            for field in _ELABORATE:
                yield FieldRow(field, self.draft, ())
        with Vertical(id="remark"):
            yield FieldRow(_REMARK, self.draft, ("remarks", "-"))
        yield Label("", id="lacks", markup=False)

    def on_mount(self) -> None:
        self.draft.listeners.append(lambda _path: self._say())
        self._show()

    def use(self, mode: Mode) -> None:
        """Show the fields of a decision, or those of a request to elaborate, and go there."""
        self.mode = mode
        self.draft.set("mode", mode)
        self.add_class("-open")
        self._show()
        self.query_one(f"#{mode}").query(FieldRow).first().focus_control()

    def about(self, item: str) -> None:
        """Let the remark be about the item with that id; "" for none."""
        self._item = item
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        self.border_title = _("Decision") if self.mode == "decide" else _("Ask to elaborate")
        self.set_class(self.mode == "decide", "-decide")
        self.set_class(self.mode == "elaborate", "-elaborate")
        self.query_one("#remark").set_class(bool(self._item), "-shown")
        if self._item:
            row = self.query_one("#remark").query_one(FieldRow)
            label = _("Remark on {item}") if self.mode == "decide" else _("What is missing at {item}")
            row.field = replace(row.field, label=label.format(item=self._item))
            row.rebase(("remarks", self._item))
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
        if self.mode == "decide":
            return reviews.decision_refusal(self._text("decision"), self._text("text")) or self._date_problem("by")
        return reviews.elaboration_refusal(
            self._text("missing"), self.items(), self._text("missing_by")
        ) or self._date_problem("missing_by")  # fmt: skip

    def _text(self, name: str) -> str:
        value: Any = self.draft.get(name)
        return "" if value is None else str(value)

    def _date_problem(self, name: str) -> str:
        """Why the date in a field is no date; empty when it is one."""
        rows = [row for row in self.query(FieldRow) if row.path == (name,)]
        return rows[0].said_problem() if rows else ""

    def consequence(self, consultant: str) -> str:
        """What sending does, for the question before it."""
        if self.mode == "decide":
            return _("The report is approved, and {name} gets the decision and your remarks, signed by you.").format(
                name=consultant
            )
        return _("{name} is asked for a later version by the date you gave. What was sent stays as it is.").format(
            name=consultant
        )

    def send(self, desk: Desk, report: str) -> Issued:
        """Sign and send what was written. Raises NotPossible with what stands in the way."""
        if self.mode == "decide":
            return reviews.decide(
                desk, report, decision=self._text("decision"), text=self._text("text"), by=self._text("by"),
                remarks=self.items(),
            )  # fmt: skip
        return reviews.ask_elaboration(
            desk, report, text=self._text("missing"), items=self.items(), by=self._text("missing_by")
        )
