"""The one byte form of a JSON value (RFC 8785, JSON Canonicalization Scheme) and the digest that names it.

Within the profile (see `profile`) orjson with sorted keys writes exactly what RFC 8785 asks for: keys are ASCII, so
sorting by UTF-8 bytes is sorting by UTF-16 units, and there are no floats, where the two would differ. It is 80 times
faster than the reference: 3-5 us against 240-530 us for a report of 5.5 KB. The tests tie it to the `rfc8785`
package.
"""

import hashlib
from typing import TypeAlias

import orjson

from orderdesk.errors import InputRefused
from orderdesk.locale import _

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None

# Strict integers: orjson itself refuses what is beyond 2^53-1. Pass-through: what is no JSON is refused, not converted.
_OPTIONS = (
    orjson.OPT_SORT_KEYS
    | orjson.OPT_STRICT_INTEGER
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def canonical_bytes(value: Json) -> bytes:
    """The RFC 8785 form of `value`, which must keep to the profile.

    Raises InputRefused (check "profile") for what cannot be written: a lone surrogate, an integer beyond 2^53-1, a
    key that is no text, nesting beyond orjson's 254 levels. A float is written without complaint; `check_profile` is
    what refuses it.
    """
    try:
        return orjson.dumps(value, option=_OPTIONS)
    except orjson.JSONEncodeError as error:
        raise InputRefused("profile", _("The document holds a value that the format does not allow.")) from error


def digest(data: bytes) -> str:
    """ "sha256-" and the 64 lowercase hexadecimal digits of the SHA-256 of `data`."""
    return "sha256-" + hashlib.sha256(data).hexdigest()


def document_digest(document: dict[str, Json]) -> str:
    """The identity of a document: the digest of its canonical form, with its proof when it has one."""
    return digest(canonical_bytes(document))
