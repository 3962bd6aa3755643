"""The form of an entry of a case, or of the case itself: it saves itself as a draft, F9 puts it into the case."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import work
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk.casework import attaching, case_words, entry_drafts
from orderdesk.desk.casework.entry_drafts import Begun, Place
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.cases.closed_by import offer_to_note, open_gaps
from orderdesk.tui.cases.entry_fields import FORMS, EntryForm
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import as_path
from orderdesk.tui.form.screen import FormScreen
from orderdesk.tui.form.view import FormView
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.orders.shown_findings import Shown, in_page_order
from orderdesk.tui.orders.thrown_away import ThrownAwayDialog
from orderdesk.tui.other_window import OtherWindow

register(
    Action("entry.keep", "f9", N_("Save"), N_("Put what stands here into the case."), "entry", footer=True),
    Action("entry.attach", "f3", N_("Attach"), N_("Keep a file with this paper: a PDF, a text, a picture."), "entry",
           footer=True),
    Action("entry.discard", "f10", N_("Discard"), N_("Throw away what was written. It can be taken back."), "entry",
           footer=True, confirm=True),
)  # fmt: skip

_FOOTER = ("entry.keep", "form.next-section", "entry.discard")
_FOOTER_OF_A_PAPER = ("entry.keep", "form.next-section", "entry.attach", "entry.discard")


class EntryScreen(FormScreen):
    """The form of the entry at `place`, or the draft with `draft_id`. `values` is what a new entry begins with, where
    nothing has been written of it. Its answer is the case's short name when the entry was put into it."""

    scope = "entry"
    heading = N_("Case")
    help_topic = N_(
        "Fill in what is known; what is not known stays empty. F9 puts it into the case. What does not fit yet stands"
        " beside the form; F6 goes there, Enter goes to the field. F4 opens a long text in your own editor.\n\n"
        "What you write saves itself, and stands on Today until you put it into the case or throw it away (F10). None"
        " of it is ever sent."
    )
    BINDINGS = bindings_for("entry")
    CSS = """
    EntryScreen #matter { height: auto; max-height: 4; padding: 0 1; background: $panel; }
    EntryScreen.-one-page #sections { display: none; }
    """

    def __init__(self, place: Place | None = None, *, draft_id: str = "", values: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._place = place
        self._draft_id = draft_id
        self._values = values
        self._gone = ""
        self._asked = False

    def body(self) -> Iterable[Widget]:
        self.desk: Desk = open_desk_of(self.app).desk
        try:
            self.start = self._begin()
        except OrderdeskError as error:
            self._gone = str(error)
            return (Static(),)
        self.entry_form: EntryForm = FORMS[self.start.place.kind]
        self.draft_id = self._draft_id or self.start.place.draft_id
        self.draft = Draft(deepcopy(self.start.values))
        self.form = FormView(self.entry_form.sections, self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        self.set_class(len(self.form.sections) == 1, "-one-page")
        self.heading_detail = self._named()
        return (Static(self._matter(), id="matter", markup=False), self.form_desk)

    def _begin(self) -> Begun:
        if self._draft_id:
            return entry_drafts.draft_begun(self.desk, self._draft_id)
        assert self._place is not None
        start = entry_drafts.begun(self.desk, self._place)
        if self._values and not start.written:
            return replace(start, values={**start.values, **self._values})
        return start

    def _named(self) -> str:
        place = self.start.place
        if place.kind == "sections":
            return case_words.words("section", place.entry)
        return " ".join(part for part in (_(self.entry_form.title), place.entry) if part)

    def _matter(self) -> Text:
        file = self.draft.get("file")
        if isinstance(file, dict):
            return Text(_("File: {name}, {size} KB").format(name=file["name"], size=-(-file["size"] // 1000)))
        return Text()

    def on_mount(self) -> None:
        if self._gone:
            self.app.push_screen(MessageDialog(self.heading, self._gone), lambda _answer: self._leave())
            return
        self._show_matter()
        self.autosave = Autosave(self, self.draft.snapshot, self._keep)
        self.other_window = OtherWindow(self, self.desk, self.draft_id)
        self.check_now()

    def on_desk_changed(self) -> None:
        """Another window may have written in this draft."""
        if self.autosave:
            self.other_window.look()

    def _leave(self) -> None:
        self.dismiss(None)

    def _keep(self, values: dict[str, Any]) -> None:
        entry_drafts.keep(self.desk, self.start, values, self.draft_id)

    def _show_matter(self) -> None:
        matter, text = self.query_one("#matter", Static), self._matter()
        matter.update(text)
        matter.display = bool(text)

    def why_not(self, action_id: str) -> str:
        if action_id == "entry.attach" and not self._gone and self.start.place.kind != "evidence":
            return _("A file is attached to evidence.")
        return ""

    def footer_names(self) -> Sequence[str]:
        if self._gone:
            return ()
        names = _FOOTER_OF_A_PAPER if self.start.place.kind == "evidence" else _FOOTER
        return [name for name in names if not (len(self.form.sections) == 1 and name == "form.next-section")]

    def was_asked(self) -> bool:
        return self._asked

    def looking(self) -> Callable[[], Sequence[Shown]]:
        values = self.draft.snapshot()
        return lambda: in_page_order(self._lacks(values), self.form.sections)

    def _lacks(self, values: dict[str, Any]) -> list[Shown]:
        """Runs in a thread."""
        found = entry_drafts.lacks(self.desk, self.start, values)
        return [Shown(one.code, one.severity, one.path, self._with_label(one.path, one.sentence)) for one in found]

    def _with_label(self, path: str, sentence: str) -> str:
        steps = as_path(path) if path else ()
        for section in self.form.sections:
            for field in section.fields:
                if steps and steps[: len(field.steps)] == field.steps:
                    return f"{_(field.label)}: {sentence}"
        return sentence

    # Putting it into the case

    @work(exclusive=True, group="storing")
    async def action_keep(self) -> None:
        """F9."""
        self._asked = True
        await self.check()
        if self.go_to_what_blocks() or not await self.save_now():
            return
        try:
            before = await asyncio.to_thread(open_gaps, self.desk, self.start.place)
            place = await asyncio.to_thread(
                entry_drafts.store, self.desk, self.start, self.draft.snapshot(), self.draft_id
            )
        except OrderdeskError as error:
            self.app.push_screen(MessageDialog(N_("It was not put into the case."), str(error)))
            return
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.app.notify(_("It stands in the case now."), timeout=3)
        await offer_to_note(self.app, self.desk, place, before)
        self.dismiss(place.case)

    def go_to_what_blocks(self) -> bool:
        blocking = [one for one in self.found if one.severity == "block"]
        if blocking:
            reason = _("Not put into the case yet: {reason}").format(reason=blocking[0].message)
            self.notify(reason, severity="warning", markup=False)
            self.form.jump_to(blocking[0].path or ())
        return bool(blocking)

    @work(exclusive=True, group="attaching")
    async def action_attach(self) -> None:
        """F3."""
        question = LineDialog(
            N_("Attach a file"), N_("Its path, as typed or pasted. It is kept encrypted on this desk.")
        )
        typed = await self.app.push_screen_wait(question)
        if not typed:
            return
        try:
            kept = await asyncio.to_thread(attaching.attach, self.desk, Path(typed.strip("\"'")).expanduser())
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.draft.set("file", kept.model_dump())
        self._show_matter()

    @work(exclusive=True, group="discarding")
    async def action_discard(self) -> None:
        """F10."""
        question = ConfirmDialog(
            N_("Throw away what was written?"), N_("The case stays as it was. You can take it back."), "delete",
            N_("Throw away"),
        )  # fmt: skip
        if not await self.app.push_screen_wait(question) or not await self.save_now():
            return
        await asyncio.to_thread(entry_drafts.throw_away, self.desk, self.start, self.draft_id)
        if await self.app.push_screen_wait(ThrownAwayDialog()):
            await asyncio.to_thread(self._keep, self.draft.snapshot())
            return
        self.autosave = None
        open_desk_of(self.app).after_change()
        self.dismiss(None)
