"""From a gap to the thing that closes it: the person finds it prepared, edits it, and sends it or does not."""

import asyncio
from typing import Any

from textual import work
from textual.app import App

from orderdesk.desk.casework import case_files, closing, entry_drafts, medical_requests
from orderdesk.desk.casework.closing import Prepared
from orderdesk.desk.casework.shown import GapLine
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotPossible, OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.cases.on_file import goes_on
from orderdesk.tui.cases.papers import PaperScreen
from orderdesk.tui.cases.steps import note_step
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import Path
from orderdesk.tui.form.view import FormView
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.new_rows import rows_at

register(
    Action("chase.note", "f2", N_("Note it"), N_("Note in the case that it was done, with the day."), "chase", True),
    Action("chase.copy", "ctrl+k", N_("Copy"), N_("Copy the text."), "chase", True),
    Action("chase.save", "f9", N_("Save"), N_("Save the text to a file."), "chase", True),
    Action("chase.editor", "f4", N_("Editor"), N_("Change the text in your own editor, here alone."), "chase", True),
)  # fmt: skip


class ChaseScreen(PaperScreen):
    """A text that is sent or read out, and then noted in the case."""

    scope = "chase"
    BINDINGS = bindings_for("chase")

    def __init__(self, prepared: Prepared, about: str) -> None:
        name = "-".join(part for part in (prepared.case, prepared.key, about.replace(" ", "-")) if part)
        super().__init__(about, prepared.text, f"{name}.txt")
        self.prepared = prepared

    @work(exclusive=True, group="noting")
    async def action_note(self) -> None:
        """F2: what was said goes into a conversation, a letter or a call on the request."""
        desk: Desk = open_desk_of(self.app).desk
        one = self.prepared
        if one.goes == "conversation":
            self.app.switch_screen(places.case_entry(one.case, "conversations", ""))
        elif await note_step(self.app, desk, one.case, one.key, "call" if one.goes == "call" else "remind"):
            open_desk_of(self.app).after_change()
            self.dismiss(True)


async def prepare(app: App[Any], desk: Desk, case: str, gap: GapLine) -> None:
    """Prepare what closes the gap and go there; say why where it cannot be done. For a worker."""
    try:
        begun = await asyncio.to_thread(_begun_requests, desk, case)
        prepared = await _prepared(app, desk, case, gap)
        if prepared is None:
            return
        if prepared.goes == "request" and not await goes_on(app, prepared.warned):
            if prepared.key not in begun:
                await asyncio.to_thread(medical_requests.withdrawn, desk, case, prepared.key, "")
            return
        await _go(app, prepared, gap)
    except OrderdeskError as error:
        app.notify(str(error), severity="warning", markup=False)


async def _prepared(app: App[Any], desk: Desk, case: str, gap: GapLine) -> Prepared | None:
    """By the rule's own way; where there is nobody to remind any more, by a new request if the person wants one."""
    try:
        return await asyncio.to_thread(closing.prepare, desk, case, gap.key)
    except NotPossible as error:
        if gap.action not in ("reminder", "phone_call"):
            raise
        question = ConfirmDialog(N_("Prepare another request?"), f"{gap.what}\n{error}", "f9", N_("Prepare"))
        if not await app.push_screen_wait(question):
            return None
    return await asyncio.to_thread(closing.prepare, desk, case, gap.key, "medical_request")


def _begun_requests(desk: Desk, case: str) -> set[str]:
    return {one.id for one in case_files.case_file(desk, case).requests}


async def _go(app: App[Any], one: Prepared, gap: GapLine) -> None:
    match one.goes:
        case "draft":
            screen = places.composer(one.key)
            await app.push_screen(screen)
            form = screen.query_one(FormView)
            form.jump_to(_wanted_in(form.draft, gap.key))
        case "request":
            app.push_screen(places.case_entry(one.case, "requests", one.key))
        case "conversation":
            app.push_screen(ChaseScreen(one, _("question to the citizen")))
        case "letter":
            app.push_screen(ChaseScreen(one, _("reminder")))
        case "call":
            app.push_screen(ChaseScreen(one, _("phone note")))
        case "section":
            app.push_screen(places.case_entry(one.case, "sections", one.key))
        case "entry" if one.key in _FORMED:
            entry = dict(one.entry)
            kind = _FORMED[one.key]
            values = None if "id" in entry else entry_drafts.for_form(kind, entry)
            app.push_screen(places.case_entry(one.case, kind, str(entry.get("id", "")), values))
        case _:
            raise NotPossible(_("There is nothing to prepare for this one."), gap.what)


def _wanted_in(draft: Draft, key: str) -> Path:
    """Where the order wants what the gap asks for: the row with its rule, the last where there are several."""
    rule = key.partition(":")[0]
    rows = [str(one.get("rule", "")).partition(" ")[0] for one in rows_at(draft, "documentation")]
    return ("documentation", max((at for at, one in enumerate(rows) if one == rule), default=0), "text")


_FORMED: dict[str, entry_drafts.EntryKind] = {
    "facts": "facts", "evidence": "evidence", "health_events": "health_events", "requests": "requests",
    "conversations": "conversations", "measures": "measures", "trials": "trials",
}  # fmt: skip
