"""The published directories in a folder: read with caps, as anyone who reaches the folder may have filled it."""

from pathlib import Path
from typing import Final

from orderdesk.errors import InputRefused
from orderdesk.exchange.carrier import MAX_DIRECTORY, check_id, name_of
from orderdesk.exchange.named_by_hash import NamedFile, is_link, named_files, read_capped

MAX_ORGANISATIONS: Final = 512
"""Five times the Danish municipalities, which leaves room for their providers."""

MAX_VERSIONS: Final = 256
"""Versions of one organisation's directory, the newest: a change every working day of a year."""

MAX_BYTES: Final = 64 * 1024 * 1024
"""All directories together, in memory at once."""


def published_in(folder: Path) -> list[bytes]:
    """The directories in `folder`, organisation by organisation, each oldest first as far as the files' times tell."""
    if not folder.is_dir():
        return []
    documents: list[bytes] = []
    room = MAX_BYTES
    for organisation in sorted(filter(_is_organisation, folder.iterdir()))[:MAX_ORGANISATIONS]:
        for document in _versions(organisation):
            room -= len(document)
            if room < 0:
                return documents
            documents.append(document)
    return documents


def _versions(organisation: Path) -> list[bytes]:
    files: dict[str, NamedFile] = {}
    for file in sorted(named_files(organisation, ".json"), key=lambda file: (file.written, file.name, file.path.name)):
        files.setdefault(file.name, file)
    versions = []
    for file in list(files.values())[-MAX_VERSIONS:]:
        data = read_capped(file.path, MAX_DIRECTORY)
        # Not whole: still syncing, or damaged. The next look decides; trust says when a version is missing.
        if data and len(data) <= MAX_DIRECTORY and name_of(data) == file.name:
            versions.append(data)
    return versions


def _is_organisation(path: Path) -> bool:
    try:
        check_id(path.name)
    except InputRefused:
        return False
    return path.is_dir() and not is_link(path)
