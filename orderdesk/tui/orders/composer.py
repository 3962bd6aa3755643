"""Composing an order, or the next version of one: a form in pages, the checks beside it, and F9 to send."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from textual import on, work
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk import drafts
from orderdesk.desk.ordering import orders
from orderdesk.desk.ordering.order_reading import version_in_force
from orderdesk.desk.people import contacts
from orderdesk.errors import NotFound, OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import bindings_for
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import as_path
from orderdesk.tui.form.view import FormView
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.composer_keys import FOOTER
from orderdesk.tui.orders.confirming import day_of, stale
from orderdesk.tui.orders.draft_screen import DraftScreen
from orderdesk.tui.orders.files import asked_for_file
from orderdesk.tui.orders.form_body import for_the_form, from_the_form, without_the_last_versions_own
from orderdesk.tui.orders.new_rows import next_id, rows_at
from orderdesk.tui.orders.offers import Offers
from orderdesk.tui.orders.order_form import place_name, sections
from orderdesk.tui.orders.prompts import Prompts
from orderdesk.tui.orders.reasons import ask_reasons
from orderdesk.tui.orders.sending import replaced, who_gets_what
from orderdesk.tui.orders.shown_findings import Shown, in_page_order, section_of, shown


class ComposerScreen(DraftScreen):
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
        super().__init__(draft_id)
        self._gone = ""

    def body(self) -> Iterable[Widget]:
        self.desk = open_desk_of(self.app).desk
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
        self.begin_saving()
        self._show_heading()
        self._check_first()
        if self.prompts.problem:
            self.notify(self.prompts.problem, severity="warning", markup=False)

    def _leave(self) -> None:
        self.dismiss(None)

    def _show_heading(self) -> None:
        version = _("new version") if self.thread else ""
        self.heading_detail = " · ".join(part for part in (str(self.draft.get("citizen.name") or ""), version) if part)

    def footer_names(self) -> Sequence[str]:
        return FOOTER

    # Checks

    @on(FormView.Changed)
    def _follow(self, event: FormView.Changed) -> None:
        self.offers.suggestions.changed(event.path)
        if event.path == ("citizen", "name"):
            self._show_heading()
        if event.path == ("programme", "type"):
            self.prompts.follow()

    @work(exclusive=True, group="check")
    async def _check_first(self) -> None:
        """The first look says what an earlier order has brought that must be asked about again."""
        await self.check()
        if waiting := len(stale(self.found)):
            self.notify(ngettext(
                "{count} thing was confirmed long ago: ask the citizen, and press F3 at it.",
                "{count} things were confirmed long ago: ask the citizen, and press F3 at each.", waiting,
            ).format(count=waiting))  # fmt: skip

    def written(self) -> dict[str, Any]:
        return from_the_form(self.draft.snapshot())

    def found_in(self, body: dict[str, Any]) -> list[Shown]:
        """What the checks find, in the order of the pages. Runs in a thread."""
        found = shown(self.desk, self.draft_id, body, orders.check(self.desk, body, thread=self.thread))
        return in_page_order(found, self.form.sections)

    def go_to_what_blocks(self) -> bool:
        blocking = [one for one in self.found if one.severity == "block"]
        if blocking:
            self.been_through.add(section_of(blocking[0].path, self.form.sections))
            self.mark()
        return super().go_to_what_blocks()

    # Sending

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9."""
        await self.check()
        if self.go_to_what_blocks() or not await self._reasons_given():
            return
        body = self.written()
        changed = [place_name(place) for place in self.offers.changed_places(self.draft) if place != "$.changes"]
        ends = replaced(self.desk, body)
        text = who_gets_what(body, contacts.providers(self.desk), self.desk.settings.name, changed, ends)
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
            await asyncio.to_thread(self.save, self.draft.snapshot())
            self.app.push_screen(MessageDialog(N_("The order was not sent."), str(error)))
            return
        finally:
            self.form_desk.disabled = False
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.app.notify(_("Signed. It goes with the next post."))
        self.dismiss(issued)

    def _sign_and_send(self, body: dict[str, Any]) -> str:
        self.save(body)
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
        elif waiting := [path for path in stale(self.found) if path != place]:
            self.form.jump_to(waiting[0])
        else:
            self.notify(_("Nothing waits to be confirmed."))

    # Files

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
