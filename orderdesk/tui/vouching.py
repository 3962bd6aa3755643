"""Vouching for a partner, step by step: who, their words compared on the telephone, the agreement, a last question."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from orderdesk.desk.membership import directory_changes, vouching, what_follows
from orderdesk.desk.membership import organisation as entering
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.locale import N_, _
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.paths import given_path

if TYPE_CHECKING:
    from orderdesk.desk.people.contacts import Organisation
    from orderdesk.tui.app import DeskApp

_FILE = "file:"


async def vouch_for_partner(app: "DeskApp") -> str:
    """Ask, compare and enter; the partner's name, or "" where the person stepped back. Raises OrderdeskError."""
    candidate = await _candidate(app)
    if candidate is None:
        return ""
    people = ", ".join(candidate.people[:5]) or _("nobody")
    compare = _(
        "Ring {name} on a number that you know from elsewhere, and let them read their words to you:\n\n{words}\n\n"
        "They say they are: {people}."
    ).format(name=candidate.name, words=candidate.words, people=people)
    if not await app.push_screen_wait(ConfirmDialog(N_("Are the words the same?"), compare, "f10", N_("The same"))):
        return ""
    help = N_("As orders should name it; may be left empty.")
    agreement = await app.push_screen_wait(LineDialog(N_("Which framework agreement?"), help, required=False))
    if agreement is None:
        return ""
    vouching_for = partial(vouching.vouch, app.desk, candidate, agreement)
    await asyncio.to_thread(directory_changes.make, app.desk, vouching_for)
    return candidate.name


async def end_partnership(app: "DeskApp", organisation: "Organisation") -> bool:
    """Say what it means, compare the words, and end it; False where the person stepped back. Raises OrderdeskError."""
    consequence = f"{what_follows.before_ending(organisation.name)}\n\n{words_of(organisation.root)}"
    question = _("End working with {org}?").format(org=organisation.name)
    if not await app.push_screen_wait(ConfirmDialog(question, consequence, "f10", N_("End"))):
        return False
    ending = partial(entering.end_partnership, app.desk, organisation.org)
    await asyncio.to_thread(directory_changes.make, app.desk, ending)
    return True


async def _candidate(app: "DeskApp") -> "vouching.Candidate | None":
    """One that is on the exchange, or one from a file."""
    known = {found.org: found for found in await asyncio.to_thread(vouching.on_exchange, app.desk)}
    choices = [(found.org, found.name) for found in known.values()]
    choice = await app.push_screen_wait(
        ChoiceDialog(N_("Which organisation?"), [*choices, (_FILE, N_("From a directory file…"))])
    )
    if choice != _FILE:
        return known.get(choice or "")
    help = N_("The file that holds the first version of the organisation's directory.")
    name = await app.push_screen_wait(LineDialog(N_("Which file?"), help, "directory.json"))
    return await asyncio.to_thread(vouching.from_file, app.desk, given_path(name)) if name else None
