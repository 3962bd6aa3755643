"""One order: the whole of it in the order in which the provider needs it, what happened so far, what each version
changed, its meetings. Both sides use it; what may be done comes from the life cycle, and why where it may not."""

import asyncio
from dataclasses import dataclass
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import MOVES
from orderdesk.desk.ordering import following
from orderdesk.desk.ordering.order_reading import OrderReading, ask_again, read_order, send_again
from orderdesk.desk.reporting.course_reading import CourseReading, read_course
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui import places
from orderdesk.tui.actions import EVERYWHERE, Action, bindings_for, in_scope
from orderdesk.tui.dialogs import ChoiceDialog
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.moves.opening import REPORTS as REPORT_KINDS
from orderdesk.tui.moves.opening import place_of
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.history_page import HistoryPage
from orderdesk.tui.orders.matter_pane import MatterPane
from orderdesk.tui.orders.meetings_page import MeetingsPage
from orderdesk.tui.orders.order_actions import REPORTS, answers_to_give, is_for, why_not
from orderdesk.tui.orders.order_page import OrderPage, PartsPage, VersionsPage
from orderdesk.tui.orders.order_palette import OrderProvider
from orderdesk.tui.orders.other_side import whom_to_ring, why_undeliverable
from orderdesk.tui.orders.standing import standing
from orderdesk.tui.reading_screen import ReadingScreen

