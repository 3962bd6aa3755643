"""What happened to an order: a line for each document, the latest first, and the whole of the one under the cursor."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from orderdesk.desk.ordering.order_reading import Happening, OrderReading
from orderdesk.locale import N_
from orderdesk.tui.listing import Column, RecordList, Row
from orderdesk.tui.orders.happenings import in_full, line, moment, receipt, said
from orderdesk.tui.orders.matter_pane import MatterPane
from orderdesk.tui.rows import RowsView


class HistoryPage(Vertical):
    """Shows a reading's happenings."""

    DEFAULT_CSS = """
    HistoryPage #happening { max-height: 9; border-top: solid $primary; }
    """

    class Opened(Message):
        """Enter on a document."""

        def __init__(self, happening: Happening) -> None:
            super().__init__()
            self.happening = happening

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="page")
        self._reading: OrderReading | None = None

    def compose(self) -> ComposeResult:
        yield RecordList(
            [
                Column("when", N_("When"), 18), Column("who", N_("Who"), 14, drop=1), Column("what", N_("What")),
                Column("receipt", N_("Receipt"), 10, drop=2),
            ],
            id="happenings",
        )  # fmt: skip
        with MatterPane(id="happening"):
            yield Static("", id="happening-text", markup=False)

    def show(self, reading: OrderReading) -> None:
        """Show what happened; the cursor stays with its document."""
        self._reading = reading
        rows = [
            Row(
                one.digest, (moment(one.issued), one.who, line(one), receipt(one)), sort={"when": one.issued},
                search=" ".join(value for _label, value in said(one, reading.body)),
            )
            for one in reversed(reading.happenings)
        ]  # fmt: skip
        self.query_one(RecordList).set_rows(rows)
        self._show_happening()

    def focus_list(self) -> None:
        """Into the list, at what came last."""
        rows = self.query_one("#happenings RowsView", RowsView)
        rows.action_end(False)
        rows.focus()

    def _named(self, key: str | None) -> Happening | None:
        happenings = self._reading.happenings if self._reading else ()
        return next((one for one in happenings if one.digest == key), None)

    @on(RecordList.Highlighted, "#happenings")
    def _show_happening(self) -> None:
        found = self._named(self.query_one(RecordList).current)
        text = in_full(found, self._reading.body) if found and self._reading else ""
        self.query_one("#happening-text", Static).update(text)

    @on(RecordList.Selected, "#happenings")
    def _open(self, event: RecordList.Selected) -> None:
        event.stop()
        if found := self._named(event.key):
            self.post_message(self.Opened(found))
