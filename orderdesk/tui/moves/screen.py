"""The form of one action: what was begun is there again, what it still lacks stands beside it, F9 signs and sends."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import work
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import drafting, making
from orderdesk.desk.ordering.order_reading import OrderReading, read_order
from orderdesk.errors import NotFound, OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.screen import FormScreen
from orderdesk.tui.form.view import FormView
from orderdesk.tui.moves.form import sections, values, who_and_when
from orderdesk.tui.moves.matter import matter
from orderdesk.tui.moves.offers import offered
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.shown_findings import Shown, in_page_order
from orderdesk.tui.orders.thrown_away import ThrownAwayDialog

register(
    Action("move.send", "f9", N_("Send"), N_("Sign what stands here and send it."), "move", footer=True, confirm=True),
    Action(
        "move.discard", "f10", N_("Discard"), N_("Throw away what was written. It can be taken back."), "move",
        footer=True, confirm=True,
    ),
)  # fmt: skip

_FOOTER = ("move.send", "form.next-section", "form.findings", "move.discard")


class MoveScreen(FormScreen):
    """The form of `action` on the order of `thread`; `meeting` where it is about one; `begun` is what the
    form begins with where nothing has been written yet. Its answer is True when it was sent."""

    scope = "move"
    heading = N_("Order")
    help_topic = N_(
        "Fill in the form and send it with F9. What is still lacking stands beside it; F6 goes there, Enter goes to the"
        " field.\n\n"
        "What you write saves itself and stands on Today until it is sent or thrown away (F10). Nobody sees it before"
        " it is signed."
    )
    BINDINGS = bindings_for("move")
    CSS = """
    MoveScreen #matter { height: auto; max-height: 6; padding: 0 1; background: $panel; }
    MoveScreen.-one-page #sections { display: none; }
    """

    def __init__(self, thread: str, action: str, meeting: str = "", begun: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._begun = begun
        self.thread = thread
        self.move = making.MOVES[action]
        self.meeting = meeting
        self._refusal = self._gone = ""
        self._asked = False

    def body(self) -> Iterable[Widget]:
        self.desk: Desk = open_desk_of(self.app).desk
        try:
            reading = read_order(self.desk, self.thread)
        except NotFound as error:
            self._gone = str(error)
            return (Static(),)
        self._refusal = making.refusal(self.desk, self.thread, self.move.action, self.meeting)
        self.heading_detail = f"{reading.body['citizen']['name']} · {_(self.move.label)}"
        written = self.move.action in drafting.begun_on(self.desk, self.thread, self.meeting)
        begun = self._begun if self._begun and not written else None
        self.draft = Draft(begun or drafting.begun(self.desk, self.thread, self.move.action, self.meeting))
        self.offered = offered(self.desk, reading)
        self.form = FormView(sections(self.move, self.offered), self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        self.set_class(len(self.form.sections) == 1, "-one-page")
        return (Static(self._matter(reading), id="matter", markup=False), self.form_desk)

    def _matter(self, reading: OrderReading) -> Text:
        text = Text()
        if self._refusal:
            text.append(f"! {self._refusal}\n", "bold")
        text.append(_(self.move.help))
        return text.append_text(matter(reading, self.move, self.meeting))

    def on_mount(self) -> None:
        if self._gone:
            self.app.push_screen(MessageDialog(self.move.label, self._gone), lambda _answer: self._leave())
            return
        self.autosave = Autosave(self, self.draft.snapshot, self._keep)
        self.check_now()

    def _leave(self) -> None:
        self.dismiss(None)

    def _keep(self, body: dict[str, Any]) -> None:
        drafting.keep(self.desk, self.thread, self.move.action, body, self.meeting)

    def why_not(self, action_id: str) -> str:
        return self._refusal if action_id == "move.send" else ""

    def footer_names(self) -> Sequence[str]:
        one_page = len(self.form.sections) == 1
        return [name for name in _FOOTER if not (one_page and name == "form.next-section")]

    def was_asked(self) -> bool:
        return self._asked

    def looking(self) -> Callable[[], Sequence[Shown]]:
        body = values(self.move, self.draft.snapshot())
        return lambda: in_page_order(self._lacks(body), self.form.sections)

    def _lacks(self, body: dict[str, Any]) -> list[Shown]:
        """Runs in a thread."""
        try:
            found = making.lacks(self.desk, self.thread, self.move.action, body, self.meeting)
        except OrderdeskError as error:
            return [Shown("MOVE", "block", "", str(error))]
        return [Shown(one.code, one.severity, one.path, one.sentence) for one in found]

    # Sending

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9."""
        self._asked = True
        await self.check()
        if self.go_to_what_blocks():
            return
        if await self.app.push_screen_wait(self._question()) and await self.save_now():
            await self._send()

    def _question(self) -> ConfirmDialog:
        """What ends something says so, and takes a key that sends nothing else."""
        signed = _("You sign as {name}. What is sent stays as it is.").format(name=self.desk.settings.name)
        signed = "\n".join((*who_and_when(self.move, self.draft.body, self.offered), signed))
        title = _("{what}?").format(what=_(self.move.label))
        if self.move.grave:
            return ConfirmDialog(title, f"{_(self.move.help)}\n{signed}", "f2", self.move.label)
        return ConfirmDialog(title, signed, "ctrl+s", N_("Sign and send"))

    async def _send(self) -> None:
        self.form_desk.disabled = True
        body = values(self.move, self.draft.snapshot())
        try:
            await asyncio.to_thread(drafting.send, self.desk, self.thread, self.move.action, body, self.meeting)
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(N_("It was not sent."), str(error)))
            return
        finally:
            self.form_desk.disabled = False
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.app.notify(_(self.move.done))
        self.dismiss(True)

    @work(exclusive=True, group="discarding")
    async def action_discard(self) -> None:
        """F10."""
        question = ConfirmDialog(
            N_("Throw the draft away?"), N_("What was sent before stays. You can take it back."), "delete",
            N_("Throw away"),
        )  # fmt: skip
        if not await self.app.push_screen_wait(question) or not await self.save_now():
            return
        await asyncio.to_thread(drafting.throw_away, self.desk, self.thread, self.move.action, self.meeting)
        if await self.app.push_screen_wait(ThrownAwayDialog()):
            await asyncio.to_thread(self._keep, self.draft.snapshot())
            return
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.dismiss(None)
