"""Composing an order, or the next version of one: a form in pages, the checks beside it, and F9 to send."""

import asyncio
from collections.abc import Iterable
from typing import Any

from textual import on, work
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk import contacts, drafts, orders
from orderdesk.desk.desk import Desk
from orderdesk.desk.order_reading import version_in_force
from orderdesk.errors import NotFound, OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import EVERYWHERE, action_named, bindings_for, in_scope
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.findings_panel import Decided, FindingsPanel, FormDesk
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import as_path
from orderdesk.tui.form.view import FormView
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.composer_keys import FOOTER
from orderdesk.tui.orders.confirming import day_of, stale
from orderdesk.tui.orders.files import asked_for_file
from orderdesk.tui.orders.form_body import for_the_form, from_the_form, without_the_last_versions_own
from orderdesk.tui.orders.new_rows import next_id, rows_at
from orderdesk.tui.orders.offers import Offers
from orderdesk.tui.orders.order_form import place_name, sections
from orderdesk.tui.orders.prompts import Prompts
from orderdesk.tui.orders.reasons import ask_reasons
from orderdesk.tui.orders.sending import who_gets_what
from orderdesk.tui.orders.shown_findings import Shown, decide, in_page_order, section_of, shown, to_mark
from orderdesk.tui.orders.thrown_away import threw_away
from orderdesk.tui.other_window import OtherWindow
from orderdesk.tui.screen import DeskScreen

CHECK_PAUSE = 0.4
"""Seconds without typing before the checks run: they must not flicker while a word is half written."""


