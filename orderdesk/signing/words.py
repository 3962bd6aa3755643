"""Fingerprints that two people read to each other on the telephone: twelve Danish nouns.

The words have 4 to 8 letters a to z; no two begin with the same three letters, and any two differ in at least two
letters. The order of the list is part of the format: a word stands for its place, 0 to 255.
"""

import hashlib
from functools import cache
from importlib import resources

WORDS_PER_FINGERPRINT = 12


def fingerprint_words(did_or_digest: str) -> list[str]:
    """Twelve words, one for each of the first 12 bytes of the SHA-256 of the text: 96 bits.

    Enough against who wants to pass for somebody else: they must find a key of their own that gives a fingerprint
    that is already fixed, some 2^96 keys, and 2^76 still if any of a million people would do. Who makes both keys can
    find two that agree in 2^48, but that only gives one person two keys. Comparing fewer words than twelve gives this
    away, 8 bits a word.
    """
    words = _words()
    return [words[byte] for byte in hashlib.sha256(did_or_digest.encode()).digest()[:WORDS_PER_FINGERPRINT]]


def same_words(a: str, b: str) -> bool:
    """Whether two fingerprints say the same, all twelve words, whatever the case and what stands between the words."""
    first, second = _spoken(a), _spoken(b)
    return len(first) == WORDS_PER_FINGERPRINT and first == second


def _spoken(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()


@cache
def _words() -> tuple[str, ...]:
    listed = resources.files("orderdesk.signing").joinpath("fingerprint_words.txt").read_text(encoding="utf-8")
    return tuple(listed.split())
