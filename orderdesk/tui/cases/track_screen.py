"""What would be reused, asked anew and no longer asked if the case were on another track."""

from typing import Any

from textual.app import App
from textual.containers import VerticalScroll

from orderdesk.desk.casework.case_page import CasePage
from orderdesk.desk.casework.case_words import choices
from orderdesk.desk.casework.if_track import if_track
from orderdesk.desk.casework.shown import Passage, passages_as_text
from orderdesk.desk.desk import Desk
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.cases.passages import passages_text
from orderdesk.tui.dialogs import ChoiceDialog
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.text_page import TextPage, TextScreen
from orderdesk.tui.reading_screen import ReadingScreen

register(Action("if-track.copy", "ctrl+k", N_("Copy"), N_("Copy the comparison."), "if-track", True))


class TrackScreen(ReadingScreen, TextScreen):
    """The comparison for a case and a track (its code), as of the day of the page."""

    scope = "if-track"
    heading = N_("If the track were")
    help_topic = N_(
        "What the rules would say if the case were on another track: what the file holds already, what would be asked"
        " anew, what is open on both, and what would no longer be asked. The case stays as it is."
    )
    BINDINGS = bindings_for("if-track")

    def __init__(self, page: CasePage, track: str) -> None:
        super().__init__()
        self.page = page
        self.track = track

    def body(self) -> tuple[VerticalScroll]:
        self.desk: Desk = open_desk_of(self.app).desk
        return TextScreen.body(self)

    def read_desk(self) -> list[Passage]:
        answers = self.page.answers
        return if_track(self.desk, answers.case, self.track, answers.as_of)

    async def show_read(self, found: list[Passage]) -> None:
        text = TextPage()
        text.text = passages_text(found)
        self.show_page(text)
        self.plain = passages_as_text(found)

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        copy_text(self.app, self.plain)
        self.notify(_("Copied."))


async def ask_track(app: App[Any], page: CasePage) -> TrackScreen | None:
    """The comparison with the track that the person chooses. For a worker."""
    track = await app.push_screen_wait(ChoiceDialog(N_("If the track were"), choices("track")))
    return TrackScreen(page, track) if track else None
