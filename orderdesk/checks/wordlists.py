"""The word lists that checks look texts up in: data in words/, one folder a language, which a municipality can extend.

words/README.md documents the format, wordlist_files.py reads it. A text is looked up word by word (a table of first
words), so that a check costs in proportion to the text and hardly to the lists.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from orderdesk.checks.passages import Passage, Token, digits_masked

LANGUAGES: Final = ("da", "en")
LISTS: Final = (
    "language", "numbers", "fillers", "lone", "extensions", "vague", "escapes", "joiners", "goal_verbs", "activities",
    "outcomes", "judgemental", "diagnoses", "shared_mailboxes", "standard_phrases", "going_well", "provider_caused",
    "sanctions",
)  # fmt: skip
_WORD: Final = re.compile(r"[\w#]+(?:\([\w|]*\))?\*?")
STEM_LEAST: Final = 3

Span = tuple[int, int]
Word = tuple[str, bool]
"""A whole word, digits as 0, or only how one begins."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What one word of an entry matches: any of `forms`, or whatever begins with one of `stems`."""

    forms: frozenset[str]
    stems: tuple[str, ...] = ()

    def words(self) -> list[Word]:
        return [*((form, True) for form in self.forms), *((stem, False) for stem in self.stems)]

    def matches(self, word: str) -> bool:
        if word in self.forms or (self.stems and word.startswith(self.stems)):
            return True
        return not word.isalpha() and digits_masked(word) in self.forms


Entry = tuple[_Form, ...]


class WordList:
    """The entries of one list in one language."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raises ValueError with the entry that cannot be read."""
        self._whole: dict[str, list[Entry]] = {}
        self._pairs: dict[str, dict[str, list[Entry]]] = {}
        self._stems: dict[str, list[Entry]] = {}
        for text in entries:
            self._add(_entry(text))

    def _add(self, entry: Entry) -> None:
        for form in entry[0].forms:
            if len(entry) > 1 and not entry[1].stems:
                for second in entry[1].forms:
                    self._pairs.setdefault(form, {}).setdefault(second, []).append(entry)
            else:
                self._whole.setdefault(form, []).append(entry)
        for stem in entry[0].stems:
            self._stems.setdefault(stem[:STEM_LEAST], []).append(entry)

    def beginnings(self) -> set[tuple[Word, ...]]:
        """How the entries begin: the first word of each, and the second where it has more."""
        pairs = itertools.chain.from_iterable(seconds.values() for seconds in self._pairs.values())
        entries = itertools.chain(*self._whole.values(), *pairs, *self._stems.values())
        return {words for entry in entries for words in itertools.product(*(form.words() for form in entry[:2]))}

    def first_words(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words that entries begin with, digits as 0; and the first STEM_LEAST letters of open-ended ones."""
        return frozenset(self._whole) | frozenset(self._pairs), frozenset(self._stems)

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """How many words the longest entry takes that begins with the word at `at`; 0 where none does."""
        word = tokens[at].word
        longest = self._from(word, tokens, at, 0)
        if not word.isalpha():
            longest = self._from(digits_masked(word), tokens, at, longest)
        for entry in self._stems.get(word[:STEM_LEAST], ()):
            if len(entry) > longest and word.startswith(entry[0].stems) and _goes_on(entry, tokens, at):
                longest = len(entry)
        return longest

    def _from(self, word: str, tokens: Sequence[Token], at: int, longest: int) -> int:
        """The same for the entries whose first word is `word`, where more than `longest`."""
        for entry in self._whole.get(word, ()):
            if len(entry) > longest and _goes_on(entry, tokens, at):
                longest = len(entry)
        seconds = self._pairs.get(word)
        if seconds and at + 1 < len(tokens):
            second = tokens[at + 1].word
            for following in (second,) if second.isalpha() else {second, digits_masked(second)}:
                for entry in seconds.get(following, ()):
                    if len(entry) > longest and _goes_on(entry, tokens, at):
                        longest = len(entry)
        return longest

    def spans(self, tokens: Sequence[Token]) -> list[Span]:
        """Where entries stand among `tokens`, as places in the text."""
        found: list[Span] = []
        at = 0
        while at < len(tokens):
            if length := self.longest(tokens, at):
                found.append((tokens[at].start, tokens[at + length - 1].end))
            at += length or 1
        return found


def _goes_on(entry: Entry, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words behind `at` are those of the entry; that its first one stands there is known."""
    if len(entry) == 1:  # as nearly all are
        return True
    if at + len(entry) > len(tokens):
        return False
    return all(entry[place].matches(tokens[at + place].word) for place in range(1, len(entry)))


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
    if len(stem) < STEM_LEAST:
        raise ValueError(entry)
    return _Form(frozenset(), (stem,))


@dataclass(frozen=True)
class WordLists:
    """All lists in all languages. `local` are the entries alone that a municipality has added, where there are any."""

    lists: Mapping[tuple[str, str], WordList] = field(repr=False)
    local: Mapping[tuple[str, str], WordList] = field(default_factory=dict, repr=False)

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

    def local_list(self, tokens: Sequence[Token], languages: Sequence[str], *names: str) -> str:
        """The local list, as "da/vague", of which an entry stands among `tokens`; "" where none of `names` has one."""
        for language, name in itertools.product(languages, names):
            own = self.local.get((language, name))
            if own is not None and own.spans(tokens):
                return f"{language}/{name}"
        return ""


@cache
def own_words() -> WordLists:
    """The lists that come with the program."""
    from orderdesk.checks.wordlist_files import read_words

    return read_words(())
