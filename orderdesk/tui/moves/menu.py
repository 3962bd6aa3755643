"""All that this side can do with an order, or with one of its meetings: what is possible now first, and why the rest is
not. Choosing a line leads to its form."""

from dataclasses import dataclass, replace
from typing import Final

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import drafting, making
from orderdesk.desk.ordering import following
from orderdesk.desk.ordering.order_reading import OrderReading, read_order
from orderdesk.errors import NotFound
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.listing import Column, Filter, RecordList, Row
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.order_actions import answers_to_give
from orderdesk.tui.screen import DeskScreen

register(
    Action("actions.choose", "enter", N_("Choose"), N_("Open the form of the action under the cursor."), "actions",
           footer=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A line: the action's name in the life cycle, its words (translated), why it is not possible ("" when it is)."""

    action: str
    label: str
    help: str
    why_not: str
    begun: bool = False


OWN: Final = {
    "accept": (N_("Accept"), N_("Take the order on, with a consultant and a first meeting.")),
    "ask": (N_("Ask"), N_("Ask about a field before you answer.")),
    "decline": (N_("Decline"), N_("Say no, with the reason and what could be done instead.")),
    "answer": (N_("Answer"), N_("Answer the provider's question; the order stands as it is.")),
    "uphold": (N_("Uphold"), N_("Ask the provider to look again, once, and say why.")),
    "agree_decline": (N_("Agree to the decline"), N_("The order ends. A new one can be begun from it.")),
    "amend": (N_("Amend"), N_("Begin the next version of the order.")),
    "report": (N_("Monthly report"), N_("Write the next report on the order.")),
    "report_draft": (N_("Draft report"), N_("Let the caseworker see the report before it is sent.")),
    "final_report": (N_("Final report"), N_("Write the last report: outcome, recommendation, what is left.")),
    "order_again": (N_("Place it again"), N_("Begin a new order with what stands here; the link is kept.")),
    "replace": (
        N_("Replace by a new order"), N_("Begin an order that takes its place, with the same or another provider."),
    ),
}  # fmt: skip
"""Actions of the table that have screens of their own: label and help."""

_NEW: Final[dict[following.Kind, tuple[str, str]]] = {
    "beside": (N_("New order beside it"), N_("Begin an order that runs while this one does.")),
    "follows": (N_("New order after it"), N_("Begin an order that follows this one.")),
}


def choices(desk: Desk, reading: OrderReading, meeting: str = "") -> list[Choice]:
    """The actions on the order, or on one of its meetings, in the table's order: what answers a request that waits
    first, then what is possible besides."""
    if meeting:
        offered = making.offered_on_meeting(desk, reading.thread, meeting)
        found = [_of_move(one.move.action, one.why_not) for one in offered]
    else:
        moves = {one.move.action: one.why_not for one in making.offered(desk, reading.thread)}
        found = [
            _of_move(one.action, moves[one.action]) if one.action in moves else _own(one.action, one.why_not)
            for one in reading.possible
            if one.action in (*moves, *OWN)
        ]
        found += [_record(reading)]
        if desk.actor == "C":
            found += [Choice(kind, _(label), _(help_text), "") for kind, (label, help_text) in _NEW.items()]
    begun = drafting.begun_on(desk, reading.thread, meeting)
    found = [replace(one, begun=one.action in begun) for one in found]
    waited_for = () if meeting else answers_to_give(reading, desk.actor)
    return sorted(found, key=lambda choice: (bool(choice.why_not), choice.action not in waited_for))


def _own(action: str, why_not: str) -> Choice:
    label, help_text = OWN[action]
    return Choice(action, _(label), _(help_text), _(why_not) if why_not else "")


def _of_move(action: str, why_not: str) -> Choice:
    move = making.MOVES[action]
    return Choice(action, _(move.label), _(move.help), why_not)


def _record(reading: OrderReading) -> Choice:
    """A meeting that nobody planned can be recorded, once there is a course."""
    there = reading.acceptance is not None and reading.state != "entered_in_error"
    return _of_move("record_meeting", "" if there else _(reading.refusal("propose_meeting")))


class ActionsScreen(DeskScreen):
    """The list, by `ActionsScreen(thread)`. Its answer is the action that was chosen, None when it was left."""

    scope = "actions"
    heading = N_("Actions")
    help_topic = N_(
        "All that you can do with the order. What is possible now stands first; beside the rest stands why it is not"
        " possible. ~ marks what you have begun to write. Enter opens the form; nothing is sent before you sign it.\n\n"
        "Type to search. Ctrl+T shows only what is possible."
    )
    BINDINGS = bindings_for("actions")
    CSS = "ActionsScreen #whole { height: auto; max-height: 4; padding: 0 1; background: $panel; }"

    def __init__(self, thread: str, meeting: str = "") -> None:
        super().__init__()
        self.thread = thread
        self.meeting = meeting
        self.choices: dict[str, Choice] = {}

    def body(self) -> ComposeResult:
        yield RecordList(
            [
                Column("mark", "", width=1), Column("what", N_("Action"), width=27),
                Column("why", N_("What, or why not")),
            ],
            (Filter("possible", N_("possible now"), lambda row: "possible" in row.tags),),
            id="actions",
        )  # fmt: skip
        yield Static("", id="whole", markup=False)

    def on_mount(self) -> None:
        desk: Desk = open_desk_of(self.app).desk
        try:
            reading = read_order(desk, self.thread)
            found = choices(desk, reading, self.meeting)
        except NotFound as error:
            self.app.push_screen(MessageDialog(self.heading, str(error)), lambda _answer: self._leave())
            return
        self.heading_detail = str(reading.body["citizen"]["name"])
        self.choices = {choice.action: choice for choice in found}
        self.query_one(RecordList).set_rows([_row(choice) for choice in found])
        self.query_one("RowsView").focus()
        self._show_whole()

    def _leave(self) -> None:
        self.dismiss(None)

    @property
    def chosen(self) -> Choice | None:
        """The line under the cursor."""
        return self.choices.get(self.query_one(RecordList).current or "")

    def why_not(self, action_id: str) -> str:
        if action_id != "actions.choose" or not self.choices:
            return ""
        return self.chosen.why_not if self.chosen else _("There is nothing to open.")

    @on(RecordList.Highlighted)
    def _show_whole(self) -> None:
        one = self.chosen
        text = f"{one.label}: {one.help}" if one else ""
        self.query_one("#whole", Static).update(f"{text}\n! {one.why_not}" if one and one.why_not else text)
        self.show_footer()

    @on(RecordList.Selected)
    def _selected(self) -> None:
        self.action_choose()

    @work(exclusive=True, group="choosing")
    async def action_choose(self) -> None:
        """Enter."""
        one = self.chosen
        if one is None:
            return
        if one.why_not:
            self.notify(one.why_not, severity="warning", markup=False)
        else:
            self.dismiss(one.action)


def _row(choice: Choice) -> Row:
    mark = "~" if choice.begun else "-" if choice.why_not else ""
    beside = choice.why_not or choice.help
    return Row(
        choice.action, (mark, choice.label, beside), tags=frozenset() if choice.why_not else frozenset({"possible"}),
        search=f"{choice.help} {choice.why_not}",
    )  # fmt: skip
