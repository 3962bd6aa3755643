"""Reading cases from files: a case file, a folder of them, or a list (CSV) for the case under the cursor."""

import asyncio
from pathlib import Path
from typing import Any, Final

from textual.app import App

from orderdesk.desk.casework import importing
from orderdesk.desk.casework.importing import Imported
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound, OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.dialogs import ChoiceDialog, MessageDialog
from orderdesk.tui.line_dialog import LineDialog

_LISTS: Final = (
    ("evidence", N_("Evidence")), ("conversations", N_("Conversations")), ("measures", N_("Measures")),
    ("requests", N_("Doctor requests")), ("facts", N_("Facts")),
)  # fmt: skip
_SHOWN: Final = 8
"""Problems, or things that do not add up, that are told at a time."""


async def bring_in(app: App[Any], desk: Desk, case: str = "") -> bool:
    """Ask for a file or a folder and take it in, all or nothing; whether anything came in. For a worker."""
    help_text = N_("The path of a case file (JSON), a folder of them, or a list (CSV) for the case under the cursor.")
    typed = await app.push_screen_wait(LineDialog(N_("Import"), help_text))
    if not typed:
        return False
    path = Path(typed.strip("\"'")).expanduser()
    try:
        if path.suffix.casefold() == ".csv":
            kind = await app.push_screen_wait(ChoiceDialog(N_("Which list is it?"), _LISTS)) if case else None
            if kind is None:
                if not case:
                    app.notify(_("Choose the case that the list belongs to first."), severity="warning")
                return False
            found = [await asyncio.to_thread(_list, desk, case, kind, path)]
        else:
            found = await asyncio.to_thread(_cases, desk, path)
    except OrderdeskError as error:
        app.push_screen(MessageDialog(N_("Nothing was imported."), _told(error)))
        return False
    app.push_screen(MessageDialog(N_("Imported"), _summary(found)))
    return True


def _cases(desk: Desk, path: Path) -> list[Imported]:
    paths = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not paths:
        raise NotFound(_("There is no case file in this folder."), _("Case files end in .json."))
    return importing.import_cases(desk, [(importing.given(one), one.name) for one in paths])


def _list(desk: Desk, case: str, kind: str, path: Path) -> Imported:
    return importing.import_list(desk, case, kind, importing.given(path), path.name)


def _told(error: OrderdeskError) -> str:
    """The error with its places, where it has them."""
    problems = getattr(error, "problems", ())
    lines = [f"- {one.sentence}" for one in problems[:_SHOWN]]
    return "\n".join([str(error), *lines]) if len(lines) > 1 else str(error)


def _summary(found: list[Imported]) -> str:
    new = sum(one.is_new for one in found)
    added = sum(len(one.added) for one in found)
    lines = [
        ngettext("{count} new case", "{count} new cases", new).format(count=new),
        ngettext("{count} new entry", "{count} new entries", added).format(count=added),
    ]
    if known := sum(len(one.known) for one in found):
        lines.append(_("{count} were there already").format(count=known))
    lines += [one.read_as.sentence for one in found if one.read_as]
    flaws = [(one.case, flaw) for one in found for flaw in one.flaws]
    if flaws:
        lines.append(_("What does not add up, and is kept as it is:"))
        lines += [f"- {case}: {flaw.sentence}" for case, flaw in flaws[:_SHOWN]]
    if len(flaws) > _SHOWN:
        lines.append(_("and {count} more").format(count=len(flaws) - _SHOWN))
    return "\n".join(lines)
