"""A screen that writes a document from its draft: it saves itself, another window's writing is told, and the pages that
the person has been through are marked with what the checks found."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from textual import on, work

from orderdesk.desk import drafts
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.findings_panel import Decided
from orderdesk.tui.form.screen import FormScreen
from orderdesk.tui.form.view import FormView
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.shown_findings import Shown, decide, to_mark
from orderdesk.tui.orders.thrown_away import threw_away
from orderdesk.tui.other_window import OtherWindow

Body = dict[str, Any]


class DraftScreen(FormScreen):
    """Base of the screens that write an order or a report. A subclass sets `desk` and the three of FormScreen in
    `body()`, calls `begin_saving()`, and writes `found_in()`."""

    desk: Desk
    found: Sequence[Shown] = ()

    def __init__(self, draft_id: str) -> None:
        super().__init__()
        self.draft_id = draft_id
        self.been_through: set[str] = set()
        """The ids of the pages that the person has left."""
        self.page = ""
        """The id of the page that is shown."""

    @abstractmethod
    def found_in(self, body: Body) -> list[Shown]:
        """What the checks find in `body`, as the document says it. Runs in a thread."""

    def written(self) -> Body:
        """What the draft says now, as the document will say it."""
        return self.draft.snapshot()

    def begin_saving(self) -> None:
        """From now on what is written is saved, and another window's writing is told."""
        self.autosave = Autosave(self, self.draft.snapshot, self.save)
        self.other_window = OtherWindow(self, self.desk, self.draft_id)

    def save(self, body: Body) -> None:
        """Keep `body` as the draft. Raises OrderdeskError."""
        drafts.save(self.desk, self.draft_id, body)

    def on_desk_changed(self) -> None:
        """Another window may have written in this draft."""
        if self.autosave:
            self.other_window.look()

    def looking(self) -> Callable[[], Sequence[Shown]]:
        body = self.written()
        return lambda: self.found_in(body)

    def marked(self) -> Sequence[Shown]:
        """Only what is about something written, or about a page that was left: an empty form is no wall of faults."""
        return to_mark(self.found, self.form.sections, self.draft, self.been_through)

    @on(FormView.SectionShown)
    def _turned_the_page(self, event: FormView.SectionShown) -> None:
        self.been_through.add(self.page)
        self.page = event.section.id
        self.mark()

    @on(Decided)
    def _decided(self, event: Decided) -> None:
        try:
            decide(self.desk, self.draft_id, self.written(), event)
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
        self.check_now()

    @work(exclusive=True, group="discarding")
    async def action_discard(self) -> None:
        """F10."""
        if await threw_away(self, self.desk, self.draft_id):
            self.autosave = None
            open_desk_of(self.app).after_change()
            self.dismiss(None)
