"""From the names of checks to the codes that may stand in the exchange, which tell an outsider nothing."""

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    "sealing": "cannot-open",
    "sealed-size": "too-large",
    "size": "too-large",
    "utf8": "malformed",
    "json": "malformed",
    "profile": "malformed",
    "schema": "malformed",
    "proof": "bad-signature",
    "context": "bad-signature",
    "key": "bad-signature",
    "signature": "bad-signature",
    "member": "not-trusted",
    "directory": "not-trusted",
    "revocation": "not-trusted",
    "period": "not-trusted",
    "role": "not-allowed",
    "addressed": "not-for-us",
    "named": "not-for-us",
    "parties": "not-allowed",
    "colleagues": "not-allowed",
    "handover": "not-allowed",
}
