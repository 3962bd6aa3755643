"""The rules of this desk as last read: the program's packs with a local policy's; read anew when a file has changed."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orderdesk.errors import InputRefused
    from orderdesk.gaps.rule_book import RuleBook

Stamp = tuple[tuple[str, int, int], ...]


class LocalRules:
    """Keeps the rule book in memory beside the state of the local packs' files."""

    def __init__(self) -> None:
        self._stamp: Stamp | None = None
        self._book: RuleBook | None = None
        self._broken: InputRefused | None = None

    def of(self, folder: Path | None) -> "tuple[RuleBook, InputRefused | None]":
        """The rules with what the packs in `folder` add and change. Where one of these cannot be used, the program's
        own alone, and why: a case must not wait for somebody who can edit TOML."""
        stamp = stamp_of(folder)
        if self._book is None or stamp != self._stamp:
            self._book, self._broken = _read(folder)
            self._stamp = stamp
        return self._book, self._broken


def _read(folder: Path | None) -> "tuple[RuleBook, InputRefused | None]":
    from orderdesk.errors import InputRefused
    from orderdesk.gaps.reading import local_packs, own_book, own_rules
    from orderdesk.gaps.rule_book import book_of

    if folder is None or (folder.parent.is_dir() and not folder.exists()):
        return own_book(), None  # no local policy, or one without rules
    try:
        return book_of([*own_rules(), *local_packs(folder)]), None
    except InputRefused as broken:
        return own_book(), broken


def stamp_of(folder: Path | None) -> Stamp:
    """The state of the local packs' files in `folder`: it differs when one has been changed, added or taken away."""
    if folder is None:
        return ()
    found = [(str(folder), int(folder.parent.is_dir()), int(folder.is_dir()))]
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((path.name, state.st_mtime_ns, state.st_size))
    return tuple(found)
