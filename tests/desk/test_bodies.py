"""From draft to document: what was left empty is left out, and text takes the one form that documents allow."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orderdesk.desk.bodies import pruned
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.parsing import parse


def test_empty_fields_go_and_false_and_zero_stay() -> None:
    body = {"a": "", "b": {"c": None, "d": ""}, "e": 0, "f": False, "g": [{}, "", {"h": "x"}], "i": []}
    assert pruned(body) == {"e": 0, "f": False, "g": [{"h": "x"}], "i": []}


def test_text_keeps_its_paragraphs_and_its_danish() -> None:
    assert pruned("  Første afsnit.\r\n\r\nAndet afsnit: æøå.  ") == "Første afsnit.\n\nAndet afsnit: æøå."


def test_decomposed_letters_and_what_cannot_be_seen_are_put_right() -> None:
    assert pruned("A\u030ase\u200b kom\u202e ikke\x07") == "Åse kom ikke"


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=20,
)


@given(json)
def test_whatever_was_typed_passes_the_profile(value: Any) -> None:
    document = {"body": pruned(value)}
    assert parse(canonical_bytes(document)).value == document


@given(json)
def test_pruning_twice_changes_nothing_more(value: Any) -> None:
    assert pruned(pruned(value)) == pruned(value)