_PAGES = ("order-text", "history", "versions", "meetings")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the screen shows, read in a thread."""

    reading: OrderReading
    course: CourseReading
    ring: str
    trouble: str


class OrderScreen(ReadingScreen):
    """The order of `thread`, by `OrderScreen(thread)`."""

    scope = "order"
    heading = N_("Order")
    unreadable = N_("The order cannot be shown.")
    help_topic = N_(
        "The order as the provider sees it: purpose and goals first, whom to ring always at the top. Arrow keys and"
        " page keys scroll, F8 and F7 go from part to part. Where the text above has more than is shown, Tab goes there"
        " to scroll it.\n\n"
        "F9 shows all that you can do with it: amend, answer, hold, end, plan a meeting, tell of an absence, and more,"
        " each with its form; and why the rest is not possible now.\n\n"
        "F5 turns to what happened so far: each document, who signed it, when, and whether it was received; Enter opens"
        " one. F5 again shows what each version changed and why, then the three-party meetings; F10 goes there at once."
        " Enter on a meeting shows what can be done with it.\n\n"
        "What stands in brackets in the last row is not possible now. Press its key to see why."
    )
    BINDINGS = bindings_for("order")
    COMMANDS = {OrderProvider}
    CSS = """
    OrderScreen #contact { height: auto; max-height: 2; padding: 0 1; background: $panel; }
    OrderScreen #matter { max-height: 7; border-bottom: solid $primary; }
    OrderScreen.-beside #matter { max-height: 3; }
    OrderScreen .page { height: 1fr; padding: 0 1; }
    OrderScreen .part { height: auto; margin-bottom: 1; }
    OrderScreen #history, OrderScreen #meetings { padding: 0; }
    """

    def __init__(self, thread: str) -> None:
        super().__init__()
        self.thread = thread
        self.shown: _Read | None = None
        self.page = _PAGES[0]

    @property
    def reading(self) -> OrderReading | None:
        """The order as it was read last."""
        return self.shown.reading if self.shown else None

    def body(self) -> ComposeResult:
        self.desk: Desk = open_desk_of(self.app).desk
        yield Static("", id="contact", markup=False)
        with MatterPane(id="matter"):
            yield Static(_("Reading…"), id="standing", markup=False)
        yield OrderPage(id="order-text")
        yield HistoryPage(id="history")
        yield VersionsPage(id="versions")
        yield MeetingsPage(id="meetings")

    def on_mount(self) -> None:
        self._turn_to(_PAGES[0])

    def read_desk(self) -> _Read:
        reading = read_order(self.desk, self.thread)
        course = read_course(self.desk, self.thread)
        return _Read(reading, course, whom_to_ring(self.desk, reading), why_undeliverable(self.desk, reading))

    async def show_read(self, found: _Read) -> None:
        self.shown = shown = found
        reading, course = shown.reading, shown.course
        version = _("version {version}").format(version=reading.version)
        self.heading_detail = f"{reading.body['citizen']['name']} · {version}"
        contact = self.query_one("#contact", Static)
        contact.update(_("Ring {contact}").format(contact=shown.ring))
        contact.display = bool(shown.ring)
        self.query_one("#standing", Static).update(standing(reading, course, shown.trouble))
        self.query_one(HistoryPage).show(reading)
        self.query_one(MeetingsPage).show(course, self.desk.today())
        await self.query_one(OrderPage).show(reading, course, self.desk.today())
        await self.query_one(VersionsPage).show(reading, course)

    # What may be done

    def why_not(self, action_id: str) -> str:
        if self.reading is None:
            return "" if action_id == "order.page" else _("The order is being read.")
        return why_not(action_id, self.reading, self.desk.actor)

    def possible_actions(self) -> list[Action]:
        """Without what only the other side of an order does."""
        return [action for action in super().possible_actions() if is_for(action.id, self.desk.actor)]

    def show_footer(self) -> None:
        """As every footer, without what only the other side of an order does."""
        if bars := self.query(DeskFooter):
            known = [*in_scope(self.scope), *in_scope(EVERYWHERE)]
            own = [action for action in known if action.footer and is_for(action.id, self.desk.actor)]
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in own])

    @work(exclusive=True, group="doing")
    async def action_answer(self) -> None:
        """F2: the pages of answers to the order, or the form for an amendment or a request to end it."""
        if self.reading is None:
            return
        found = answers_to_give(self.reading, self.desk.actor)
        action: str | None = found[0]
        if found[0] in MOVES and len(found) > 1:
            kinds = [(name, MOVES[name].label) for name in found]
            action = await self.app.push_screen_wait(ChoiceDialog(N_("Answer"), kinds))
        if action:
            await self._go(action, "")

    def action_amend(self) -> None:
        """F3."""
        self.do("amend")

    def action_again(self) -> None:
        """Ctrl+N: a new order that restarts this one, or follows it."""
        if self.reading is not None:
            kind = following.usual_kind(self.desk, self.thread)
            self.do("order_again" if kind == "restarts" else kind)

    @work(exclusive=True, group="doing")
    async def action_actions(self) -> None:
        """F9: all that can be done."""
        await self._choose("")

    @on(MeetingsPage.Chosen)
    def _meeting_chosen(self, event: MeetingsPage.Chosen) -> None:
        self._choose_on_meeting(event.meeting)

    @work(exclusive=True, group="doing")
    async def _choose_on_meeting(self, meeting: str) -> None:
        await self._choose(meeting)

    async def _choose(self, meeting: str) -> None:
        from orderdesk.tui.moves.menu import ActionsScreen

        if action := await self.app.push_screen_wait(ActionsScreen(self.thread, meeting)):
            await self._go(str(action), meeting)

    @work(exclusive=True, group="doing")
    async def do(self, action: str, meeting: str = "") -> None:
        """Go where `action` is done."""
        await self._go(action, meeting)

    async def _go(self, action: str, meeting: str) -> None:
        try:
            screen: Any = await place_of(self.desk, self.thread, action, meeting)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.app.push_screen(screen)

    @work(exclusive=True, group="doing")
    async def action_report(self) -> None:
        """F4."""
        if self.reading is None:
            return
        kinds = [(action, label) for _kind, label, action in REPORTS if not self.reading.refusal(action)]
        action = await self.app.push_screen_wait(ChoiceDialog(N_("Which report?"), kinds, "report"))
        if action in REPORT_KINDS:
            await self._go(action, "")

    @work(exclusive=True, group="resending")
    async def action_resend(self) -> None:
        """Ctrl+R."""
        copies = await asyncio.to_thread(send_again, self.desk, self.thread)
        asked = await asyncio.to_thread(ask_again, self.desk, self.thread)
        open_desk_of(self.app).after_change()
        said = ngettext("{count} copy goes again.", "{count} copies go again.", copies).format(count=copies)
        if asked:
            said += " " + ngettext("{count} missing document is asked for.", "{count} missing documents are asked for.",
                                   asked).format(count=asked)  # fmt: skip
        self.notify(said)
        self.read_again()

    # Reading

    def action_voice(self) -> None:
        """Ctrl+B."""
        self.app.push_screen(places.own_words(self.thread))

    def action_page(self) -> None:
        """F5."""
        self._turn_to(_PAGES[(_PAGES.index(self.page) + 1) % len(_PAGES)])

    def action_meetings(self) -> None:
        """F10."""
        self._turn_to("meetings")

    def _turn_to(self, page: str) -> None:
        self.page = page
        self.set_class(page != _PAGES[0], "-beside")
        for name in _PAGES:
            self.query_one(f"#{name}").display = name == page
        shown = self.query_one(f"#{page}")
        if isinstance(shown, HistoryPage | MeetingsPage):
            shown.focus_list()
        else:
            shown.focus()

    @work(exclusive=True, group="safety")
    async def action_safety(self) -> None:
        """F6."""
        await self.query_one(OrderPage).turn_safety()
        self._turn_to(_PAGES[0])

    def action_next(self) -> None:
        """F8."""
        self._go_to(1)

    def action_previous(self) -> None:
        """F7."""
        self._go_to(-1)

    def _go_to(self, by: int) -> None:
        pane = self.query_one(f"#{self.page}")
        if isinstance(pane, PartsPage):
            pane.step(by)

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        if self.reading is not None:
            copy_text(self.app, self.query_one(OrderPage).plain())
            self.notify(_("The order has been copied."))

    @on(HistoryPage.Opened)
    def _open(self, event: HistoryPage.Opened) -> None:
        found = event.happening
        if found.kind == "report" and found.standing != "refused":
            from orderdesk.tui.reports.reader import ReaderScreen

            self.app.push_screen(ReaderScreen(found.digest))
        elif found.kind == "order":
            self._turn_to("versions")
        elif self.reading is not None:
            from orderdesk.tui.orders.happenings import in_full
            from orderdesk.tui.orders.whole_text import WholeTextScreen

            citizen = str(self.reading.body["citizen"]["name"])
            self.app.push_screen(WholeTextScreen(citizen, in_full(found, self.reading.body)))
