"""From bytes to a document: what is refused, by which check, and that both roads agree."""

import json
import unicodedata
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orderdesk.errors import InputRefused
from orderdesk.signing.canonical import canonical_bytes, digest
from orderdesk.signing.parsing import Parsed, _parse_fast, _parse_strictly, parse
from orderdesk.signing.profile import _USUAL, MAX_BYTES, MAX_DEPTH, check_profile

KEYS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=8)
TEXT = st.text(st.characters(), max_size=20) | st.text('aé\u0301\u200e\u202e\n\t\\"Åå\ud800\ufeff', max_size=12)
LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**54), 2**54) | st.floats(allow_nan=False, allow_infinity=False) | TEXT
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


def verdict(data: bytes, road: Any = parse) -> tuple[str, Parsed | None]:
    try:
        return "ok", road(data)
    except InputRefused as refused:
        return refused.check, None


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@example({"a": "e\u0301"})
@example({"a": "\n\u0301"})
@example({"a": "\\n\u0301"})
@example({"a": "\\\n\u0301"})
@example({"a": "\\u0009"})
@example({"a": ["\\\t"]})
def test_both_roads_agree_and_keep_the_profile(value: dict[str, Any]) -> None:
    data = json.dumps(value, ensure_ascii=True, sort_keys=True, indent=1).encode()
    check, parsed = verdict(data)
    assert check in {"ok", "profile"}
    assert (check == "ok") == keeps_the_profile(value)
    if parsed is not None:
        assert not parsed.was_canonical
        again = parse(parsed.canonical)
        assert again == Parsed(parsed.value, parsed.canonical, True)
        assert again.digest == digest(parsed.canonical)
        assert _parse_fast(parsed.canonical) == _parse_strictly(parsed.canonical) == again
        assert json.loads(parsed.canonical) == value
    try:
        canonical = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return
    assert verdict(canonical)[0] == verdict(canonical, _parse_strictly)[0] == check


