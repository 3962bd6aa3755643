"""Reading word lists: the program's own, with what a municipality's folder adds and takes out.

words/README.md documents the format.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from orderdesk.checks.local_files import BrokenFile, known_names, line_of, only_known, read_toml, texts_of
from orderdesk.checks.wordlists import LANGUAGES, LISTS, WordList, WordLists
from orderdesk.locale import N_

_OWN: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a folder changes in one list. `unknown` are entries it takes out that the list does not have."""

    language: str
    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    unknown: tuple[str, ...]


def read_words(folders: Sequence[Path]) -> WordLists:
    """The lists that come with the program, with the entries that `folders` add and without those they remove.

    A folder has the shape of words/: da/vague.toml and so on; files that are missing add nothing. Raises BrokenFile
    for a folder that is not there and for a file that cannot be read, has the name of no list, or holds an entry that
    is none.
    """
    for folder in folders:
        known_names(folder, LANGUAGES, LISTS)
    lists: dict[tuple[str, str], WordList] = {}
    local: dict[tuple[str, str], WordList] = {}
    for language, name in itertools.product(LANGUAGES, LISTS):
        own = _own_entries(language, name)
        words = dict.fromkeys(own)
        for folder in folders:
            added, removed = _read(folder, language, name)
            words.update(dict.fromkeys(added))
            words = {word: None for word in words if word not in removed}
        lists[language, name] = _own_list(language, name) if list(words) == list(own) else WordList(words)
        if mine := [word for word in words if word not in own]:
            local[language, name] = WordList(mine)
    return WordLists(lists, local)


def changes(folder: Path) -> list[Changed]:
    """What `folder` changes, list by list. Raises BrokenFile."""
    known_names(folder, LANGUAGES, LISTS)
    found = []
    for language, name in itertools.product(LANGUAGES, LISTS):
        added, removed = _read(folder, language, name)
        own = _own_entries(language, name)
        if added or removed:
            known = tuple(word for word in removed if word in own)
            unknown = tuple(word for word in removed if word not in own)
            found.append(Changed(language, name, tuple(added), known, unknown))
    return found


@cache
def _own_entries(language: str, name: str) -> dict[str, None]:
    return dict.fromkeys(_read(_OWN, language, name)[0])


@cache
def _own_list(language: str, name: str) -> WordList:
    return WordList(_own_entries(language, name))


def _read(folder: Path, language: str, name: str) -> tuple[list[str], list[str]]:
    """The entries that the list's file in `folder` adds, and those it removes. Raises BrokenFile."""
    shown = f"{language}/{name}.toml"
    content, text = read_toml(folder / language / f"{name}.toml", shown)
    only_known(content, ("about", "words", "remove"), text, shown)
    added, removed = (texts_of(content, member, text, shown) for member in ("words", "remove"))
    _readable(added, text, shown)
    return added, removed


def _readable(entries: Iterable[str], text: str, shown: str) -> None:
    """Refuse the first entry that cannot be read, with the line it stands on."""
    try:
        WordList(entries)
    except ValueError as error:
        entry = str(error)
        quoted = f'"{entry}"'
        line = line_of(quoted if quoted in text else entry, text)
        template = N_("The file {file}, line {line}: “{entry}” is no entry of a word list.")
        raise BrokenFile(template, file=shown, line=line, entry=entry) from None