class ComposerScreen(DeskScreen):
    """Edits the draft of an order. Its answer, when it is left, is the thread of the order that was sent, or None."""

    scope = "composer"
    heading = N_("Order")
    help_topic = N_(
        "Write the order page by page; F8 goes to the next. The provider reads the purpose and the goals first, and"
        " every report answers the goals in your order.\n\n"
        "The questions at the bottom say what a good answer holds; they follow the programme, and F2 shows them all. F3"
        " says that a fact was confirmed today. What was found stands beside the form: ! must be put"
        " right before the order can be sent, ? is advice. F6 goes there, Enter goes to the field. Delete puts"
        " advice aside, with a reason that stays on this desk; it comes back when the text is changed.\n\n"
        "What you write is saved by itself within two seconds; you can leave at any time. Nobody sees it before F9."
    )
    BINDINGS = bindings_for("composer")

    def __init__(self, draft_id: str) -> None:
        super().__init__()
        self.draft_id = draft_id
        self.draft = Draft({})
        self.form = FormView((), self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        self.findings: list[Shown] = []
        self._gone = ""
        self._left: set[str] = set()
        self._page = ""
        self._timer: Timer | None = None

    def body(self) -> Iterable[Widget]:
        self.desk: Desk = open_desk_of(self.app).desk
        try:
            kept = drafts.load(self.desk, self.draft_id)
        except NotFound as error:
            self._gone = str(error)
            return (Static(),)
        self.thread = kept.thread
        in_force = version_in_force(self.desk, kept.thread) if kept.thread else None
        self.draft = Draft(for_the_form(without_the_last_versions_own(kept.body, in_force)))
        self.offers = Offers(self.desk, self.draft, kept.thread, in_force)
        self.form = FormView(sections(self.offers.offered()), self.draft)
        self.prompts = Prompts(self.desk, self.draft)
        self.form.prompts = self.prompts.at
        self.form_desk = FormDesk(self.form, FindingsPanel(asides=True))
        return (self.form_desk,)

    def on_mount(self) -> None:
        if self._gone:
            self.app.push_screen(MessageDialog(N_("There is no such draft."), self._gone), lambda _: self._leave())
            return
        self.autosave = Autosave(self, self.draft.snapshot, self._save)
        self.other_window = OtherWindow(self, self.desk, self.draft_id)
        self._show_heading()
        self._check_first()
        if self.prompts.problem:
            self.notify(self.prompts.problem, severity="warning", markup=False)

    def on_desk_changed(self) -> None:
        """Another window may have written in this draft."""
        if self.autosave:
            self.other_window.look()

    def _leave(self) -> None:
        self.dismiss(None)

    def _save(self, body: dict[str, Any]) -> None:
        drafts.save(self.desk, self.draft_id, body)

    def _show_heading(self) -> None:
        version = _("new version") if self.thread else ""
        self.heading_detail = " · ".join(part for part in (str(self.draft.get("citizen.name") or ""), version) if part)

    def show_footer(self) -> None:
        """The keys of the form belong in this footer: with them the whole order is written."""
        if bars := self.query(DeskFooter):
            everywhere = [action for action in in_scope(EVERYWHERE) if action.footer]
            own = [*(action_named(name) for name in FOOTER), *everywhere]
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in own])

    # Checks

    @on(FormView.Changed)
    def _changed(self, event: FormView.Changed) -> None:
        if self._gone:
            return
        self.offers.suggestions.changed(event.path)
        if event.path == ("citizen", "name"):
            self._show_heading()
        if event.path == ("programme", "type"):
            self.prompts.follow()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(CHECK_PAUSE, self._check_soon)

    def _check_soon(self) -> None:
        self._check_now(self.draft.snapshot())

    @work(exclusive=True, group="check")
    async def _check_first(self) -> None:
        """The first look says what an earlier order has brought that must be asked about again."""
        self.show_findings(await asyncio.to_thread(self._found, self.draft.snapshot()))
        if waiting := len(stale(self.findings)):
            self.notify(ngettext(
                "{count} thing was confirmed long ago: ask the citizen, and press F3 at it.",
                "{count} things were confirmed long ago: ask the citizen, and press F3 at each.", waiting,
            ).format(count=waiting))  # fmt: skip

    @work(exclusive=True, group="check")
    async def _check_now(self, body: dict[str, Any]) -> None:
        self.show_findings(await asyncio.to_thread(self._found, body))

    def _found(self, body: dict[str, Any]) -> list[Shown]:
        """What the checks find, in the order of the pages. Runs in a thread."""
        made = from_the_form(body)
        found = shown(self.desk, self.draft_id, made, orders.check(self.desk, made, thread=self.thread))
        return in_page_order(found, self.form.sections)

    def show_findings(self, findings: list[Shown]) -> None:
        """Show what was found beside the form and in it."""
        self.findings = findings
        if self.is_attached:
            self.form_desk.mark(to_mark(self.findings, self.form.sections, self.draft, self._left))
            self.form_desk.findings.show_findings(self.findings)

    @on(Decided)
    def _decided(self, event: Decided) -> None:
        try:
            decide(self.desk, self.draft_id, from_the_form(self.draft.body), event)
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
        self._check_soon()

    @on(FormView.SectionShown)
    def _turned_the_page(self, event: FormView.SectionShown) -> None:
        self._left.add(self._page)
        self._page = event.section.id
        self.show_findings(self.findings)

    def _go_to_what_blocks(self) -> bool:
        """Say the first thing that blocks and go there; False when nothing does."""
        blocking = [finding for finding in self.findings if finding.severity == "block"]
        if blocking:
            self.notify(
                _("Not sent yet: {reason}").format(reason=blocking[0].message), severity="warning", markup=False
            )
            self._left.add(section_of(blocking[0].path, self.form.sections))
            self.form_desk.mark(to_mark(self.findings, self.form.sections, self.draft, self._left))
            self.form.jump_to(blocking[0].path)
        return bool(blocking)

    # Sending

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9."""
        body = self.draft.snapshot()
        self.show_findings(await asyncio.to_thread(self._found, body))
        if self._go_to_what_blocks() or not await self._reasons_given():
            return
        body = from_the_form(self.draft.body)
        changed = [place_name(place) for place in self.offers.changed_places(self.draft) if place != "$.changes"]
        text = who_gets_what(body, contacts.providers(self.desk), self.desk.settings.name, changed)
        question = N_("Send the new version?") if self.thread else N_("Send the order?")
        key = "f2" if self.thread else "ctrl+s"  # Ctrl+S has just answered why, and may still be pressed
        if await self.app.push_screen_wait(ConfirmDialog(question, text, key, N_("Sign and send"))):
            await self._send(body)

    async def _reasons_given(self) -> bool:
        """For an amendment: every changed field has its reason; those that lack one are asked for, field by field."""
        if not self.thread:
            return True
        places = self.offers.changed_places(self.draft)
        if not places:
            self.notify(_("Nothing has been changed since the version in force."), severity="warning")
            return False
        reasons = {str(row.get("path")): row for row in rows_at(self.draft, "changes") if row.get("path") in places}
        lacking = [place for place in places if place not in reasons]
        if lacking:
            last = next((str(row["reason"]) for row in reversed(reasons.values()) if row.get("reason")), "")
            given = await ask_reasons(self.app, lacking, last)
            if given is None:
                return False
            reasons |= {place: {"path": place, "reason": text} for place, text in given.items()}
        self.draft.close_step()
        self.draft.set("changes", [reasons[place] for place in places])
        return True

    async def _send(self, body: dict[str, Any]) -> None:
        self.form_desk.disabled = True
        try:
            if not await self.save_now():
                return
            issued = await asyncio.to_thread(self._sign_and_send, body)
        except OrderdeskError as error:
            await asyncio.to_thread(self._save, self.draft.snapshot())
            self.app.push_screen(MessageDialog(N_("The order was not sent."), str(error)))
            return
        finally:
            self.form_desk.disabled = False
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.app.notify(_("Signed. It goes with the next post."))
        self.dismiss(issued)

    def _sign_and_send(self, body: dict[str, Any]) -> str:
        self._save(body)
        return orders.send(self.desk, self.draft_id).thread

    # Questions and confirming

    def action_questions(self) -> None:
        """F2."""
        if asked := self.prompts.all():
            self.app.push_screen(MessageDialog(self.prompts.title(), asked))
        else:
            self.notify(_("Choose the programme first; its questions follow it."))

    def action_confirm(self) -> None:
        """F3."""
        panel = self.form_desk.findings
        finding = panel.current() if self.focused is panel else None
        focused = as_path(finding.path) if finding is not None else self.form.path_in_focus()
        place = day_of(focused, self.draft)
        if place and self.draft.get(place) != self.desk.today().isoformat():
            self.draft.close_step()
            self.draft.set(place, self.desk.today().isoformat())
        elif waiting := [path for path in stale(self.findings) if path != place]:
            self.form.jump_to(waiting[0])
        else:
            self.notify(_("Nothing waits to be confirmed."))

    # Files and throwing away

    @work(exclusive=True, group="attaching")
    async def action_attach(self) -> None:
        """F5."""
        file = await asked_for_file(self.app)
        if file is None:
            return
        rows = rows_at(self.draft, "attachments")
        bases = rows_at(self.draft, "disclosure")
        basis = {"disclosure": bases[0]["id"]} if len(bases) == 1 else {}
        self.draft.close_step()
        self.draft.set("attachments", [*rows, {"id": next_id(rows, "B"), **file, **basis}])
        self.form.jump_to(("attachments", len(rows), "kind"))

    @work(exclusive=True, group="discarding")
    async def action_discard(self) -> None:
        """F10."""
        if await threw_away(self, self.desk, self.draft_id):
            self.autosave = None
            open_desk_of(self.app).after_change()
            self.dismiss(None)
