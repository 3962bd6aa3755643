"""Fingerprints as words."""

import hashlib

import pytest

from orderdesk.signing.words import _words, fingerprint_words, same_words

DID = "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"


def test_the_list_is_256_distinct_words_that_can_be_said_and_typed() -> None:
    words = _words()
    assert len(words) == len(set(words)) == 256
    assert all(4 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower() for word in words)


def test_no_two_words_begin_alike() -> None:
    assert len({word[:3] for word in _words()}) == 256


def test_the_order_of_the_list_is_part_of_the_format() -> None:
    listed = "\n".join(_words()).encode()
    assert hashlib.sha256(listed).hexdigest() == "bda4af7b838568569003b0a53ab30df14ba2fca7f705eb9508136d0d90e4e5a3"


def test_twelve_words_stand_for_96_bits() -> None:
    words = fingerprint_words(DID)
    numbers = bytes(_words().index(word) for word in words)
    assert numbers == hashlib.sha256(DID.encode()).digest()[:12]


def test_another_key_has_other_words() -> None:
    assert fingerprint_words(DID) != fingerprint_words(DID[:-1] + "e")


@pytest.mark.parametrize("between", [" ", "  ", "\n", "-", ", ", " · "])
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_case_and_spacing_do_not_matter(between: str, case: object) -> None:
    said = between.join(fingerprint_words(DID))
    assert same_words(" ".join(fingerprint_words(DID)), f" {case(said)} ")  # type: ignore[operator]


def test_fewer_or_other_words_are_not_the_same() -> None:
    words = fingerprint_words(DID)
    assert not same_words(" ".join(words), " ".join(words[:-1]))
    assert not same_words(" ".join(words[:4]), " ".join(words[:4]))
    assert not same_words(" ".join(words), " ".join(reversed(words)))
    assert not same_words("", "")
