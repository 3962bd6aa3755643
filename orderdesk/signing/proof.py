"""Sign a document and verify it: W3C Data Integrity with the cryptosuite eddsa-jcs-2022 (vc-di-eddsa 1.0, section 3.3).

The signature covers SHA-256(JCS(proof without proofValue)) followed by SHA-256(JCS(document without proof)). The W3C
algorithm puts the proof's context in the document's place, so that an appended context goes unsigned in some
verifiers; here both must equal one constant, and exactly one proof is taken: a list of proofs is refused.
"""

import hashlib
import re
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing import base58
from orderdesk.signing.canonical import Json, canonical_bytes
from orderdesk.signing.didkey import public_bytes_of
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.parsing import Parsed
from orderdesk.signing.profile import MAX_BYTES, check_profile_bytes

CONTEXT = ["https://w3id.org/security/data-integrity/v2", "https://orderdesk.example/ns/v1"]
"""The `@context` of every document and of its proof."""

_CONSTANTS: dict[str, Json] = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "proofPurpose": "assertionMethod",
}
_MEMBERS = frozenset({*_CONSTANTS, "@context", "created", "verificationMethod", "proofValue"})
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SIGNATURE_BYTES = 64
_MAX_SIGNATURE_LENGTH = 88
"""The characters that 64 bytes take in base58, at most."""


class VerifiedProof(NamedTuple):
    """Who signed (a did:key) and when they say they did (UTC, "2026-11-30T09:30:00Z")."""

    did: str
    created: str


def sign_document(document: dict[str, Json], key: SigningKey, created: str) -> dict[str, Json]:
    """A copy of `document` with a proof by `key`. `created` is UTC to the second, "2026-11-30T09:30:00Z".

    Raises InputRefused for what `verify_proof` or `parse` would refuse later: a proof that is there already or an odd
    `created` ("proof"), another `@context` ("context"), a value outside the profile ("profile"), more than 256 KiB
    ("size").
    """
    if "proof" in document:
        raise InputRefused("proof", _("The document carries a proof already."))
    _check_context(document)
    _check_created(created)
    config: dict[str, Json] = {
        **_CONSTANTS,
        "@context": list(CONTEXT),
        "created": created,
        "verificationMethod": key.method,
    }
    proof_value = sign_hash(proof_hash(document, config), key)
    signed: dict[str, Json] = {**document, "proof": {**config, "proofValue": proof_value}}
    canonical = canonical_bytes(signed)
    if len(canonical) > MAX_BYTES:
        raise InputRefused("size", _("The document is larger than {limit} KiB.").format(limit=MAX_BYTES // 1024))
    check_profile_bytes(signed, canonical)
    return signed


def verify_proof(parsed: Parsed) -> VerifiedProof:
    """The signer, when the document's own proof holds. Who that key belongs to is for `trust` to say.

    Raises InputRefused: "proof" (not exactly one well-formed proof), "context" (another `@context` in document or
    proof), "key" (malformed or weak), "signature" (it does not fit the document).
    """
    document = dict(parsed.value)
    config = _checked_proof(document.pop("proof", None))
    _check_context(document)
    _check_context(config)
    method = cast(str, config["verificationMethod"])
    public = _public_key(method)
    signature = _signature_bytes(cast(str, config.pop("proofValue")))
    try:
        public.verify(signature, _hash_of(parsed, document, config))
    except InvalidSignature as error:
        raise InputRefused(
            "signature",
            _("The signature does not fit the document."),
            _("It was changed after it was signed; ask for it anew."),
        ) from error
    return VerifiedProof(method.partition("#")[0], cast(str, config["created"]))


def proof_hash(document: dict[str, Json], config: dict[str, Json]) -> bytes:
    """The 64 bytes that are signed: `document` is without its proof, `config` is the proof without its proofValue.

    This is the W3C algorithm and no more: which context stands in either is not its concern.
    """
    return hashlib.sha256(canonical_bytes(config)).digest() + hashlib.sha256(canonical_bytes(document)).digest()


def _hash_of(parsed: Parsed, document: dict[str, Json], config: dict[str, Json]) -> bytes:
    """`proof_hash`, with the proof cut out of the bytes that are there already: 2 us instead of 4.

    A text cannot hold the cut part, since quotation marks in text are escaped. What holds it twice is written anew.
    """
    cut = b'"proof":' + canonical_bytes(parsed.value["proof"]) + b","
    parts = parsed.canonical.split(cut)
    if len(parts) != 2:
        return proof_hash(document, config)
    secured = hashlib.sha256(parts[0])
    secured.update(parts[1])
    return hashlib.sha256(canonical_bytes(config)).digest() + secured.digest()


def sign_hash(data: bytes, key: SigningKey) -> str:
    """The proofValue for a `proof_hash`: "z" and the signature in base58btc."""
    return "z" + base58.encode(key.sign(data))


def _checked_proof(proof: Json) -> dict[str, Json]:
    """A copy of the proof if it is one object with exactly the members of the format, each within its cap."""
    if proof is None:
        raise InputRefused("proof", _("The document is not signed."))
    if type(proof) is not dict or proof.keys() != _MEMBERS:
        raise InputRefused(
            "proof", _("The document does not carry exactly one proof with the members that belong in it.")
        )
    if not _CONSTANTS.items() <= proof.items():
        raise InputRefused("proof", _("The proof is of another kind than eddsa-jcs-2022 by the author."))
    _check_created(proof["created"])
    value = proof["proofValue"]
    if type(value) is not str or not value.startswith("z") or len(value) > 1 + _MAX_SIGNATURE_LENGTH:
        raise InputRefused("proof", _("The value of the proof is malformed."))
    if type(proof["verificationMethod"]) is not str:
        raise InputRefused("proof", _("The proof does not name a key."))
    return dict(proof)


def _check_context(holder: dict[str, Json]) -> None:
    if holder.get("@context") != CONTEXT:
        raise InputRefused("context", _("The document or its proof names another @context than the format's own."))


def _check_created(created: Json) -> None:
    """One spelling of a time, so that times compare as text."""
    try:
        if type(created) is str and _CREATED.fullmatch(created):
            datetime.fromisoformat(created)
            return
    except ValueError:  # the 30th of February
        pass
    raise InputRefused("proof", _("The time of the proof is not of the form 2026-11-30T09:30:00Z."))


def _signature_bytes(value: str) -> bytes:
    try:
        signature = base58.decode(value[1:], _MAX_SIGNATURE_LENGTH)
    except ValueError as error:
        raise InputRefused("proof", _("The value of the proof is malformed.")) from error
    if len(signature) != _SIGNATURE_BYTES:
        raise InputRefused("proof", _("The value of the proof is malformed."))
    return signature


@lru_cache(maxsize=1024)
def _public_key(method: str) -> Ed25519PublicKey:
    """The key that a proof names; a proof names a key of a did:key, not the did alone."""
    if "#" not in method:
        raise InputRefused("key", _("The proof names an identity where it should name a key."))
    return Ed25519PublicKey.from_public_bytes(public_bytes_of(method))
