"""The words for health problems, and which of them a text names of the citizen: terms/README.md documents the lists.

A problem that is denied does not count, nor one of somebody else. Both are seen by words in the same sentence: it is a
reader's aid, which shows what it read, and no judge of language.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from orderdesk.checks.passages import Passage, Token
from orderdesk.checks.wordlists import LANGUAGES, WordList, own_words
from orderdesk.locale.said import Both

NEAR: Final = 4
"""How many words before a problem a denial counts ("har ikke længere nogen angst"), and behind it half as many."""

Reading = Literal["named", "denied", "of_others"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A health problem in a text, as it was read."""

    topic: str
    reading: Reading
    quote: str


@dataclass(frozen=True)
class Terms:
    """The words of one language."""

    topics: dict[str, WordList]
    names: dict[str, str]
    negation: WordList
    others: WordList
    self_: WordList


@cache
def terms(language: str) -> Terms:
    """The words of a language ("da", "en")."""
    place = files("orderdesk.gaps") / "terms" / language / "health.toml"
    read = tomllib.loads(place.read_text(encoding="utf-8"))
    topics = {code: WordList(one["words"]) for code, one in read["topic"].items()}
    names = {code: str(one["name"]) for code, one in read["topic"].items()}
    return Terms(topics, names, *(WordList(read[name]) for name in ("negation", "others", "self")))


@cache
def topic_name(topic: str) -> Both:
    """A topic in both languages; the code itself where it is not known."""
    return Both(*(terms(language).names.get(topic, topic) for language in ("da", "en")))


def topics() -> Sequence[str]:
    """The codes of all health problems."""
    return tuple(terms("da").topics)


def mentions(text: str) -> list[Mention]:
    """The health problems that a text names, in the language that it seems to be written in."""
    return list(_mentions(text))


@cache
def named_in(text: str) -> frozenset[str]:
    """The health problems that a text names at all, whoever has them: for papers about the citizen."""
    return frozenset(mention.topic for mention in _mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    passage = Passage("$", text)
    languages = own_words().language_of([passage])
    for language in languages if languages else LANGUAGES:
        words = terms(language)
        for sentence in passage.sentences:
            for topic, entries in words.topics.items():
                yield from _in_sentence(topic, entries, sentence, words, passage)


def _in_sentence(
    topic: str, entries: WordList, sentence: Sequence[Token], words: Terms, passage: Passage
) -> Iterator[Mention]:
    at = 0
    while at < len(sentence):
        if length := entries.longest(sentence, at):
            quote = passage.text[sentence[0].start : sentence[-1].end]
            yield Mention(topic, _reading(sentence, at, at + length, words), " ".join(quote.split())[:200])
        at += length or 1


def _reading(sentence: Sequence[Token], start: int, end: int, words: Terms) -> Reading:
    near = [*sentence[max(start - NEAR, 0) : start]], [*sentence[end : end + NEAR // 2]]
    if any(words.negation.spans(part) for part in near):
        return "denied"
    other, own = (_last(listed, sentence[:start]) for listed in (words.others, words.self_))
    return "of_others" if other > own else "named"


def _last(listed: WordList, tokens: Sequence[Token]) -> int:
    """The place of the last word of the list among the tokens; -1 for none."""
    return max((place for place in range(len(tokens)) if listed.longest(tokens, place)), default=-1)
