"""One byte form: what orjson writes is what RFC 8785 asks for."""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.errors import InputRefused
from orderdesk.signing.canonical import canonical_bytes, digest, document_digest

KEYS = st.text(st.characters(codec="ascii"), max_size=12)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=25
)


@given(VALUES)
def test_equals_the_reference_for_ascii_keys_and_any_text(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # RFC 8785 section 3.2.2, without its floats.
        (
            {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True, False]},
            '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        ({"b": 1, "a": {"d": [], "c": {}}}, '{"a":{"c":{},"d":[]},"b":1}'),
        ({"10": 1, "1": 2, "A": 3, "a": 4, "_": 5}, '{"1":2,"10":1,"A":3,"_":5,"a":4}'),
        ({"n": [2**53 - 1, -(2**53) + 1, 0]}, '{"n":[9007199254740991,-9007199254740991,0]}'),
        ({"t": "Ærø, Åbenrå og 😀 \u2028"}, '{"t":"Ærø, Åbenrå og 😀 \u2028"}'),
        ({"c": "\b\f\t\r\x1f\x7f"}, '{"c":"\\b\\f\\t\\r\\u001f\x7f"}'),
    ],
    ids=["rfc-8785-3.2.2", "nested", "key-order", "integers", "unicode", "controls"],
)
def test_known_forms(value: Any, expected: str) -> None:
    assert canonical_bytes(value) == expected.encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [{"a": "\ud800"}, {"\udfff": 1}, {"a": 2**53}, {"a": -(2**53)}, {1: 2}, {"a": {1, 2}}, {"a": datetime.now(UTC)}],
    ids=["surrogate", "surrogate-key", "large", "small", "number-key", "set", "datetime"],
)
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(InputRefused) as refused:
        canonical_bytes(value)
    assert refused.value.check == "profile"


def test_digest_names_bytes_and_documents() -> None:
    document = {"b": "æ", "a": str(uuid.UUID(int=7))}
    expected = "sha256-" + hashlib.sha256(rfc8785.dumps(document)).hexdigest()
    assert document_digest(dict(document)) == digest(rfc8785.dumps(document)) == expected
    assert len(expected) == 7 + 64
