"""The word lists of a local policy as last read: read anew when a file of the folder has changed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orderdesk.checks.local_files import BrokenFile
    from orderdesk.checks.wordlists import WordLists

_Stamp = tuple[tuple[str, int, int], ...]


class LocalWords:
    """Keeps the lists in memory beside the state of their files."""

    def __init__(self) -> None:
        self._stamp: _Stamp | None = None
        self._lists: WordLists | None = None
        self._broken: BrokenFile | None = None

    def of(self, folder: Path) -> "tuple[WordLists | None, BrokenFile | None]":
        """The lists with what `folder` changes in them; or None, and why they cannot be used."""
        stamp = _stamp(folder)
        if stamp != self._stamp:
            self._lists, self._broken = _read(folder)
            self._stamp = stamp
        return self._lists, self._broken


def _read(folder: Path) -> "tuple[WordLists | None, BrokenFile | None]":
    from orderdesk.checks.local_files import BrokenFile
    from orderdesk.checks.wordlist_files import read_words

    if folder.parent.is_dir() and not folder.exists():
        return None, None  # a local policy of questions alone
    try:
        return read_words([folder]), None
    except BrokenFile as broken:
        return None, broken


def _stamp(folder: Path) -> _Stamp:
    """Which files there are, how large and how old: a call a file, so that it can be asked at each pause."""
    found = [(str(folder.parent), int(folder.parent.is_dir()), int(folder.is_dir()))]
    for inner in (folder, *sorted(folder / name for name in _names(folder))):
        for path in sorted(inner / name for name in _names(inner)):
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(found)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 (what is missing or no folder is no error here)
    except OSError:
        return []
