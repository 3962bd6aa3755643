"""A case that was handed over, on one page: from whom, for how long, and the case as whoever leaves it sees it."""

from datetime import date

from orderdesk.desk.desk import Desk
from orderdesk.desk.people import handover_reading
from orderdesk.desk.people.handover_reading import HandoverReading, documents_said
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.clipboard import copy_text
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.moments import day_text
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.text_page import TextPage, TextScreen

register(
    Action("handover.order", "f2", N_("Order"), N_("Open the order that was handed over."), "handover", footer=True),
    Action("handover.voice", "f3", N_("Own words"), N_("Only the citizen's own words and what was agreed."),
           "handover", footer=True),
    Action("handover.copy", "ctrl+k", N_("Copy"), N_("Copy the page."), "handover"),
)  # fmt: skip


class HandoverScreen(TextScreen):
    """The handover with this digest. Looking at it is all that Today asks."""

    scope = "handover"
    heading = N_("Handover")
    help_topic = N_(
        "A case that a colleague has handed to you, or that you have handed to a colleague: how it stands, what comes"
        " next, what has been promised. F2 opens the order with all its documents, F3 shows what the citizen says.\n\n"
        "`orderdesk handover show` prints the page."
    )
    BINDINGS = bindings_for("handover")

    def __init__(self, digest: str) -> None:
        super().__init__()
        self.digest = digest
        self.found: HandoverReading | None = None

    def on_mount(self) -> None:
        desk: Desk = open_desk_of(self.app).desk
        try:
            self.found = handover_reading.handover(desk, self.digest)
            handover_reading.mark_read(desk, self.digest)
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(self.heading, str(error)), lambda _answer: self._leave())
            return
        open_desk_of(self.app).after_change()
        self.heading_detail = self.found.citizen
        self.show_page(page_of(self.found, desk.today()))

    def on_desk_changed(self) -> None:
        """More of it may have come."""
        desk: Desk = open_desk_of(self.app).desk
        if self.found is not None:
            self.found = handover_reading.handover(desk, self.digest)
            self.show_page(page_of(self.found, desk.today()))
            self.show_footer()

    def _leave(self) -> None:
        self.dismiss(None)

    def why_not(self, action_id: str) -> str:
        if action_id in ("handover.order", "handover.voice") and (self.found is None or not self.found.here):
            return _("The order has not come yet.")
        return ""

    def action_order(self) -> None:
        """F2."""
        if self.found is not None:
            self.app.push_screen(places.order(self.found.thread))

    def action_voice(self) -> None:
        """F3."""
        if self.found is not None:
            self.app.push_screen(places.own_words(self.found.thread))

    def action_copy(self) -> None:
        """Ctrl+K."""
        copy_text(self.app, self.plain)
        self.notify(_("The page has been copied."))


def page_of(one: HandoverReading, today: date) -> TextPage:
    """The page's text."""
    page = TextPage()
    page.heading(_("Handover of {citizen}'s case").format(citizen=one.citizen))
    page.field(_("From"), one.giver)
    page.field(_("To"), one.taker)
    page.field(_("Since"), day_text(one.since, today))
    page.field(_("Until"), day_text(one.until, today) or _("for good"))
    page.field(_("Why"), one.reason)
    page.field(_("Documents"), documents_said(one))
    page.field(_("The other side is told"), one.told)
    page.field(_("A word to you"), one.note)
    if one.summary:
        page.heading(_("The case on one page"))
    page.field(_("How it stands"), one.summary.get("now"))
    page.field(_("Next step"), one.summary.get("next_step"))
    page.field(_("In the way"), one.summary.get("blocks"))
    page.field(_("Promised"), one.summary.get("promised"))
    page.field(_("The citizen"), one.summary.get("citizen"))
    return page
