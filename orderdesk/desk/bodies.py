"""From a draft's body to a document's: what a person left empty is left out, nothing else changes."""

import unicodedata
from typing import Any


def pruned(value: Any) -> Any:
    """`value` without empty texts, nulls and empty objects, text in Unicode normal form C with plain newlines."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
        return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()
    if isinstance(value, dict):
        cleaned = {key: pruned(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if not _empty(item)}
    if isinstance(value, list):
        return [item for item in map(pruned, value) if not _empty(item)]
    return value


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == {}
