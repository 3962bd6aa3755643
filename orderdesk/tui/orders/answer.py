"""Answering: the provider accepts an order, asks about a field of it or declines; the caseworker answers the question,
agrees to the decline, or upholds the order once. A page for each answer; F9 sends the one that is shown."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import on, work
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import reply_drafts
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
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.answer_form import askable, pages
from orderdesk.tui.orders.happenings import said, what
from orderdesk.tui.orders.matter_pane import MatterPane
from orderdesk.tui.orders.offers import person_label
from orderdesk.tui.orders.order_text import contact_line
from orderdesk.tui.orders.standing import answered_again

register(
    Action(
        "answer.send", "f9", N_("Send"), N_("Sign the answer on this page and send it."), "answer", footer=True,
        confirm=True,
    ),
)  # fmt: skip

_FOOTER = ("answer.send", "form.previous-section", "form.next-section", "form.findings")
_QUESTIONS = {
    "accept": N_("Accept the order?"),
    "ask": N_("Send the question?"),
    "decline": N_("Decline the order?"),
    "answer": N_("Send the answer?"),
    "uphold": N_("Uphold the order?"),
    "agree_decline": N_("Agree to the decline? The order ends."),
}


class AnswerScreen(FormScreen):
    """The answer to the order of `thread`. What it hands back is True when an answer was sent."""

    scope = "answer"
    heading = N_("Answer")
    help_topic = N_(
        "Choose at the left what you want to answer, fill in the page, and send it with F9. What you begin on the other"
        " pages is kept until an answer is sent. Where the text above has more than is shown, Shift+Tab from the first"
        " field goes there to scroll it.\n\n"
        "A provider answers within two working days: accept with a consultant and the first meeting, ask about a field,"
        " or decline with a reason and what could be done instead."
    )
    BINDINGS = bindings_for("answer")
    CSS = """
    AnswerScreen #matter { max-height: 5; background: $panel; }
    """

    def __init__(self, thread: str, wanted: str = "") -> None:
        super().__init__()
        self.thread = thread
        self.wanted = wanted
        """The answer whose page is shown first; "" for the first one that is possible."""
        self._refusal = ""
        self._asked: set[str] = set()

    def body(self) -> Iterable[Widget]:
        self.desk: Desk = open_desk_of(self.app).desk
        try:
            reading = read_order(self.desk, self.thread)
        except NotFound as error:
            self._refusal = str(error)
            return (Static(),)
        answers = [answer for answer in reply_drafts.ANSWERS[self.desk.actor] if not reading.refusal(answer)]
        if not answers:
            self._refusal = _(reading.refusal(reply_drafts.ANSWERS[self.desk.actor][0]))
            return (Static(),)
        self.heading_detail = str(reading.body["citizen"]["name"])
        colleagues = reply_drafts.colleagues(self.desk)
        consultants = [(one.person, person_label(one)) for one in colleagues]
        others = {one.person for one in colleagues if not reply_drafts.is_preferred(reading.body, one)}
        self.draft = Draft(reply_drafts.begun(self.desk, self.thread))
        self.form = FormView(pages(answers, consultants, others, askable(reading.body)), self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        about = Static(_about(reading, self.desk.actor), id="about", markup=False)
        return (MatterPane(about, id="matter"), self.form_desk)

    def on_mount(self) -> None:
        if self._refusal:
            dialog = MessageDialog(N_("There is nothing to answer."), self._refusal)
            self.app.push_screen(dialog, lambda _answer: self._leave())
            return
        self.autosave = Autosave(self, self.draft.snapshot, self._keep)
        pages = [section.id for section in self.form.sections]
        if self.wanted in pages[1:]:
            self.call_later(self._show_wanted, pages.index(self.wanted))

    async def _show_wanted(self, page: int) -> None:
        await self.form.show_section(page)
        self.form.focus_first()

    def _leave(self) -> None:
        self.dismiss(None)

    def _keep(self, body: dict[str, Any]) -> None:
        reply_drafts.keep(self.desk, self.thread, body)

    def footer_names(self) -> Sequence[str]:
        return _FOOTER

    @property
    def answer(self) -> str:
        """The answer on the page that is shown."""
        return self.form.sections[max(0, self.form.shown)].id

    # Checks

    @on(FormView.SectionShown)
    def _other_answer(self) -> None:
        self.check_soon()

    def was_asked(self) -> bool:
        return self.answer in self._asked

    def looking(self) -> Callable[[], Sequence[reply_drafts.Lack]]:
        answer, body = self.answer, self.draft.snapshot()
        return lambda: reply_drafts.check(self.desk, self.thread, answer, body)

    # Sending

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9."""
        answer = self.answer
        self._asked.add(answer)
        await self.check()
        if self.go_to_what_blocks():
            return
        consequence = _("You sign as {name}. What is sent stays as it is.").format(name=self.desk.settings.name)
        question = ConfirmDialog(_QUESTIONS[answer], consequence, "ctrl+s", N_("Sign and send"))
        if await self.app.push_screen_wait(question) and await self.save_now():
            await self._send(answer)

    async def _send(self, answer: str) -> None:
        self.form_desk.disabled = True
        try:
            await asyncio.to_thread(reply_drafts.send, self.desk, self.thread, answer, self.draft.snapshot())
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(N_("The answer was not sent."), str(error)))
            return
        finally:
            self.form_desk.disabled = False
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.app.notify(_("Signed. It goes with the next post."))
        self.dismiss(True)


def _about(reading: OrderReading, actor: str) -> Text:
    """What is answered: for the provider whom to ring, what the caseworker answered last, and the purpose; for the
    caseworker what the provider said, and why the order cannot be upheld once more."""
    text = Text()
    if actor == "P":
        text.append(_("Ring {contact}").format(contact=contact_line(reading.body)) + "\n")
        if matter := answered_again(reading):
            text.append(matter).append("\n")
        text.append(reading.body["purpose"]["text"])
        asked = reply_drafts.preferred(reading.body)[1]
        if asked:
            text.append("\n" + _("Asked for: {name}").format(name=asked), "bold")
        return text
    happening = reading.question or reading.decline
    if happening is not None:
        text.append(f"{happening.who} {what(happening)}\n", "bold")
        for label, value in said(happening):
            text.append(f"{_(label)}: {value}\n")
        if reading.decline is not None and reading.upheld:
            text.append(_(reading.refusal("uphold")))
        text.rstrip()
    return text
