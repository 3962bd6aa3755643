"""The first look at a text: where it could name a health problem, and in which language it is, as the lists would tell
word by word, at the cost of one regular expression. Most texts, and most sentences, need no other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from orderdesk.checks.passages import Token
from orderdesk.checks.wordlists import LANGUAGES, Word, own_words
from orderdesk.gaps.health_words import terms

_STOP: Final = re.compile(r"[.!?;:](?=\s|\Z)|\n")  # as passages.py cuts sentences
_WORD: Final = re.compile(r"\w+")


class Range(NamedTuple):
    """A sentence by its places in the text, without the mark that ends it; `asks` is whether that is "?" or ":"."""

    start: int
    end: int
    asks: bool


def words_at(text: str, place: Range) -> tuple[Token, ...]:
    """The words of a sentence."""
    words = _WORD.finditer(text, place.start, place.end)
    return tuple([Token(found[0].lower(), found.start(), found.end()) for found in words])


def sentences_of(text: str) -> list[Range]:
    """The sentences that have a word, in order."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        found.append(Range(start, stop.start(), stop[0] in "?:"))
        start = stop.end()
    found.append(Range(start, len(text), False))
    return [one for one in found if _WORD.search(text, one.start, one.end)]


def has_at_most(most: int, text: str) -> bool:
    """Whether the text has no more words than that."""
    return sum(1 for _word in islice(_WORD.finditer(text), most + 1)) <= most


def beginnings(text: str) -> frozenset[int]:
    """Where in the text a problem could begin, in any language. Nowhere else does one."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two
        return frozenset(found.start() for found in _WORD.finditer(text))
    return frozenset([found.start() for found in _beginning().finditer(lowered)])


def languages_of(text: str) -> Sequence[str]:
    """The language that the text is written in; all languages where it does not tell."""
    words = _WORD.findall(text.lower())
    counts = {language: sum(map(_small_words(language).__getitem__, words)) for language in LANGUAGES}
    most = max(counts.values())
    return [language for language, count in counts.items() if count == most]


_WORDS_KEPT: Final = 50_000  # some 5 MiB at most


class _SmallWords(dict[str, bool]):
    """Whether a word is one of the small words of a language, remembered of each that was asked for."""

    def __init__(self, listed: Iterable[Word]) -> None:
        self._forms = frozenset(word for word, whole in listed if whole)
        self._stems = tuple(word for word, whole in listed if not whole)

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        found = self[word] = word in self._forms or word.startswith(self._stems)
        return found


@cache
def _small_words(language: str) -> _SmallWords:
    return _SmallWords([words[0] for words in own_words().lists[language, "language"].beginnings()])


@cache
def _beginning() -> re.Pattern[str]:
    lexicons = [one for language in LANGUAGES for one in (terms(language).words, terms(language).body)]
    listed = {_spelt(found) for lexicon in lexicons for found in lexicon.beginnings()}
    return re.compile(rf"\b(?={_branch(sorted(listed))})")  # looks ahead: one entry may begin within another


def _spelt(words: Sequence[Word]) -> str:
    """The words letter by letter, with the signs of _SIGNS."""
    first, *second = ((re.sub(r"\d", "0", word), whole) for word, whole in words)
    end = [word + ("$" if whole else "") for word, whole in second]
    return first[0] + (f"{'' if first[1] else '*'} {end[0]}" if end else "$" if first[1] else "")


def _branch(words: Sequence[str]) -> str:
    """One expression for what begins with any of the words, letter by letter, so that a word that begins otherwise is
    left at its first letter."""
    if "" in words:
        return ""
    parts = [_letter(letter) + _branch([word[1:] for word in mine]) for letter, mine in _by_letter(words)]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


_SIGNS: Final = {"0": r"\d", "$": r"\b", "*": r"\w*", " ": r"\W+"}  # a digit, the end, any end, what lies between words


def _letter(letter: str) -> str:
    return _SIGNS.get(letter) or re.escape(letter)


def _by_letter(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for letter in sorted({word[0] for word in words}):
        yield letter, [word for word in words if word[0] == letter]
