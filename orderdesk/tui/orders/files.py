"""A file that an order names: its name, size and fingerprint."""

import hashlib
from pathlib import Path
from typing import Any

from orderdesk.errors import NotPossible
from orderdesk.locale import _

LARGEST = 50_000_000
"""Bytes; the order's own limit for a file."""


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
