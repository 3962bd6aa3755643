"""Which health problems a text names, and of whom: terms/README.md says how it is read, and what it cannot see.

A problem that is denied does not count, nor one of somebody else. Both are seen by words in the same sentence: it is a
reader's aid, which shows what it read, and no judge of language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from orderdesk.checks.passages import Token
from orderdesk.checks.wordlists import LANGUAGES
from orderdesk.gaps.health_reading import Clauses, Found, Reading
from orderdesk.gaps.health_scan import beginnings, has_at_most, languages_of, sentences_of, words_at
from orderdesk.gaps.health_words import IDIOM, Entries, Terms, terms
from orderdesk.locale.said import Both

_BEFORE: Final = 6  # "ondt i ryg, nakke, skuldre og knæ": so far from its complaint a part of the body may stand
_BEHIND: Final = 3  # "knæet er blevet slidt"
_LABEL: Final = 3  # a text of so few words is a label, as "ryg" or "nakke og skulder"
_REMEMBERED: Final = 32_768  # texts: a caseload of 220 cases has some 20,000, and is asked again after each change
_QUOTE: Final = 200
_SHORT: Final = (
    "pga", "ifm", "ifbm", "ift", "mht", "vedr", "iht", "inkl", "evt", "bl.a", "f.eks", "fx", "ca", "el", "kr", "dr",
    "e.g", "i.e", "approx",
)  # fmt: skip
_SHORT_STOP: Final = re.compile(
    r"\.(?=\s)(?:" + "|".join(r"(?<=\b" + re.escape(word) + r"\.)" for word in _SHORT) + ")", re.I
)
"""The full stop of a shortened word, which ends no sentence; it is read as a blank."""


class Mention(NamedTuple):
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


@lru_cache(_REMEMBERED)
def named_in(text: str) -> frozenset[str]:
    """The health problems that a paper about the citizen, or a label, says something of: that they are there, or that
    they are not; those of other people do not count."""
    own = _labels().get(" ".join(text.casefold().split()), frozenset())
    return frozenset(own | {mention.topic for mention in _mentions(text) if mention.reading != "of_others"})


@cache
def _labels() -> Mapping[str, frozenset[str]]:
    """What alone stands for a topic: its code, its names, and the parts of those ("hukommelse", "koncentration")."""
    found: dict[str, set[str]] = {}
    for topic in topics():
        for name in (topic, *(terms(language).names[topic] for language in LANGUAGES)):
            for label in (name, *re.split(r", | og | and ", name)):
                found.setdefault(label.casefold(), set()).add(topic)
    return {label: frozenset(codes) for label, codes in found.items()}


@lru_cache(_REMEMBERED)
def _mentions(text: str) -> tuple[Mention, ...]:
    """Where the language cannot be told, both are tried; what one of them reads as denied, or as somebody else's, is
    not named by the other."""
    begins = beginnings(text)
    if not begins:
        return ()
    cut = _SHORT_STOP.sub(" ", text)
    found: dict[tuple[str, int], Mention] = {}
    for language in languages_of(text):
        for one, mention in _read(cut, begins, terms(language), text):
            place = (mention.topic, one.start)
            if place not in found or found[place].reading == "named":
                found[place] = mention
    return tuple(dict.fromkeys(found.values()))


def _read(cut: str, begins: frozenset[int], words: Terms, text: str) -> Iterator[tuple[Token, Mention]]:
    label = has_at_most(_LABEL, cut)
    ranges = sentences_of(cut)
    for number, place in enumerate(ranges):
        if not any(place.start <= at < place.end for at in begins):
            continue
        sentence = words_at(cut, place)
        entries = words.entries(sentence)
        spans = _spans(sentence, entries, begins, words, label=label)
        if not spans:
            continue
        answers = place.asks and number + 1 < len(ranges)
        following = words.entries(words_at(cut, ranges[number + 1])) if answers else None
        clauses = Clauses(cut, sentence, entries, spans, following)
        quote = " ".join(text[sentence[0].start : sentence[-1].end].split())[:_QUOTE]
        for span, reading in zip(spans, clauses.readings(), strict=True):
            for topic in span.topics:
                if topic != IDIOM:
                    yield sentence[span.start], Mention(topic, reading, quote)


def _spans(
    sentence: Sequence[Token], entries: Entries, begins: frozenset[int], words: Terms, *, label: bool
) -> list[Found]:
    """Where problems stand, and sayings, in order. A part of the body takes its complaint with it: "smerter i ryggen"
    is about the back, and not about pain in general."""
    places = [at for at, token in enumerate(sentence) if token.start in begins]
    named = _named(sentence, places, words)
    taken = {at for one in named for at in range(one.start, one.end) if not words.general.intersection(one.topics)}
    parts = [
        (at, *found) for at in places
        if at not in taken and (found := words.body.at(sentence, at))[0]
    ]  # fmt: skip
    if not parts:
        return named
    complaints = [(at, at + length) for at, length in entries.of("complaints").items() if at not in taken]
    used: set[int] = set()
    kept = []
    for at, length, codes in parts:
        complaint = _complaint_for(at, at + length, complaints, entries)
        if complaint or label:
            kept.append(Found(at, at + length, tuple(codes)))
            used |= set(range(*complaint or (0, 0)))
    kept += [
        one for one in named if not (words.general.intersection(one.topics) and used & {*range(one.start, one.end)})
    ]
    return sorted(kept, key=lambda one: one.start)


def _named(sentence: Sequence[Token], places: Sequence[int], words: Terms) -> list[Found]:
    """The problems that stand for themselves, of those that begin within another the first."""
    found: list[Found] = []
    for at in places:
        if found and at < found[-1].end:
            continue
        length, codes = words.words.at(sentence, at)
        if length:
            found.append(Found(at, at + length, (IDIOM,) if IDIOM in codes else tuple(codes)))
    return found


def _complaint_for(
    start: int, end: int, complaints: Sequence[tuple[int, int]], entries: Entries
) -> tuple[int, int] | None:
    """The complaint that a part of the body goes with: one before it and near, else one right behind it."""
    for one in reversed(complaints):
        if one[1] <= start <= one[1] + _BEFORE and not entries.any_in("breaks", range(one[1], start)):
            return one
    for one in complaints:
        if end <= one[0] < end + _BEHIND:
            return one
    return None
