"""Directories as they lie in files: one signed document, or a JSON list of them."""

import orjson

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes

MAX_FILE_BYTES = 64 * 1024 * 1024
"""A list of 256 directories of the largest size there is."""


def documents_in(data: bytes) -> list[bytes]:
    """The documents in a file, each as bytes to verify. Raises InputRefused ("size", "json") for what is no such file.

    One document is handed on as it stands, for the strict parser to read. A list is taken apart first; a doubled member
    within one of its documents is gone after that, and so is the signature's fit if it mattered.
    """
    if len(data) > MAX_FILE_BYTES:
        raise InputRefused("size", _("The file of directories is too large."))
    if data.lstrip()[:1] != b"[":
        return [data]
    try:
        documents = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InputRefused("json", _("The file of directories is not JSON.")) from error
    return [canonical_bytes(document) for document in documents]
