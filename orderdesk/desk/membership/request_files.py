"""A request to the administrator as a file: written where nothing lies, read strictly."""

import json
from pathlib import Path
from typing import Any

from orderdesk.desk.storage import atomic
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import _

_LARGEST = 64 * 1024  # bytes; a request with sixty keys has 10 KiB


def write(asked: dict[str, Any], target: Path) -> None:
    """Write the request to a new file. It holds no secret. Raises NotPossible where one is there, DeskUnavailable."""
    if target.exists():
        raise NotPossible(_("A file of that name is there already."), _("Choose another name."))
    atomic.replace(target, (json.dumps(asked, ensure_ascii=False, indent=2) + "\n").encode())


def read(source: Path) -> dict[str, Any]:
    """What the file holds. Raises NotFound, or InputRefused for what is no JSON object."""
    try:
        with source.expanduser().open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound(_("There is no such file."), _("Write the whole path of the file.")) from None
    except OSError as error:
        raise atomic.trouble(error) from None
    try:
        value = json.loads(data) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InputRefused("request", _("The file is no request."), _("Ask for it anew."))
    return value
