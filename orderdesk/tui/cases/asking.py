"""Questions with a line for an answer: a day, a file to write."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from textual.app import App

from orderdesk.desk.casework import attaching
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotPossible, OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.locale.days import in_words
from orderdesk.tui.form.entry import parse_date
from orderdesk.tui.line_dialog import LineDialog


async def ask_day(app: App[Any], title: str, today: date, value: date) -> date | None:
    """The day that the person types; None where it is left. A text that is no day is asked again."""
    typed: str | None = in_words(value)
    help_text = N_("As 3/12, 3. dec, 2026-12-03, or +14 for in 14 days.")
    while (typed := await app.push_screen_wait(LineDialog(title, help_text, typed or "", replace=True))) is not None:
        if (day := parse_date(typed, today)) is not None:
            return day
        app.notify(_("This is not a date. Write 3/12, 3. dec, 2026-12-03 or +14 for in 14 days."), severity="warning")
    return None


async def save_text(app: App[Any], text: str, name: str) -> bool:
    """Ask for a place and write `text` there, as UTF-8; whether it was written. Nothing is written over."""
    return await _save(app, name, lambda path: _write(path, text))


async def save_attached(app: App[Any], desk: Desk, name: str, digest: str) -> bool:
    """Ask for a place and write the file of a paper there, as it was attached; whether it was written."""
    help_text = N_("There it is no longer encrypted.")
    return await _save(app, name, lambda path: attaching.export(desk, digest, path), help_text)


async def _save(app: App[Any], name: str, write: Callable[[Path], None], help_text: str = "") -> bool:
    typed = await app.push_screen_wait(LineDialog(N_("Save to which file?"), help_text, str(Path.home() / name)))
    if not typed:
        return False
    try:
        await asyncio.to_thread(write, Path(typed.strip("\"'")).expanduser())
    except OrderdeskError as error:
        app.notify(str(error), severity="error", markup=False)
        return False
    app.notify(_("Saved to {path}").format(path=typed), markup=False)
    return True


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
    except FileExistsError:
        raise NotPossible(
            _("There is a file of that name already; nothing was written."), _("Choose another name.")
        ) from None
    except OSError as error:
        raise NotPossible(_("The file cannot be written: {reason}").format(reason=error.strerror or "")) from None
