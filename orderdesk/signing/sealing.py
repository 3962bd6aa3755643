"""Sealed post: JWE General JSON (RFC 7516), ECDH-ES+A256KW on X25519 (RFC 7518, RFC 8037), A256GCM, by joserfc.

Sign first, then seal. An envelope has one entry for each key that may open it; `kid` is that key's did:key. Who
carries the envelope sees those and a size. What is sealed is framed, so that the size says little and the end is
never in doubt:

    4 bytes, the length of the data, big-endian; the data; zeros up to the next of 4, 8, 16, 32, 64, 128, 256, 288 KiB

Any other length, a smaller bucket that would have done, or a byte in the padding that is not zero is refused. The
format is closed: the envelope is RFC 8785 bytes with exactly these members, the protected header is one constant, and
`zip` has no place in either (compression before encryption tells of the content by its size, and 256 KiB of zip can
unfold to gigabytes).

Only this module imports joserfc: whoever verifies without opening anything never pays for it.
"""

from collections.abc import Iterable, Sequence
from typing import TypedDict, cast

import orjson
from joserfc.errors import JoseError
from joserfc.jwe import GeneralJSONEncryption, GeneralJSONSerialization, JWERegistry, decrypt_json, encrypt_json
from joserfc.jwk import OKPKey
from joserfc.util import urlsafe_b64encode

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.canonical import Json, canonical_bytes
from orderdesk.signing.didkey import x25519_bytes_of
from orderdesk.signing.keys import SealingKey
from orderdesk.signing.profile import MAX_BYTES

MAX_RECIPIENTS = 64
"""The most keys that one envelope is sealed to."""
BUCKETS = tuple(kib * 1024 for kib in (4, 8, 16, 32, 64, 128, 256, 288))
"""The sizes of a framed document, in bytes."""
MAX_ENVELOPE_BYTES = 512 * 1024
"""The largest envelope: 288 KiB are 384 KiB in base64, and 64 recipients take 24 KiB."""

_LENGTH_BYTES = 4
_ALGORITHM = "ECDH-ES+A256KW"
_PROTECTED = {"enc": "A256GCM"}
_PROTECTED_SEGMENT = urlsafe_b64encode(orjson.dumps(_PROTECTED)).decode()
_MEMBERS = frozenset({"protected", "recipients", "iv", "ciphertext", "tag"})
_ENTRY_MEMBERS = frozenset({"header", "encrypted_key"})
_HEADER_MEMBERS = frozenset({"alg", "epk", "kid"})
_EPHEMERAL_MEMBERS = frozenset({"crv", "kty", "x"})


class _Header(TypedDict):
    alg: str
    epk: dict[str, str]
    kid: str


class _Entry(TypedDict):
    header: _Header
    encrypted_key: str


class _Envelope(TypedDict):
    protected: str
    recipients: list[_Entry]
    iv: str
    ciphertext: str
    tag: str


def seal(document_bytes: bytes, recipients: Sequence[str]) -> bytes:
    """An envelope that the X25519 keys `recipients` (did:key) can open, each by itself; a doubled one counts once.

    Raises InputRefused: "key" for a malformed or weak key, "sealing" for no recipient, more than 64, or more than 256
    KiB.
    """
    keys = list(dict.fromkeys(recipients))
    if not 1 <= len(keys) <= MAX_RECIPIENTS:
        raise InputRefused("sealing", _("Post is sealed to 1 to {limit} keys.").format(limit=MAX_RECIPIENTS))
    envelope = GeneralJSONEncryption(dict(_PROTECTED), _framed(document_bytes))
    for did in keys:
        public: dict[str, str | list[str]] = {
            "kty": "OKP",
            "crv": "X25519",
            "x": urlsafe_b64encode(x25519_bytes_of(did)).decode(),
        }
        envelope.add_recipient({"alg": _ALGORITHM, "kid": did}, OKPKey.import_key(public))
    sealed = encrypt_json(envelope, None, registry=_registry())
    return canonical_bytes(cast(dict[str, Json], sealed))


