"""From a draft's body to a document's: what a person left empty is left out, nothing else changes."""

import unicodedata
from typing import Any


def pruned(value: Any) -> Any:
    """`value` without empty texts, nulls and empty objects, text in Unicode normal form C with plain newlines."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, dict):
        cleaned = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if not _empty(item)}
    if isinstance(value, list):
        return [item for item in map(pruned, value) if not _empty(item)]
    return value


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == {}


def _plain(text: str) -> str:
    """`text` as documents allow it; what goes is what nobody can see: controls, marks of direction, noncharacters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(filter(_can_be_seen, lines))).strip()


def _can_be_seen(character: str) -> bool:
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
