"""How rows are found by what somebody types: its words, in any order, with or without Danish letters."""

import unicodedata
from collections.abc import Sequence
from typing import Final

_ONE_LETTER: Final = str.maketrans({"æ": "ae", "ø": "o"})
_TWO_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def searchable(text: str) -> str:
    """What `text` is found by: "Søren Ågård" by "søren", "soren", "soeren", "agard" and "aagaard"."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return " ".join(
        (plain, _without_marks(plain.translate(_ONE_LETTER)), _without_marks(plain.translate(_TWO_LETTERS)))
    )


def words_of(query: str) -> Sequence[str]:
    """The words that somebody looks for."""
    return query.casefold().split()


def has_all(text: str, words: Sequence[str]) -> bool:
    """Whether every word stands in a `searchable` text."""
    return all(word in text for word in words)


def _without_marks(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