def unseal(envelope: bytes, keys: Iterable[SealingKey]) -> bytes:
    """The bytes that were sealed, opened with whichever of `keys` the envelope names.

    Raises InputRefused (check "sealing"): malformed, another algorithm, too large, addressed to none of the keys,
    changed.
    """
    sealed = _read(envelope)
    entries = {entry["header"]["kid"]: entry for entry in sealed["recipients"]}
    ours = [key for key in keys if key.did in entries]
    if not ours:
        raise InputRefused("sealing", _("The post is not addressed to a key of this desk."))
    for key in ours:
        alone = cast(GeneralJSONSerialization, {**sealed, "recipients": [entries[key.did]]})
        try:
            opened = decrypt_json(alone, _private(key), registry=_registry())
        except (JoseError, ValueError):  # ValueError: broken base64, or an ephemeral key of low order
            continue
        return _unframed(opened.plaintext or b"")
    raise InputRefused("sealing", _("The post was changed on its way and cannot be opened."), _("Ask for it anew."))


def recipients_of(envelope: bytes) -> list[str]:
    """The did:keys that an envelope names, in its order. Nothing vouches for them but that they can open it.

    Raises InputRefused (check "sealing") for what is not an envelope.
    """
    return [entry["header"]["kid"] for entry in _read(envelope)["recipients"]]


def _registry() -> JWERegistry:
    """The allow-list. One recipient has to open, not all: the other entries are other people's."""
    registry = JWERegistry(
        algorithms=[_ALGORITHM, "A256GCM"], verify_all_recipients=False, max_recipients=MAX_RECIPIENTS
    )
    registry.max_ciphertext_length = MAX_ENVELOPE_BYTES  # it counts base64; its default of 64 KiB is too small here
    return registry


def _private(key: SealingKey) -> OKPKey:
    public = x25519_bytes_of(key.did)
    parts = {"x": urlsafe_b64encode(public).decode(), "d": urlsafe_b64encode(key.seed).decode()}
    return OKPKey.import_key({"kty": "OKP", "crv": "X25519", **parts})


def _read(envelope: bytes) -> _Envelope:
    """The envelope when it has the closed form, within its caps; no cryptography yet."""
    if len(envelope) > MAX_ENVELOPE_BYTES:
        raise InputRefused("sealing", _("The post is larger than an envelope can be."))
    try:
        sealed = orjson.loads(envelope)
        in_form = canonical_bytes(sealed) == envelope and _is_envelope(sealed)
    except (orjson.JSONDecodeError, InputRefused):
        in_form = False
    if not in_form:
        raise InputRefused("sealing", _("The post is not an envelope of the form that is used here."))
    return cast(_Envelope, sealed)


def _is_envelope(sealed: object) -> bool:
    if not isinstance(sealed, dict) or sealed.keys() != _MEMBERS or sealed["protected"] != _PROTECTED_SEGMENT:
        return False
    entries = sealed["recipients"]
    if not isinstance(entries, list) or not 1 <= len(entries) <= MAX_RECIPIENTS:
        return False
    if not all(isinstance(sealed[name], str) for name in ("iv", "ciphertext", "tag")) or not all(
        map(_is_entry, entries)
    ):
        return False
    return len({entry["header"]["kid"] for entry in entries}) == len(entries)


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or entry.keys() != _ENTRY_MEMBERS or not isinstance(entry["encrypted_key"], str):
        return False
    header = entry["header"]
    if not isinstance(header, dict) or header.keys() != _HEADER_MEMBERS or header["alg"] != _ALGORITHM:
        return False
    ephemeral = header["epk"]
    if not isinstance(ephemeral, dict) or ephemeral.keys() != _EPHEMERAL_MEMBERS or not isinstance(header["kid"], str):
        return False
    try:
        x25519_bytes_of(header["kid"])
    except InputRefused:
        return False
    return ephemeral["crv"] == "X25519" and ephemeral["kty"] == "OKP" and isinstance(ephemeral["x"], str)


def _framed(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise InputRefused("sealing", _("The document is larger than {limit} KiB.").format(limit=MAX_BYTES // 1024))
    return (len(data).to_bytes(_LENGTH_BYTES) + data).ljust(_bucket_for(len(data)), b"\0")


def _bucket_for(length: int) -> int:
    return next(bucket for bucket in BUCKETS if _LENGTH_BYTES + length <= bucket)


def _unframed(plaintext: bytes) -> bytes:
    length = int.from_bytes(plaintext[:_LENGTH_BYTES])
    end = _LENGTH_BYTES + length
    if length > MAX_BYTES or len(plaintext) != _bucket_for(length) or plaintext.count(0, end) != len(plaintext) - end:
        raise InputRefused("sealing", _("What was sealed is not framed as post is."))
    return plaintext[_LENGTH_BYTES:end]
