"""What speaks against a request to a doctor, shown before it is made: the file holds it already, it is awaited, or the
form is not one for questions. It stops nothing."""

from collections.abc import Sequence
from typing import Any

from textual.app import App

from orderdesk.desk.casework.request_warnings import Warned
from orderdesk.locale import N_
from orderdesk.locale.days import in_words
from orderdesk.tui.dialogs import ConfirmDialog


async def goes_on(app: App[Any], warned: Sequence[Warned]) -> bool:
    """Show what speaks against the request; True where nothing does, or the person goes on. For a worker."""
    telling = [one for one in warned if one.code != "may_decline"]
    if not telling:
        return True
    lines = "\n".join(f"- {one.what.told(in_words)}" for one in warned)
    question = ConfirmDialog(N_("Look at this first"), lines, "f9", N_("Ask all the same"))
    answer: bool = await app.push_screen_wait(question)
    return answer
