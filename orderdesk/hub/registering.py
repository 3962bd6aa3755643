"""Letting organisations in, by the words of their root key; and taking them out."""

from importlib import resources
from typing import Final

from orderdesk.errors import InputRefused
from orderdesk.hub.limits import NAME
from orderdesk.locale import _
from orderdesk.signing.didkey import public_bytes_of
from orderdesk.signing.words import WORDS_PER_FINGERPRINT, fingerprint_words

_MALFORMED: Final = "fingerprint"


def fingerprint_of(text: str) -> str:
    """The twelve words of a root key, from the words as somebody typed them or from the did:key itself.

    Raises InputRefused: "fingerprint" for other words, or too few; "key" for a key that is none.
    """
    if text.strip().startswith("did:key:"):
        public_bytes_of(text.strip())
        return " ".join(fingerprint_words(text.strip()))
    words = "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()
    if len(words) != WORDS_PER_FINGERPRINT:
        raise InputRefused(
            _MALFORMED,
            _("A fingerprint has {wanted} words; here are {count}.").format(
                wanted=WORDS_PER_FINGERPRINT, count=len(words)
            ),
        )
    known = resources.files("orderdesk.signing").joinpath("fingerprint_words.txt").read_text(encoding="utf-8").split()
    strange = [word for word in words if word not in known]
    if strange:
        raise InputRefused(
            _MALFORMED,
            _("No fingerprint has the word {word}.").format(word=ascii(strange[0])),
            _("Have it read out once more."),
        )
    return " ".join(words)


def check_org(org: str) -> str:
    """`org`, if it can be the id of an organisation. Raises InputRefused ("org")."""
    if NAME.fullmatch(org) is None:
        raise InputRefused(
            "org",
            _("That is not the id of an organisation."),
            _("Use 1 to 63 of the letters a-z, digits and hyphens, with a letter or digit at both ends."),
        )
    return org
