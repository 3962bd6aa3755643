"""A passage: one text of a draft with its place, cut into words once for all the checks that read it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

# A mark ends a sentence only before a blank, so that "bl.a." and "kl. 9.30" are not cut in the middle of the number.
_TOKEN: Final = re.compile(r"\w+|[.!?;:](?=\s|\Z)|\n")
_STOPS: Final = frozenset(".!?;:\n")
_DIGITS: Final = str.maketrans("123456789", "000000000")


class Token(NamedTuple):
    """A word in lower case, or a mark that ends a sentence; where it begins and ends in its text."""

    word: str
    start: int
    end: int

    @property
    def stops(self) -> bool:
        """Whether it ends a sentence."""
        return self.word in _STOPS


def tokens_of(text: str) -> tuple[Token, ...]:
    """`text` as words in lower case and marks that end a sentence."""
    return tuple(Token(found[0].lower(), found.start(), found.end()) for found in _TOKEN.finditer(text))


def digits_masked(word: str) -> str:
    """`word` with each digit as 0: F43 as F00."""
    return word.translate(_DIGITS)


@dataclass(frozen=True)
class Passage:
    """One text of a draft. `path` is its place; `text` is NFC."""

    path: str
    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and stops."""
        return tokens_of(self.text)

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Its words."""
        return tuple(token for token in self.tokens if not token.stops)

    @cached_property
    def sentences(self) -> tuple[tuple[Token, ...], ...]:
        """Its words, sentence by sentence."""
        sentences: list[list[Token]] = [[]]
        for token in self.tokens:
            if token.stops:
                sentences.append([])
            else:
                sentences[-1].append(token)
        return tuple(tuple(sentence) for sentence in sentences if sentence)

    def quote(self, spans: Sequence[tuple[int, int]], most: int = 3) -> str:
        """The places `spans` of the text, each once, at most `most`, between quotation marks."""
        seen: dict[str, str] = {}
        for start, end in spans:
            words = " ".join(self.text[start:end].split())
            seen.setdefault(words.lower(), words)
        return ", ".join(f"“{words}”" for words in list(seen.values())[:most])


def names_in(name: str) -> frozenset[str]:
    """The words of a person's name, in lower case: texts about the person begin with them."""
    return frozenset(token.word for token in tokens_of(name))


def lix(passage: Passage) -> int:
    """The readability index LIX (Björnsson 1968): words per sentence plus the percentage of words over six letters.

    Below 35 is easy, 45-54 as official texts, 55 and above hard.
    """
    words = len(passage.words)
    if not words:
        return 0
    long = sum(1 for token in passage.words if len(token.word) > 6)
    return round(words / len(passage.sentences) + 100 * long / words)
