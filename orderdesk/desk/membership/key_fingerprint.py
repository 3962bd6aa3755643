"""A fingerprint in words."""

from orderdesk.signing.words import fingerprint_words


def words_of(did_or_digest: str) -> str:
    """The twelve words of a public key (did:key), or of a digest, with spaces between."""
    return " ".join(fingerprint_words(did_or_digest))
