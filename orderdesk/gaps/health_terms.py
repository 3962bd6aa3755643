"""Which health problems a text names, and of whom: terms/README.md says how it is read, and what it cannot see.

A problem that is denied does not count, nor one of somebody else. Both are seen by words in the same sentence: it is a
reader's aid, which shows what it read, and no judge of language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from orderdesk.checks.passages import Passage, Token
from orderdesk.checks.wordlists import LANGUAGES, own_words
from orderdesk.gaps.health_reading import Clauses, Found, Reading
from orderdesk.gaps.health_words import IDIOM, Terms, terms
from orderdesk.locale.said import Both

_BEFORE: Final = 6  # "ondt i ryg, nakke, skuldre og knæ": so far from its complaint a part of the body may stand
_BEHIND: Final = 3  # "knæet er blevet slidt"
_LABEL: Final = 3  # a text of so few words is a label, as "ryg" or "nakke og skulder"
_REMEMBERED: Final = 4096  # texts: a case is asked by many rules, and has some tens of them
_QUOTE: Final = 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A health problem in a text, as it was read. `quote` is its sentence, cut at 200 characters."""

    topic: str
    reading: Reading
    quote: str


@cache
def topic_name(topic: str) -> Both:
    """A topic in both languages; the code itself where it is not known."""
    return Both(*(terms(language).names.get(topic, topic) for language in ("da", "en")))


def topics() -> Sequence[str]:
    """The codes of all health problems."""
    return tuple(terms("da").names)


def mentions(text: str) -> list[Mention]:
    """The health problems that a text names, in the language that it seems to be written in."""
    return list(_mentions(text))


def named_in(text: str) -> frozenset[str]:
    """The health problems that a paper about the citizen, or a label, says something of: that they are there, or that
    they are not; those of other people do not count."""
    topic = text.strip().casefold()
    own = {topic} if topic in terms("da").names else set()
    return frozenset(own | {mention.topic for mention in _mentions(text) if mention.reading != "of_others"})


@lru_cache(_REMEMBERED)
def _mentions(text: str) -> tuple[Mention, ...]:
    """Where the language cannot be told, both are tried; what one of them reads as denied, or as somebody else's, is
    not named by the other."""
    passage = Passage("$", text)
    found: dict[tuple[str, int], Mention] = {}
    for language in own_words().language_of([passage]) or LANGUAGES:
        for one, mention in _read(passage, terms(language)):
            place = (mention.topic, one.start)
            if place not in found or found[place].reading == "named":
                found[place] = mention
    return tuple(found.values())


def _read(passage: Passage, words: Terms) -> Iterator[tuple[Token, Mention]]:
    label = len(passage.words) <= _LABEL
    sentences = passage.sentences
    for number, sentence in enumerate(sentences):
        spans = _spans(sentence, words, label=label)
        following = sentences[number + 1] if number + 1 < len(sentences) else ()
        clauses = Clauses(passage.text, sentence, following, spans, words)
        quote = " ".join(passage.text[sentence[0].start : sentence[-1].end].split())[:_QUOTE]
        for span, reading in zip(spans, clauses.readings(), strict=True):
            for topic in span.topics:
                if topic != IDIOM:
                    yield sentence[span.start], Mention(topic, reading, quote)


def _spans(sentence: Sequence[Token], words: Terms, *, label: bool) -> list[Found]:
    """Where problems stand, and sayings, in order. A part of the body takes its complaint with it: "smerter i ryggen"
    is about the back, and not about pain in general."""
    named = _named(sentence, words)
    taken = {
        place for one in named for place in range(one.start, one.end) if not words.general.intersection(one.topics)
    }
    complaints = [
        (at, at + length) for at in range(len(sentence)) if (length := words.length("complaints", sentence, at))
    ]
    parts, used = [], set()
    for at in range(len(sentence)):
        length, codes = words.body.at(sentence, at) if at not in taken else (0, [])
        if not length:
            continue
        complaint = _complaint_for(at, at + length, [one for one in complaints if one[0] not in taken], sentence, words)
        if complaint or label:
            parts.append(Found(at, at + length, tuple(codes)))
            used |= set(range(*complaint)) if complaint else set()
    kept = [
        one for one in named if not (words.general.intersection(one.topics) and used & {*range(one.start, one.end)})
    ]
    return sorted([*kept, *parts], key=lambda one: one.start)


def _named(sentence: Sequence[Token], words: Terms) -> list[Found]:
    found, at = [], 0
    while at < len(sentence):
        length, codes = words.words.at(sentence, at)
        if length:
            found.append(Found(at, at + length, (IDIOM,) if IDIOM in codes else tuple(codes)))
        at += length or 1
    return found


def _complaint_for(
    start: int, end: int, complaints: Sequence[tuple[int, int]], sentence: Sequence[Token], words: Terms
) -> tuple[int, int] | None:
    """The complaint that a part of the body goes with: one before it and near, else one right behind it."""
    for one in reversed(complaints):
        if one[1] <= start <= one[1] + _BEFORE and not words.any_in("breaks", sentence, range(one[1], start)):
            return one
    for one in complaints:
        if end <= one[0] < end + _BEHIND:
            return one
    return None
