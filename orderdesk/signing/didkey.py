"""Public keys as text: did:key (W3C CCG, The did:key Method v0.9), for Ed25519 and X25519.

"did:key:" + "z" + base58btc(multicodec prefix + the 32 bytes of the key). Keys of small order are refused wherever a
key comes in: `cryptography` loads all 14 encodings of such points, and under them a signature can be forged for any
document.
"""

from functools import lru_cache

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing import base58

_PREFIX = "did:key:z"
_ED25519 = b"\xed\x01"
_X25519 = b"\xec\x01"
_KEY_BYTES = 32
_BASE58_LENGTH = 47
"""34 bytes that begin with 0xed or 0xec take 47 characters in base58, no more and no fewer."""
_DID_LENGTH = len(_PREFIX) + _BASE58_LENGTH

_P = 2**255 - 19
_SIGN_BIT = 1 << 255
_ORDER_EIGHT_Y = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)

# The 8 points whose order divides 8 have these y. Each stands with either sign bit, and 0 and 1 stand a second time
# as p and p + 1: 14 encodings (RFC 8032 section 5.1.3; "Taming the many EdDSAs", Chalkias, Garillot, Nikolaenko
# 2020).
_SMALL_ORDER_Y = (0, 1, _P - 1, _P, _P + 1, _ORDER_EIGHT_Y, _P - _ORDER_EIGHT_Y)
SMALL_ORDER_ED25519 = frozenset((y | sign).to_bytes(32, "little") for y in _SMALL_ORDER_Y for sign in (0, _SIGN_BIT))
"""The encodings of Ed25519 points of small order."""

# Low-order u on Curve25519 and on its twist (RFC 7748 section 6.1 asks for the check of an all-zero secret; these
# cause it).
_LOW_ORDER_U = frozenset(
    {
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        _P - 1,
    }
)


def did_key_of(public: bytes) -> str:
    """The did:key of an Ed25519 public key (32 bytes). Raises InputRefused (check "key") for a bad one."""
    _check_ed25519(public)
    return _PREFIX + base58.encode(_ED25519 + public)


def did_key_of_x25519(public: bytes) -> str:
    """The did:key of an X25519 public key (32 bytes). Raises InputRefused (check "key") for a weak or malformed key."""
    _check_x25519(public)
    return _PREFIX + base58.encode(_X25519 + public)


def verification_method(did: str) -> str:
    """How a proof names the key of `did`: "did:key:z6Mk...#z6Mk..."."""
    return f"{did}#{did.removeprefix('did:key:')}"


@lru_cache(maxsize=1024)
def public_bytes_of(method_or_did: str) -> bytes:
    """The 32 bytes of the Ed25519 key that a did:key, or a verification method made of one, stands for.

    Raises InputRefused (check "key"): malformed, another kind of key, a key of small order, a fragment of another key.
    """
    did, mark, fragment = method_or_did[: 2 * _DID_LENGTH].partition("#")
    if mark and (fragment != did.removeprefix("did:key:") or len(method_or_did) > 2 * _DID_LENGTH):
        raise _malformed()
    public = _key_bytes(did, _ED25519)
    _check_ed25519(public)
    return public


@lru_cache(maxsize=1024)
def x25519_bytes_of(did: str) -> bytes:
    """The 32 bytes of the X25519 key that a did:key stands for. Raises InputRefused (check "key")."""
    public = _key_bytes(did, _X25519)
    _check_x25519(public)
    return public


def _key_bytes(did: str, multicodec: bytes) -> bytes:
    if len(did) != _DID_LENGTH or not did.startswith(_PREFIX):
        raise _malformed()
    try:
        data = base58.decode(did[len(_PREFIX) :], _BASE58_LENGTH)
    except ValueError as error:
        raise _malformed() from error
    if len(data) != len(multicodec) + _KEY_BYTES or not data.startswith(multicodec):
        raise _malformed()
    return data[len(multicodec) :]


def _check_ed25519(public: bytes) -> None:
    if len(public) != _KEY_BYTES:
        raise _malformed()
    if public in SMALL_ORDER_ED25519:
        raise InputRefused("key", _("The key is a weak one, under which anybody can sign."))
    if int.from_bytes(public, "little") & ~_SIGN_BIT >= _P:  # a second name for the same key
        raise _malformed()


def _check_x25519(public: bytes) -> None:
    if len(public) != _KEY_BYTES:
        raise _malformed()
    coordinate = int.from_bytes(public, "little")
    if coordinate >= _P:  # RFC 7748 readers mask and reduce these: a second name for the same key
        raise _malformed()
    if coordinate in _LOW_ORDER_U:
        raise InputRefused("key", _("The key is a weak one, which anybody can open."))


def _malformed() -> InputRefused:
    return InputRefused("key", _("The key is not a did:key of the kind that is used here."))
