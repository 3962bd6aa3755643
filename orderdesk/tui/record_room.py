"""A room that is one list of records, with the line under the cursor in full below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.listing import Column, Filter, RecordList, Row
from orderdesk.tui.rooms import RoomScreen

RecordT = TypeVar("RecordT")


@dataclass(frozen=True)
class Records(Generic[RecordT]):
    """What was read: the rows, the records behind them by key, and by key the sentence below the list."""

    rows: list[Row]
    records: dict[str, RecordT]
    sentences: dict[str, str] = field(default_factory=dict)


class RecordRoom(RoomScreen, Generic[RecordT]):
    """Base of orders, reports, post and settings. A subclass writes `read` (giving Records) and `open`."""

    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    empty: ClassVar[str] = N_("Nothing here.")
    """Msgid of what stands in an empty list."""
    DEFAULT_CSS = "RecordRoom #whole { height: auto; max-height: 5; padding: 0 1; background: $panel; }"

    def body(self) -> ComposeResult:
        yield RecordList(self.columns, self.filters, id="records", empty=self.empty)
        yield Static("", id="whole", markup=False)

    def on_mount(self) -> None:
        self.query_one("RowsView").focus()

    def record(self) -> RecordT | None:
        """The record under the cursor."""
        key = self.query_one("#records", RecordList).current
        return self._records().get(key) if key else None

    def why_not(self, action_id: str) -> str:
        if action_id == f"{self.scope}.open" and (not self._found or self.record() is None):
            return _("There is nothing to open.")
        return super().why_not(action_id)

    def _records(self) -> dict[str, RecordT]:
        return self._found.records if self._found else {}

    def show(self, found: Any) -> None:
        listing = self.query_one("#records", RecordList)
        listing.set_rows(found.rows)
        self._show_whole(listing.current)
        self.show_footer()

    @on(RecordList.Highlighted, "#records")
    def _highlighted(self, event: RecordList.Highlighted) -> None:
        self._show_whole(event.key)
        self.show_footer()

    def _show_whole(self, key: str | None) -> None:
        sentences = self._found.sentences if self._found else {}
        self.query_one("#whole", Static).update(sentences.get(key, "") if key else "")

    @on(RecordList.Selected, "#records")
    def _selected(self, event: RecordList.Selected) -> None:
        record = self._records().get(event.key)
        if record is not None:
            self.open(record)

    def action_open(self) -> None:
        """Enter, from the palette."""
        record = self.record()
        if record is not None:
            self.open(record)

    def open(self, record: RecordT) -> None:
        """Enter on a record."""

    def go_to_draft(self, draft_id: str) -> None:
        """Go on with a draft, or say that it is gone."""
        try:
            self.app.push_screen(places.draft(self.desk, draft_id))
        except OrderdeskError as error:
            self.tell(error)
            self.reload()

    @work(exclusive=True, group="discarding")
    async def throw_away(self, draft_id: str, label: str) -> None:
        """Throw a draft away, after a question. It can be taken back."""
        from orderdesk.desk import drafts
        from orderdesk.tui.dialogs import ConfirmDialog

        question = ConfirmDialog(
            N_("Throw the draft away?"),
            _("{label}: what was written goes from the lists. Ctrl+R takes it back.").format(label=label or _("Draft")),
            "f9",
            N_("Throw away"),
        )
        if await self.app.push_screen_wait(question):
            drafts.discard(self.desk, draft_id)
            self.desk_app.after_change()

    @work(exclusive=True, group="discarding")
    async def take_back(self, kind: str) -> None:
        """Take back a draft that was thrown away: the one that is chosen."""
        from orderdesk.desk import discarded, drafts
        from orderdesk.tui.dialogs import ChoiceDialog

        choices = discarded.listing(self.desk, kind)
        if not choices:
            self.notify(_("No draft has been thrown away."), markup=False)
            return
        chosen = await self.app.push_screen_wait(ChoiceDialog(N_("Take back which draft?"), choices))
        if chosen:
            drafts.restore(self.desk, chosen)
            self.desk_app.after_change()
