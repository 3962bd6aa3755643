"""A file that an order or a report names: its name, size and fingerprint."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

from textual.app import App

from orderdesk.errors import NotPossible, OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.line_dialog import LineDialog

LARGEST = 50_000_000
"""Bytes; the order's own limit for a file."""


async def asked_for_file(app: App[Any]) -> dict[str, Any] | None:
    """Ask for a file's path and describe the file, read in a thread; None where there is none, which has been said."""
    typed = await app.push_screen_wait(LineDialog(N_("Add a file"), N_("Its path, as typed or pasted.")))
    if not typed:
        return None
    try:
        return await asyncio.to_thread(described, Path(typed.strip("\"'")).expanduser())
    except OrderdeskError as error:
        app.notify(str(error), severity="error", markup=False)
        return None


def described(path: Path) -> dict[str, Any]:
    """Name, size and SHA-256 of the file at `path`. Raises NotPossible with a sentence."""
    try:
        size = path.stat().st_size
        if not path.is_file() or not 0 < size <= LARGEST:
            raise NotPossible(_("This is no file between 1 byte and 50 MB."))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise NotPossible(_("The file cannot be read: {reason}").format(reason=error.strerror or "")) from None
    return {"name": path.name, "size": size, "hash": f"sha256-{digest}"}
