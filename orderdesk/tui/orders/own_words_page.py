"""The blank-slate view of an order: only the citizen's own words, and what was agreed."""

from datetime import date

from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.alignment import ItemStances
from orderdesk.desk.ordering.own_words import OwnWords, own_words, source_said
from orderdesk.desk.wording import words
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.clipboard import copy_text
from orderdesk.tui.dialogs import MessageDialog
from orderdesk.tui.moments import day_text
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.text_page import TextPage, TextScreen

register(Action("own-words.copy", "ctrl+k", N_("Copy"), N_("Copy the page."), "own-words", footer=True))


class OwnWordsScreen(TextScreen):
    """The view of the order of `thread`."""

    scope = "own-words"
    heading = N_("Own words")
    help_topic = N_(
        "Only what the citizen has said, in own words, and what was agreed: wishes with what the order does with them,"
        " decisions of meetings, and where the citizen stands on each goal and activity over time.\n\n"
        "Nothing that a professional has judged stands here, and no attendance. Read it before you meet somebody new."
    )
    BINDINGS = bindings_for("own-words")

    def __init__(self, thread: str) -> None:
        super().__init__()
        self.thread = thread

    def on_mount(self) -> None:
        desk: Desk = open_desk_of(self.app).desk
        try:
            found = own_words(desk, self.thread)
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(self.heading, str(error)), lambda _answer: self._leave())
            return
        self.heading_detail = found.citizen
        self.show_page(page_of(found, desk.today()))

    def _leave(self) -> None:
        self.dismiss(None)

    def action_copy(self) -> None:
        """Ctrl+K."""
        copy_text(self.app, self.plain)
        self.notify(_("The page has been copied."))


def page_of(one: OwnWords, today: date) -> TextPage:
    """The page's text."""
    page = TextPage()
    page.heading(_("In own words"))
    if one.declined:
        page.words(_("Asked {day}, did not wish to.").format(day=day_text(one.declined, today)))
    for quote in one.quotes:
        page.entry("-", f"»{quote.words}«", f"{day_text(quote.day, today)}, {source_said(quote)}")
    if not (one.quotes or one.declined):
        page.words(_("Nothing in the citizen's own words is written here."))
    if one.wishes:
        page.heading(_("Wishes, by what matters most"))
    for wish in one.wishes:
        can = _("negotiable") if wish.negotiable else _("not negotiable")
        page.entry(str(wish.rank), f"»{wish.words}«", f"{words('wish_outcome', wish.outcome)}, {can}")
    _agreement(page, one, today)
    return page


def _agreement(page: TextPage, one: OwnWords, today: date) -> None:
    page.heading(_("Agreed"))
    for row in one.agreed:
        who = row.owner_name or words("decision_owner", row.owner)
        until = _("by {day}").format(day=day_text(row.by, today))
        met = _("decided at the meeting on {day}").format(day=day_text(row.day, today))
        page.entry("-", row.text, f"{who}, {until}", met)
    if not one.agreed:
        page.words(_("No meeting has decided anything yet."))
    page.heading(_("Where the citizen stands"))
    page.field(_("The order as a whole"), words("stance", one.alignment) if one.alignment else "")
    page.words(one.alignment_note)
    for item in one.stances:
        page.entry(item.item, item.text, *_history(item, today))


def _history(item: ItemStances, today: date) -> list[str]:
    return [
        f"{day_text(at.day, today)}: {words('stance', at.stance)}" + (f", »{at.words}«" if at.words else "")
        for at in item.history
    ]
