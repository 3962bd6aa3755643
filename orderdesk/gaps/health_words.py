"""The words for health problems, a file a language: terms/README.md documents the lists and how a municipality's own
come in."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from orderdesk.checks.passages import Token, digits_masked
from orderdesk.checks.wordlists import STEM_LEAST, Word, WordList

LISTS: Final = (
    "negation", "not_denials", "breaks", "gone", "answers_no", "others", "whose", "others_after", "self", "determiners",
    "clause_starts", "coordinators", "having", "relative", "together_with", "joiners", "alternatives",
    "reporting", "reported", "complaints", "idioms",
)  # fmt: skip


class Lexicon:
    """Several lists under their codes, looked up at once: a word that begins no entry costs one look."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        self._all = WordList(entry for words in entries.values() for entry in words)
        self._by_code = {code: WordList(words) for code, words in entries.items()}
        self._found: dict[tuple[str, ...], list[str]] = {}

    def beginnings(self) -> set[tuple[Word, ...]]:
        """How the entries begin, word by word."""
        return self._all.beginnings()

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, list[str]]:
        """How many words the longest entry takes that begins at `place`, and under which codes; 0 where none does."""
        length = self._all.longest(tokens, place)
        if not length:
            return 0, []
        words = tuple(token.word for token in tokens[place : place + length])
        if words not in self._found:
            self._found[words] = [code for code, one in self._by_code.items() if one.longest(tokens, place) == length]
        return length, self._found[words]


@dataclass(frozen=True)
class Terms:
    """The words of one language. `words` name a problem by themselves, `body` are parts of the body, which do beside a
    complaint. `general` are the problems that a more particular one takes the place of."""

    names: Mapping[str, str]
    words: Lexicon
    body: Lexicon
    general: frozenset[str]
    lists: Mapping[str, WordList]

    @cached_property
    def _firsts(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """By first word, and by how an open-ended first word begins, the lists that have such an entry."""
        whole: dict[str, set[str]] = defaultdict(set)
        open_ended: dict[str, set[str]] = defaultdict(set)
        for name, one in self.lists.items():
            words, stems = one.first_words()
            for word in words:
                whole[word].add(name)
            for stem in stems:
                open_ended[stem].add(name)
        return dict(whole), dict(open_ended)

    def entries(self, tokens: Sequence[Token]) -> "Entries":
        """Where the lists have entries among the words of a sentence."""
        begun: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            for name in self._begun_by(token.word):
                begun.setdefault(name, []).append(at)
        return Entries(self.lists, tokens, begun)

    def _begun_by(self, word: str) -> Collection[str]:
        """The lists of which an entry could begin with the word; nearly always none."""
        whole, open_ended = self._firsts
        names = whole.get(word, _NONE) | open_ended.get(word[:STEM_LEAST], _NONE)
        return names if word.isalpha() else names | whole.get(digits_masked(word), _NONE)


class Entries:
    """Where the lists have entries among the words of a sentence: each word is looked up once for all lists, and the
    words behind it once for each list that somebody asks for."""

    def __init__(self, lists: Mapping[str, WordList], tokens: Sequence[Token], begun: Mapping[str, list[int]]) -> None:
        self._lists = lists
        self._tokens = tokens
        self._begun = begun
        self._found: dict[str, Mapping[int, int]] = {}

    def of(self, name: str) -> Mapping[int, int]:
        """By the place where it begins, in order, how many words the longest entry of the list takes."""
        if name not in self._begun:
            return _NOWHERE
        if name not in self._found:
            lengths = ((at, self._lists[name].longest(self._tokens, at)) for at in self._begun[name])
            self._found[name] = {at: length for at, length in lengths if length}
        return self._found[name]

    def length(self, name: str, place: int) -> int:
        """How many words the longest entry of the list takes that begins at the place; 0 where none does."""
        return self.of(name).get(place, 0)

    def any_in(self, name: str, places: Iterable[int]) -> bool:
        """Whether an entry of the list begins at one of the places."""
        found = self.of(name)
        return bool(found) and any(place in found for place in places)


_NONE: Final[frozenset[str]] = frozenset()
_NOWHERE: Final[Mapping[int, int]] = {}


@cache
def terms(language: str) -> Terms:
    """The words of a language ("da", "en")."""
    place = files("orderdesk.gaps") / "terms" / language / "health.toml"
    return terms_of(tomllib.loads(place.read_text(encoding="utf-8")))


def terms_of(read: Mapping[str, Any]) -> Terms:
    """The words as a file holds them. Raises KeyError for a list that is not there and ValueError for an entry that
    cannot be read."""
    found: Mapping[str, Mapping[str, Any]] = read["topic"]
    words = {code: one["words"] for code, one in found.items()} | {IDIOM: read["idioms"]}
    return Terms(
        {code: str(one["name"]) for code, one in found.items()},
        Lexicon(words),
        Lexicon({code: one["body"] for code, one in found.items() if "body" in one}),
        frozenset(code for code, one in found.items() if one.get("general")),
        {name: WordList(read[name]) for name in LISTS},
    )


IDIOM: Final = ""
"""The code of sayings, whose words are about no health problem."""
