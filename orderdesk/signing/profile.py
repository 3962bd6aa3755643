"""The subset of JSON that documents are written in, so that every reader sees the same thing.

Text, integers of at most 53 bits, true, false, null, lists and objects; no floats (hours are minutes, money is øre).
Keys are ASCII. Text is NFC; newline is the one control character; marks that turn the direction of text are refused,
since with them a page can read otherwise than the signed bytes. The limits keep the work linear in the size of the
input.
"""

import re
import unicodedata

from orderdesk.errors import InputRefused
from orderdesk.locale import _

MAX_BYTES = 256 * 1024
"""The largest document, in bytes."""
MAX_DEPTH = 32
"""Objects and lists within each other; the document itself is the first."""
MAX_INTEGER = 2**53 - 1
"""The largest integer that every JSON reader holds exactly (RFC 7493 section 2.2)."""

_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))

# What is left of usual Danish text when printable ASCII is taken out: Latin letters with their marks built in,
# dashes, quotation marks, bullets, ellipsis, the euro. None of these is refused and none takes part in composition,
# so such text is NFC as it stands.
_USUAL = re.compile("[\u00a0-\u02ff\u2010-\u2027\u20ac]*+")

_REFUSED = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1; a newline stands in JSON text as an escape
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of text direction
    "\ud800-\udfff"
    "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
)

# In canonical text a control character stands as an escape; of these only newline passes. The look-behind lets a
# match begin at the first backslash of a run alone, which keeps 256 KiB of backslashes linear.
_REFUSED_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*+\\[^\"\\n]")


def check_profile(value: object, text: str) -> None:
    """Refuse `value` unless it keeps to the profile. `text` is the canonical JSON text of that value.

    Raises InputRefused (check "profile"). The size in bytes is the caller's to check, before any parsing.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise InputRefused("profile", _("The text holds half a character (a lone surrogate).")) from error
    check_profile_bytes(value, data)


def check_profile_bytes(value: object, canonical: bytes) -> None:
    """`check_profile` for who has the canonical form as bytes."""
    _check_text(canonical)
    _check_values(value)


def _check_text(canonical: bytes) -> None:
    """Look at the characters of the whole text at once: 3 us for 5 KB, where one regular expression takes 290."""
    if b"\\" in canonical and _REFUSED_ESCAPE.search(canonical):
        raise InputRefused("profile", _("The text holds a control character."))
    # Taking out whole ASCII characters leaves the other characters of UTF-8 whole.
    unusual = canonical.translate(None, _PRINTABLE_ASCII).decode()
    if _USUAL.fullmatch(unusual):
        return
    if _REFUSED.search(unusual):
        raise InputRefused(
            "profile",
            _("The text holds a character that cannot be shown: a control, a direction mark or no character at all."),
        )
    # Escapes undone, or the n of a newline would be taken for a letter that a mark after it belongs to.
    if not unicodedata.is_normalized("NFC", canonical.decode().replace("\\\\", "/").replace("\\n", "\n")):
        raise InputRefused(
            "profile", _("The text holds letters that are put together of parts (it is not Unicode NFC).")
        )


def _check_values(value: object) -> None:
    """Walk level by level, without recursion: types, the range of integers, ASCII keys, depth."""
    level: list[object] = [[value]]
    for _depth in range(MAX_DEPTH + 1):
        below: list[object] = []
        for container in level:
            if type(container) is dict:
                _check_keys(container)
                children = container.values()
            else:
                children = container  # type: ignore[assignment]
            for child in children:
                kind = type(child)
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    below.append(child)
                elif kind is int:
                    if not -MAX_INTEGER <= child <= MAX_INTEGER:
                        raise InputRefused("profile", _("A number is larger than 53 bits hold."))
                elif child is not None and kind is not bool:
                    raise InputRefused(
                        "profile",
                        _("A value is neither text, a whole number, true, false, null, a list nor an object."),
                    )
        if not below:
            return
        level = below
    raise InputRefused(
        "profile", _("Objects and lists lie more than {limit} within each other.").format(limit=MAX_DEPTH)
    )


def _check_keys(container: dict[object, object]) -> None:
    try:
        if "".join(container).isascii():  # type: ignore[arg-type]
            return
    except TypeError:  # a key that is no text
        pass
    raise InputRefused("profile", _("The name of a member is not plain ASCII."))