def keeps_the_profile(value: Any) -> bool:
    """The profile again, slowly and from its text, to hold the fast check against."""
    if isinstance(value, dict):
        return all(key.isascii() for key in value) and all(map(keeps_the_profile, value.values()))
    if isinstance(value, list):
        return all(map(keeps_the_profile, value))
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value) and not any(map(is_refused, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < 2**53
    return value is None or isinstance(value, bool)


def is_refused(character: str) -> bool:
    code = ord(character)
    return (
        (unicodedata.category(character) in {"Cc", "Cs"} and character != "\n")
        or unicodedata.bidirectional(character) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        or code in {0x200E, 0x200F, 0x061C}
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


@pytest.mark.parametrize(
    "code", [code for code in range(0x110000) if is_refused(chr(code))][:: 1 + 2048 // 400], ids=hex
)
def test_refused_characters(code: int) -> None:
    assert verdict(json.dumps({"a": "rød " + chr(code)}).encode())[0] == "profile"


@pytest.mark.parametrize(
    "code", [0x00, 0x09, 0x0D, 0x1F, 0x7F, 0x80, 0x9F, 0x61C, 0x200E, 0x202A, 0x202E, 0x2066, 0x2069], ids=hex
)
@pytest.mark.parametrize("place", ["value", "key", "list"])
def test_refused_characters_wherever_they_stand(code: int, place: str) -> None:
    text = f"a{chr(code)}b"
    value = {"value": {"a": text}, "key": {text: 1}, "list": {"a": [["æ", text]]}}[place]
    for data in (json.dumps(value).encode(), canonical_bytes(value)):
        assert verdict(data)[0] == "profile"


@pytest.mark.parametrize(
    "text",
    [
        "Blåbærgrød på Ærø",
        "Første afsnit.\n\nAndet afsnit.",
        "„citat“ – 10 €…",
        "Zoë, Ğül, ﷺ, 漢字, 😀👩‍🚀",
        "C:\\temp\\ny",
        '\\\\"\\n',
        "한국어",
    ],
)
def test_ordinary_text_passes(text: str) -> None:
    parsed = parse(canonical_bytes({"a": text}))
    assert parsed.value == {"a": text}
    assert parsed.was_canonical


@pytest.mark.parametrize(
    ("data", "check"),
    [
        (b"", "json"),
        (b" ", "json"),
        (b"{", "json"),
        (b"[]", "json"),
        (b'"text"', "json"),
        (b"null", "json"),
        (b"17", "json"),
        (b'{"a":1}x', "json"),
        (b'{"a":1,}', "json"),
        (b'{"a":01}', "json"),
        (b"{'a':1}", "json"),
        (b'{"a":"\t"}', "json"),
        (b'{"a":NaN}', "json"),
        (b'{"a":-Infinity}', "json"),
        (b'{"a":1,"a":1}', "json"),
        (b'{"a":1,"\\u0061":2}', "json"),
        (b'{"x":[{"a":1,"b":2,"a":1}]}', "json"),
        (b'\xef\xbb\xbf{"a":1}', "json"),
        ('{"a":1}'.encode("utf-16"), "utf8"),
        (b'{"a":"\xe6"}', "utf8"),
        (b'{"a":"\xed\xa0\x80"}', "utf8"),
        (b'{"a":"\xc0\xaf"}', "utf8"),
        (b'{"a":1.5}', "profile"),
        (b'{"a":1.0}', "profile"),
        (b'{"a":1e2}', "profile"),
        (b'{"a":-0.0}', "profile"),
        (b'{"a":9007199254740992}', "profile"),
        (b'{"a":-9007199254740992}', "profile"),
        (b'{"a":18446744073709551616}', "profile"),
        (b'{"a":"\\ud800"}', "profile"),
        (b'{"a":"\\udc00\\ud800"}', "profile"),
        ('{"æ":1}'.encode(), "profile"),
        (b'{"a":"e\\u0301"}', "profile"),
        ('{"a":"e\u0301"}'.encode(), "profile"),
        ('{"a":"\u212b"}'.encode(), "profile"),
        (b'{"a":"\\uffff"}', "profile"),
        (b'{"a":"' + b"x" * MAX_BYTES + b'"}', "size"),
    ],
    ids=lambda given: given.decode("latin-1")[:32] if isinstance(given, bytes) else given,
)
def test_refusals_name_their_check(data: bytes, check: str) -> None:
    assert verdict(data)[0] == check


@pytest.mark.parametrize(
    "data", [b'{"b":1,"a":2}', b'{ "a": 2, "b": 1 }', b'{"a":2,"b":1}\n', b'{"a":2,"b":\t1}', b'{"\\u0061":2,"b":1}']
)
def test_a_file_that_was_written_otherwise_still_counts_and_is_told_apart(data: bytes) -> None:
    parsed = parse(data)
    assert parsed.canonical == b'{"a":2,"b":1}'
    assert not parsed.was_canonical
    assert parsed.digest == digest(b'{"a":2,"b":1}')


def test_minus_zero_is_zero() -> None:
    assert parse(b'{"a":-0}').canonical == b'{"a":0}'


def test_the_largest_numbers_pass() -> None:
    assert parse(b'{"a":[9007199254740991,-9007199254740991]}').was_canonical


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_counts_the_document_itself(opening: str, blank: str) -> None:
    closing = "]" if opening == "[" else "}"

    def nested(depth: int) -> bytes:
        return f'{{"a":{blank}{opening * (depth - 1)}1{closing * (depth - 1)}}}'.encode()

    assert verdict(nested(MAX_DEPTH))[0] == "ok"
    assert verdict(nested(MAX_DEPTH + 1))[0] == "profile"


def test_brackets_in_text_are_no_depth() -> None:
    assert parse(b'{"a": "' + b"[{" * 100 + b'\\"[[[\\\\"}').value["a"] == "[{" * 100 + '"[[[\\'


HALF = MAX_BYTES // 2 - 8
ADVERSARIAL = {
    "lists": b"[" * MAX_BYTES,
    "objects": b'{"a":' * (MAX_BYTES // 5),
    "lists-closed": b'{"a":' + b"[" * HALF + b"]" * HALF + b"}",
    "brackets-in-text": b'{"a": "' + b"[" * (MAX_BYTES - 16) + b'"}',
    "digits": b'{"a":' + b"9" * (MAX_BYTES - 8) + b"}",
    "minus-digits": b'{"a":-' + b"1" * 4000 + b"}",
    "fraction": b'{"a":0.' + b"1" * (MAX_BYTES - 16) + b"}",
    "exponent": b'{"a":1e' + b"9" * (MAX_BYTES - 16) + b"}",
    "backslashes": b'{"a":"' + b"\\" * (MAX_BYTES - 8) + b'"}',
    "backslashes-open": b'{"a":"' + b"\\" * (MAX_BYTES - 7) + b'"',
    "escaped-quotes-open": b'{"a":"' + b'\\"' * HALF,
    "quotes": b'"' * MAX_BYTES,
    "open-objects": b"{" * MAX_BYTES,
    "empty-lists": b'{"a":[' + b"[]," * (MAX_BYTES // 3 - 8) + b"1]}",
    "doubled-keys": b"{" + b'"a":1,' * (MAX_BYTES // 6 - 4) + b'"a":1}',
    "blanks": b" " * MAX_BYTES,
    "surrogates": b'{"a":"' + b"\\ud83d" * (MAX_BYTES // 6 - 4) + b'"}',
    "marks": '{{"a":"a{}"}}'.format("\u0301\u0316" * (MAX_BYTES // 4 - 8)).encode(),
    "tabs": b'{"a":"' + b"\\t" * HALF + b'"}',
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_256_kib_of_malice_is_answered(name: str) -> None:
    """Nothing is timed here; what takes more than linear time in any of these takes minutes, and somebody notices."""
    assert len(ADVERSARIAL[name]) <= MAX_BYTES
    expected = {"brackets-in-text": "ok", "backslashes": "ok", "empty-lists": "ok"}
    refused = {"json", "profile"}
    assert verdict(ADVERSARIAL[name])[0] in ({expected[name]} if name in expected else refused)


@given(st.binary(max_size=200) | st.text('{}[]":,\\ntrue123-e.u0é ', max_size=60).map(str.encode))
def test_any_bytes_are_a_document_or_a_named_refusal(data: bytes) -> None:
    assert verdict(data)[0] in {"ok", "utf8", "json", "profile"}


@pytest.mark.parametrize(
    "value",
    [{"a": (1, 2)}, {"a": {"b": b"x"}}, {"a": 1.0}, {"a": object()}, {3: 1}],
    ids=["tuple", "bytes", "float", "object", "key that is a number"],
)
def test_check_profile_takes_json_values_alone(value: Any) -> None:
    with pytest.raises(InputRefused) as refused:
        check_profile(value, "{}")
    assert refused.value.check == "profile"


def test_check_profile_takes_text_as_well() -> None:
    check_profile({"a": "æ\n"}, '{"a":"æ\\n"}')
    with pytest.raises(InputRefused):
        check_profile({}, '{"a":"\ud800"}')
    with pytest.raises(InputRefused):
        check_profile({}, '{"a":"\u202e"}')


def test_usual_characters_are_nfc_beside_anything_else_that_is_usual() -> None:
    """What lets most text go without a look at normalisation: none of these is refused, composed or put in another
    order."""
    usual = [chr(code) for code in range(0x80, 0x110000) if _USUAL.fullmatch(chr(code))]
    assert "æ" in usual
    assert not any(map(is_refused, usual))
    assert not any(map(unicodedata.combining, usual))
    everything = [*map(chr, range(0x20, 0x7F)), *usual]
    assert all(unicodedata.is_normalized("NFC", first + second) for first in everything for second in everything)
