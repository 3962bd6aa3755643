"""The word lists that checks look texts up in: data in words/, one folder a language, which a municipality can extend.

words/README.md documents the format. A text is looked up word by word (a table of first words), so that a check costs
in proportion to the text and hardly to the lists.
"""

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from orderdesk.checks.passages import Passage, Token, digits_masked
from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _

LANGUAGES: Final = ("da", "en")
LISTS: Final = (
    "language", "numbers", "fillers", "lone", "extensions", "vague", "escapes", "joiners", "goal_verbs", "activities",
    "outcomes", "judgemental", "diagnoses", "shared_mailboxes", "standard_phrases", "going_well", "provider_caused",
)  # fmt: skip
_OWN: Final = Path(__file__).parent / "words"
_WORD: Final = re.compile(r"[\w#]+(?:\([\w|]*\))?\*?")
_STEM_LEAST: Final = 3
_SEE: Final = N_("See the README beside the word lists that come with the program.")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Form:
    """What one word of an entry matches: any of `forms`, or whatever begins with one of `stems`."""

    forms: frozenset[str]
    stems: tuple[str, ...] = ()

    def matches(self, word: str) -> bool:
        if word in self.forms or (self.stems and word.startswith(self.stems)):
            return True
        masked = digits_masked(word)
        return masked != word and masked in self.forms


Entry = tuple[_Form, ...]


class WordList:
    """The entries of one list in one language."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raises ValueError with the entry that cannot be read."""
        self._whole: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        for text in entries:
            self._add(_entry(text))

    def _add(self, entry: Entry) -> None:
        for form in entry[0].forms:
            self._whole.setdefault(form, []).append(entry)
        for stem in entry[0].stems:
            self._stems.setdefault(stem[:_STEM_LEAST], []).append(entry)

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """How many words the longest entry takes that begins with the word at `at`; 0 where none does."""
        word = tokens[at].word
        candidates = itertools.chain(
            self._whole.get(word, ()),
            self._whole.get(digits_masked(word), ()) if not word.isalpha() else (),
            self._stems.get(word[:_STEM_LEAST], ()),
        )
        return max((len(entry) for entry in candidates if _stands(entry, tokens, at)), default=0)

    def spans(self, tokens: Sequence[Token]) -> list[Span]:
        """Where entries stand among `tokens`, as places in the text."""
        found: list[Span] = []
        at = 0
        while at < len(tokens):
            if length := self.longest(tokens, at):
                found.append((tokens[at].start, tokens[at + length - 1].end))
            at += length or 1
        return found


def _stands(entry: Entry, tokens: Sequence[Token], at: int) -> bool:
    if at + len(entry) > len(tokens):
        return False
    return all(form.matches(tokens[at + place].word) for place, form in enumerate(entry))


def _entry(text: str) -> Entry:
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    if not words:
        raise ValueError(text)
    return tuple(_form(word, text) for word in words)


def _form(word: str, entry: str) -> _Form:
    """`stabil(t|e)` as its three forms, `stabil*` as a stem, `f##` as a pattern of digits."""
    open_ended = word.endswith("*")
    stem, _, endings = word.rstrip("*").partition("(")
    forms = [stem, *(stem + ending for ending in endings.rstrip(")").split("|") if ending)]
    if not open_ended:
        return _Form(frozenset(form.replace("#", "0") for form in forms))
    if len(stem) < _STEM_LEAST:
        raise ValueError(entry)
    return _Form(frozenset(), (stem,))


@dataclass(frozen=True)
class WordLists:
    """All lists in all languages."""

    lists: Mapping[tuple[str, str], WordList] = field(repr=False)

    def language_of(self, passages: Iterable[Passage]) -> tuple[str, ...]:
        """The language that `passages` are written in, by their commonest small words; all languages where they tell
        nothing."""
        tokens = [token for passage in passages for token in passage.words]
        counts = {language: len(self.lists[language, "language"].spans(tokens)) for language in LANGUAGES}
        most = max(counts.values())
        return tuple(language for language, count in counts.items() if count == most)

    def spans(self, name: str, tokens: Sequence[Token], languages: Sequence[str]) -> list[Span]:
        """Where the list `name` has entries among `tokens`."""
        return [span for language in languages for span in self.lists[language, name].spans(tokens)]

    def begins(self, name: str, tokens: Sequence[Token], languages: Sequence[str], at: int = 0) -> int:
        """How many words the longest entry of the list `name` takes that begins at `at` among `tokens`."""
        if at >= len(tokens):
            return 0
        return max(self.lists[language, name].longest(tokens, at) for language in languages)

    def covered(self, names: Sequence[str], tokens: Sequence[Token], languages: Sequence[str]) -> bool:
        """Whether every word stands in one of the lists `names`, and one at least in the first of them."""
        at, of_first = 0, 0
        while at < len(tokens):
            lengths = [max(self.lists[language, name].longest(tokens, at) for language in languages) for name in names]
            of_first += lengths[0] > 0
            if not any(lengths):
                return False
            at += max(lengths)
        return of_first > 0


@cache
def own_words() -> WordLists:
    """The lists that come with the program."""
    return read_words(())


def read_words(folders: Sequence[Path]) -> WordLists:
    """The lists that come with the program, with the entries that `folders` add and without those they remove.

    A folder has the shape of words/: da/vague.toml and so on; files that are missing add nothing. Raises InputRefused
    for a file that cannot be read.
    """
    lists: dict[tuple[str, str], WordList] = {}
    for language, name in itertools.product(LANGUAGES, LISTS):
        words: dict[str, None] = {}
        for folder in (_OWN, *folders):
            added, removed = _read(folder / language / f"{name}.toml")
            words.update(dict.fromkeys(added))
            words = {word: None for word in words if word not in removed}
        lists[language, name] = _built(words, f"{language}/{name}.toml")
    return WordLists(lists)


def _built(words: Iterable[str], file: str) -> WordList:
    try:
        return WordList(words)
    except ValueError as error:
        message = _("The word list {file}: “{entry}” is no entry.").format(file=file, entry=error)
        raise InputRefused("word-list", message, _(_SEE)) from error


def _read(file: Path) -> tuple[list[str], list[str]]:
    """The entries that `file` adds, and those it removes."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [], []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = _("The word list {file} is not a TOML file in UTF-8.").format(file=file.name)
        raise InputRefused("word-list", message, _(_SEE)) from error
    return _texts(content, "words", file), _texts(content, "remove", file)


def _texts(content: Mapping[str, Any], name: str, file: Path) -> list[str]:
    texts = content.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        message = _("The word list {file}: “{entry}” must be a list of texts.").format(file=file.name, entry=name)
        raise InputRefused("word-list", message, _(_SEE))
    return texts
