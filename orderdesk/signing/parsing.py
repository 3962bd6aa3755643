"""From bytes to a document, once. What was parsed here is what is verified and used; nothing is parsed twice.

The fast road: parse, write sorted, compare. Equal bytes prove that the input is the canonical form of what was
parsed, so that there is no doubled key, no blank and no odd number in it. Only unequal bytes take the strict road,
which refuses what JSON readers disagree on. Both roads end in the same check of the profile.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

import orjson

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.canonical import Json, canonical_bytes, digest
from orderdesk.signing.profile import MAX_BYTES, MAX_DEPTH, check_profile_bytes

_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")
_MAX_DIGITS = 17  # a sign and the 16 digits of 2^53-1


@dataclass(frozen=True)
class Parsed:
    """A document as it was read. `canonical` are its bytes on the wire and in the store, `digest` is its identity."""

    value: dict[str, Json]
    canonical: bytes
    was_canonical: bool
    """Whether the input was exactly `canonical`; a file that somebody has pretty-printed was not."""

    @cached_property
    def digest(self) -> str:
        """The document's identity, worked out when it is first asked for: 4 us that a run of checks can do without."""
        return digest(self.canonical)


def parse(data: bytes) -> Parsed:
    """Read one document within the profile.

    Raises InputRefused with the check "size", "utf8", "json" (syntax, a doubled key, NaN, a byte order mark, no
    object at the top) or "profile".
    """
    if len(data) > MAX_BYTES:
        raise InputRefused("size", _("The document is larger than {limit} KiB.").format(limit=MAX_BYTES // 1024))
    parsed = _parse_fast(data)
    return _parse_strictly(data) if parsed is None else parsed


def _parse_fast(data: bytes) -> Parsed | None:
    """The document if `data` is its canonical form, otherwise None."""
    try:
        value = orjson.loads(data)
        canonical = canonical_bytes(value)
    except (orjson.JSONDecodeError, InputRefused):  # the strict road says what is wrong
        return None
    if canonical != data or type(value) is not dict:
        return None
    check_profile_bytes(value, canonical)
    return Parsed(value, canonical, True)


def _parse_strictly(data: bytes) -> Parsed:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise InputRefused("utf8", _("The document is not UTF-8 text.")) from error
    _check_depth(data)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object_without_doubles,
            parse_int=_integer,
            parse_float=_no_float,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise InputRefused(
            "json",
            _("The document is not JSON: line {line}, column {column}.").format(line=error.lineno, column=error.colno),
        ) from error
    if not isinstance(value, dict):
        raise InputRefused("json", _("The document is not a JSON object."))
    canonical = canonical_bytes(value)
    check_profile_bytes(value, canonical)
    return Parsed(value, canonical, canonical == data)


def _check_depth(data: bytes) -> None:
    """Refuse deep nesting before the recursive parser meets it: strings out by replace and split, then count what is
    left.

    Linear whatever the input is. A regular expression for strings is not: it took 456 s on 256 KiB of escaped
    quotation marks.
    """
    outside = b"".join(data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    depth = 0
    for bracket in outside.translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            raise InputRefused(
                "profile", _("Objects and lists lie more than {limit} within each other.").format(limit=MAX_DEPTH)
            )


def _object_without_doubles(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise InputRefused("json", _("An object names the same member twice."))
    return members


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:  # the work of int() grows with the square of the digits
        raise InputRefused("profile", _("A number is larger than 53 bits hold."))
    return int(digits)


def _no_float(_digits: str) -> NoReturn:
    raise InputRefused("profile", _("A number is not a whole number."))


def _no_constant(_name: str) -> NoReturn:
    raise InputRefused("json", _("The document holds NaN or Infinity, which JSON does not know."))
