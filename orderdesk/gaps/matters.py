"""What matter a paper, a request or an event is about, so that "angst" and "anxiety" are one."""

from collections.abc import Iterable
from functools import lru_cache

from orderdesk.gaps.health_terms import named_in

_REMEMBERED = 4096  # a house has some tens of such words; a list of them is read once


def matters(about: Iterable[str]) -> frozenset[str]:
    """The health problems that these words name, by their code; a word that names none stands for itself."""
    return _matters(tuple(about))


def other_matter(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both say what they are about, and it is not the same."""
    first, second = matters(mine), matters(theirs)
    return bool(first) and bool(second) and not first & second


@lru_cache(maxsize=_REMEMBERED)
def _matters(about: tuple[str, ...]) -> frozenset[str]:
    return frozenset(topic for word in about for topic in named_in(word) or (word.casefold(),))
