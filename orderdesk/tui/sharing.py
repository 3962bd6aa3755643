"""Sharing a note with colleagues and taking it back, as a conversation on top of the contacts."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.desk.people import colleague_notes
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.share_note import ShareNoteDialog

if TYPE_CHECKING:
    from orderdesk.desk.people.colleague_notes import SharedNote
    from orderdesk.desk.people.contacts import Organisation, Person
    from orderdesk.tui.app import DeskApp


async def share(app: "DeskApp", organisation: "Organisation", person: "Person") -> bool:
    """Ask whom the note is about and for its words, and share it; False when cancelled. What could not be shared stays
    in the box, with the reason."""
    desk, whole = app.desk, _("{org} as a whole").format(org=organisation.name)
    choices = [("person", person.name), ("whole", whole)]
    chosen = await app.push_screen_wait(ChoiceDialog(N_("About whom?"), choices, "person"))
    if chosen is None:
        return False
    whom, name = (person.person, person.name) if chosen == "person" else ("", whole)
    notes = await asyncio.to_thread(colleague_notes.notes_about, desk, organisation.org, whom)
    own = next((note for note in notes if note.own), None)
    written, trouble = (own.text if own else "", own.good_at if own else ()), ""
    while True:
        dialog = ShareNoteDialog(name, desk.settings.org_name, written, colleague_notes.problem, trouble)
        answer = await app.push_screen_wait(dialog)
        if answer is None:
            return False
        written = answer
        try:
            await asyncio.to_thread(colleague_notes.share, desk, organisation.org, whom, *written)
        except OrderdeskError as error:
            trouble = str(error)
        else:
            return True


async def withdraw(app: "DeskApp", own: "Sequence[SharedNote]", names: dict[str, str]) -> bool:
    """Take back one of the owner's notes `own`, after a question; `names` says whom each is about, by person id. False
    when cancelled. Raises OrderdeskError."""
    note = own[0]
    if len(own) > 1:
        choices = [(str(number), names[one.person]) for number, one in enumerate(own)]
        chosen = await app.push_screen_wait(ChoiceDialog(N_("Take back which note?"), choices))
        if chosen is None:
            return False
        note = own[int(chosen)]
    question = ConfirmDialog(
        N_("Take the note back?"),
        _("About {name}: your colleagues no longer see it.").format(name=names[note.person]), "f9", N_("Withdraw"),
    )  # fmt: skip
    if not await app.push_screen_wait(question):
        return False
    await asyncio.to_thread(colleague_notes.withdraw, app.desk, note.org, note.person)
    return True
