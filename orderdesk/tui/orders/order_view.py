"""One order: the whole of it in the order in which the provider needs it, what happened so far, and what each version
changed. Both sides use it; what may be done comes from the life cycle, with the reason where it may not."""

import asyncio
from collections.abc import Callable

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk import orders, reports
from orderdesk.desk.desk import Desk
from orderdesk.desk.order_reading import OrderReading, read_order, send_again
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import EVERYWHERE, Action, bindings_for, in_scope
from orderdesk.tui.dialogs import ChoiceDialog, MessageDialog
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.listing import Column, RecordList, Row
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders import happenings
from orderdesk.tui.orders.matter_pane import MatterPane
from orderdesk.tui.orders.order_actions import REPORTS, is_for, why_not
from orderdesk.tui.orders.order_text import order_parts
from orderdesk.tui.orders.other_side import whom_to_ring, why_undeliverable
from orderdesk.tui.rows import RowsView
from orderdesk.tui.screen import DeskScreen

_PAGES = ("order-text", "history", "versions")


class OrderScreen(DeskScreen):
    """The order of `thread`, by `OrderScreen(thread)`."""

    scope = "order"
    heading = N_("Order")
    help_topic = N_(
        "The order as the provider sees it: purpose and goals first, whom to ring always at the top. Arrow keys and"
        " page keys scroll, F8 and F7 go from part to part. Where the text above has more than is shown, Tab goes there"
        " to scroll it.\n\n"
        "F5 turns to what happened so far: each document, who signed it, when, and whether it was received; Enter opens"
        " a report. F5 again shows what each version changed and why.\n\n"
        "What stands in brackets in the last row is not possible now. Press its key to see why."
    )
    BINDINGS = bindings_for("order")
    CSS = """
    OrderScreen #contact { height: auto; max-height: 2; padding: 0 1; background: $panel; }
    OrderScreen #matter { max-height: 6; border-bottom: solid $primary; }
    OrderScreen .page { height: 1fr; padding: 0 1; }
    OrderScreen .part { height: auto; margin-bottom: 1; }
    OrderScreen #history { padding: 0; }
    OrderScreen #happening { max-height: 9; border-top: solid $primary; }
    """

    def __init__(self, thread: str) -> None:
        super().__init__()
        self.thread = thread
        self.reading: OrderReading | None = None
        self.page = _PAGES[0]
        self.safety_shown = False
        self._part = 0
        self._ring = self._trouble = ""

    def body(self) -> ComposeResult:
        self.desk: Desk = open_desk_of(self.app).desk
        yield Static("", id="contact", markup=False)
        with MatterPane(id="matter"):
            yield Static(_("Reading…"), id="standing", markup=False)
        yield VerticalScroll(id="order-text", classes="page")
        with Vertical(id="history", classes="page"):
            yield RecordList(
                [
                    Column("when", N_("When"), 18), Column("who", N_("Who"), 16, drop=1), Column("what", N_("What")),
                    Column("receipt", N_("Receipt"), 22, drop=2),
                ],
                id="happenings",
            )  # fmt: skip
            with MatterPane(id="happening"):
                yield Static("", id="happening-text", markup=False)
        yield VerticalScroll(id="versions", classes="page")

    def on_mount(self) -> None:
        self._turn_to(_PAGES[0])

    def on_screen_resume(self) -> None:
        """Shown, for the first time or again: something may have happened meanwhile."""
        self.read_again()

    def on_desk_changed(self) -> None:
        """The post brought something, or another window did."""
        self.read_again()

    @work(exclusive=True, group="reading")
    async def read_again(self) -> None:
        """Read the order anew, in a thread, and show it."""
        try:
            reading, ring, trouble = await asyncio.to_thread(self._read)
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(N_("The order cannot be shown."), str(error)), lambda _: self._leave())
            return
        if reading != self.reading:
            self.reading, self._ring, self._trouble = reading, ring, trouble
            await self._show(reading)
        self.show_footer()

    def _read(self) -> tuple[OrderReading, str, str]:
        reading = read_order(self.desk, self.thread)
        return reading, whom_to_ring(self.desk, reading), why_undeliverable(self.desk, reading)

    def _leave(self) -> None:
        self.dismiss(None)

    async def _show(self, reading: OrderReading) -> None:
        version = _("version {version}").format(version=reading.version)
        self.heading_detail = f"{reading.body['citizen']['name']} · {version}"
        contact = self.query_one("#contact", Static)
        contact.update(_("Ring {contact}").format(contact=self._ring))
        contact.display = bool(self._ring)
        self.query_one("#standing", Static).update(happenings.standing(reading, self._trouble))
        await self._show_order(reading)
        rows = [
            Row(
                one.digest, (happenings.moment(one.issued), one.who, happenings.what(one), happenings.receipt(one)),
                sort={"when": one.issued}, search=" ".join(value for _label, value in happenings.said(one)),
            )
            for one in reversed(reading.happenings)
        ]  # fmt: skip
        self.query_one(RecordList).set_rows(rows)
        self._show_happening()
        pane = self.query_one("#versions")
        await pane.remove_children()
        await pane.mount(
            *(Static(happenings.version_text(one), classes="part", markup=False) for one in reading.versions)
        )

    async def _show_order(self, reading: OrderReading) -> None:
        pane = self.query_one("#order-text", VerticalScroll)
        parts = order_parts(reading.body, show_safety=self.safety_shown, today=self.desk.today())
        texts = []
        for part in parts:
            text = Text(f"{part.title}\n", "bold reverse").append(Text(style="not bold not reverse").append(part.text))
            text.rstrip()
            texts.append(text)
        known = list(pane.query(Static))
        if len(known) == len(texts):
            for widget, text in zip(known, texts, strict=True):
                widget.update(text)
            return
        await pane.remove_children()
        await pane.mount(*(Static(text, classes="part", markup=False) for text in texts))

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

    def action_answer(self) -> None:
        """F2."""
        from orderdesk.tui.orders.answer import AnswerScreen

        self.app.push_screen(AnswerScreen(self.thread))

    @work(exclusive=True, group="amending")
    async def action_amend(self) -> None:
        """F3."""
        await self._begin(lambda: orders.amendment_draft(self.desk, self.thread).id)

    @work(exclusive=True, group="amending")
    async def action_again(self) -> None:
        """Ctrl+N: a new order that follows this one."""
        if self.reading is not None:
            base = {**self.reading.body, "relation": {"kind": "follows", "thread": self.thread}}
            await self._begin(lambda: orders.new_draft(self.desk, base).id)

    async def _begin(self, begin: Callable[[], str]) -> None:
        from orderdesk.tui.orders.composer import ComposerScreen

        try:
            draft = await asyncio.to_thread(begin)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.app.push_screen(ComposerScreen(draft))

    @work(exclusive=True, group="reporting")
    async def action_report(self) -> None:
        """F4."""
        if self.reading is None:
            return
        kinds = [(kind, label) for kind, label, action in REPORTS if not self.reading.refusal(action)]
        kind = await self.app.push_screen_wait(ChoiceDialog(N_("Which report?"), kinds, "monthly"))
        chosen = next((known for known, _label in kinds if known == kind), None)
        if chosen is None:
            return
        from orderdesk.tui.reports.writer import WriterScreen

        try:
            draft = await asyncio.to_thread(reports.new_draft, self.desk, self.thread, chosen)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.app.push_screen(WriterScreen(draft.id))

    @work(exclusive=True, group="resending")
    async def action_resend(self) -> None:
        """Ctrl+R."""
        copies = await asyncio.to_thread(send_again, self.desk, self.thread)
        open_desk_of(self.app).after_change()
        self.notify(ngettext("{count} copy goes again.", "{count} copies go again.", copies).format(count=copies))
        self.read_again()

    # Reading

    def action_page(self) -> None:
        """F5."""
        self._turn_to(_PAGES[(_PAGES.index(self.page) + 1) % len(_PAGES)])

    def _turn_to(self, page: str) -> None:
        self.page = page
        for name in _PAGES:
            self.query_one(f"#{name}").display = name == page
        if page == "history":
            rows = self.query_one("#happenings RowsView", RowsView)
            rows.action_end(False)  # what came last, even where the cursor stood on what was last before
            rows.focus()
        else:
            self.query_one(f"#{page}").focus()

    @work(exclusive=True, group="safety")
    async def action_safety(self) -> None:
        """F6."""
        if self.reading is not None:
            self.safety_shown = not self.safety_shown
            await self._show_order(self.reading)
            self._turn_to(_PAGES[0])
            if self.safety_shown:
                parts = order_parts(self.reading.body, show_safety=True, today=self.desk.today())
                self._go_to([part.title for part in parts].index(_("Safety")))

    def action_next(self) -> None:
        """F8."""
        self._go_to(self._part + 1)

    def action_previous(self) -> None:
        """F7."""
        self._go_to(self._part - 1)

    def _go_to(self, part: int) -> None:
        pane = self.query_one(f"#{self.page}")
        parts: list[Widget] = list(pane.query(".part"))
        if parts:
            self._part = max(0, min(part, len(parts) - 1))
            pane.scroll_to_widget(parts[self._part], top=True, animate=False)

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        if self.reading is not None:
            parts = order_parts(self.reading.body, show_safety=False, today=self.desk.today())
            copy_text(self.app, "\n\n".join(f"{part.title}\n{part.text.plain.rstrip()}" for part in parts))
            self.notify(_("The order has been copied."))

    @on(RecordList.Highlighted)
    def _show_happening(self) -> None:
        key = self.query_one(RecordList).current
        found = [one for one in self.reading.happenings if one.digest == key] if self.reading else []
        self.query_one("#happening-text", Static).update(happenings.in_full(found[0]) if found else "")

    @on(RecordList.Selected)
    def _open(self, event: RecordList.Selected) -> None:
        found = [one for one in self.reading.happenings if one.digest == event.key] if self.reading else []
        if found and found[0].kind == "report" and found[0].standing != "refused":
            from orderdesk.tui.reports.reader import ReaderScreen

            self.app.push_screen(ReaderScreen(event.key))
        elif found and found[0].kind == "order":
            self._turn_to("versions")
