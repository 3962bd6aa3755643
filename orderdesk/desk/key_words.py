"""Holding a key against the words that somebody reads out."""

from orderdesk.desk.fingerprints import words_of
from orderdesk.errors import InputRefused
from orderdesk.signing.didkey import public_bytes_of
from orderdesk.signing.words import same_words


def is_signing_key(did: str) -> bool:
    """Whether `did` is a well-formed key for signing, and none of the weak ones."""
    try:
        public_bytes_of(did)
    except InputRefused:
        return False
    return "#" not in did


def are_words_of(words: str, did: str) -> bool:
    """Whether `words`, however they are separated and spelt large or small, are the twelve words of the key."""
    return same_words(words, words_of(did))
