"""A request to the hub, signed by a person's HTTP key and verified: HTTP Message Signatures (RFC 9421) with Ed25519,
and Content-Digest (RFC 9530). Plain values in and out, so that client and server share it; no HTTP library.

The format is closed. Covered are exactly the method, the whole address, the digest of the body (of an empty one too),
for whom the request acts, and the body's type where there is a body; `created`, `expires`, `nonce`, `keyid` and `tag`
are all there, and an `alg` can only be ed25519. The key is named by its did:key; whose key that is, is for the hub's
directories to say, and whether the nonce is new for its store.

The signature covers the body by its digest alone. So `verify_head` says of a request whose body has not come yet
whether it is worth reading, and `check_body` afterwards whether that was the one.
"""

import base64
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, Final, NamedTuple

import http_sf
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.didkey import public_bytes_of
from orderdesk.signing.http_short_road import fits
from orderdesk.signing.keys import SigningKey

TAG: Final = "orderdesk"
ACTING: Final = "orderdesk-acting"
"""The header that says for whom a request acts: "<organisation>/<person>"."""
LIFETIME: Final = timedelta(minutes=5)
"""The longest time between `created` and `expires`."""
SKEW: Final = timedelta(minutes=1)
"""How far the clocks of desk and hub may be apart."""

_ALWAYS: Final = frozenset({"@method", "@target-uri", "content-digest", ACTING})
_WITH_BODY: Final = _ALWAYS | {"content-type"}
_PARAMETERS: Final = frozenset({"created", "expires", "nonce", "keyid", "tag"})
_LABEL: Final = "orderdesk"
_MAX_FIELD: Final = 1024
"""Characters in a signature field; ours take some 350."""
_DIGEST: Final = re.compile(r"sha-256=:[A-Za-z0-9+/]{43}=:")
_NONCE: Final = range(16, 65)
"""The characters that a nonce may have: from 96 bits in base64url on."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is signed. `url` is the whole address as the client wrote it; `headers` the lines in order."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def lines(self, name: str) -> list[str]:
        """The values of the header `name` (lower case), one a line."""
        return [value for key, value in self.headers if key.lower() == name]


class Signed(NamedTuple):
    """What a verified request says of itself: the key (did:key), for whom it acts, and the nonce, which must be
    remembered until `forgettable`; the digest that its body must have, and whether there is one."""

    did: str
    acting: str
    nonce: str
    forgettable: datetime
    digest: str
    has_body: bool


def new_nonce() -> str:
    """A fresh nonce of 144 random bits."""
    return token_urlsafe(18)


def content_digest(body: bytes) -> str:
    """The value of Content-Digest for `body`."""
    return f"sha-256=:{base64.b64encode(sha256(body).digest()).decode()}:"


def sign_request(
    method: str,
    url: str,
    body: bytes,
    content_type: str,
    *,
    acting: str,
    key: SigningKey,
    now: datetime,
    nonce: str,
    lifetime: timedelta = LIFETIME,
) -> dict[str, str]:
    """The headers to send with the request: what is covered, Signature-Input and Signature. `content_type` goes with a
    body and is left out without one. Raises ValueError for an address that is none."""
    headers = {"Content-Digest": content_digest(body), "Orderdesk-Acting": acting}
    if body:
        headers["Content-Type"] = content_type
    message = _Message(method, url, headers)
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Private(key))
    try:
        signer.sign(
            message, key_id=key.did, created=now, expires=now + lifetime, nonce=nonce, label=_LABEL, tag=TAG,
            covered_component_ids=sorted(_WITH_BODY if body else _ALWAYS), use_existing_digest=True,
        )  # fmt: skip
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise ValueError("the request cannot be signed") from error
    return headers


def verify_request(request: Request, now: datetime) -> Signed:
    """Who signed `request`, when everything about it holds at `now` (with its zone).

    Raises InputRefused: "signature-missing", "signature-malformed", "components", "tag", "nonce", "created", "expires",
    "digest-missing", "digest", "key", "signature".
    """
    signed = verify_head(request, now, has_body=bool(request.body))
    check_body(signed, request.body)
    return signed


def verify_head(request: Request, now: datetime, *, has_body: bool) -> Signed:
    """Who signed `request`, when everything holds that its head says; its body is not looked at: see `check_body`.
    `has_body` is whether the head announces one.

    Raises InputRefused as verify_request does; "digest" only for a digest that is no digest of ours.
    """
    components, parameters = _signature_input(request)
    wanted = _WITH_BODY if has_body else _ALWAYS
    if len(components) != len(wanted) or frozenset(components) != wanted:
        raise _components()
    if parameters.keys() - {"alg"} != _PARAMETERS or parameters.get("alg", "ed25519") != "ed25519":
        raise InputRefused("signature-malformed", _("The signature of the request is not of the form used here."))
    if parameters["tag"] != TAG:
        raise InputRefused("tag", _("The signature was made for something else."))
    nonce, did = parameters["nonce"], parameters["keyid"]
    if type(nonce) is not str or len(nonce) not in _NONCE:
        raise InputRefused("nonce", _("The request carries no usable nonce."))
    forgettable = _check_times(parameters["created"], parameters["expires"], now)
    digest = _digest_of(request)
    if type(did) is not str:
        raise InputRefused("key", _("The request does not name a key."))
    public = Ed25519PublicKey.from_public_bytes(public_bytes_of(did.partition("#")[0]))
    if not fits(request, components, parameters, public):
        check_signature(request, public)
    if "#" in did:
        raise InputRefused("key", _("The request does not name a key."))
    return Signed(did, request.lines(ACTING)[0], nonce, forgettable, digest, has_body)


def check_body(signed: Signed, body: bytes) -> None:
    """Whether `body` is the one that was signed. Raises InputRefused: "components", "digest"."""
    if not hmac.compare_digest(signed.digest.encode(), content_digest(body).encode()):
        raise _other_body()
    if signed.has_body != bool(body):
        raise _components()


def check_signature(request: Request, public: Ed25519PublicKey) -> None:
    """Whether the one signature of `request` is by `public`: RFC 9421 and no more; nothing is asked of what it covers.

    Raises InputRefused ("signature").
    """
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_Public(public))
    try:
        verifier.verify(_Message(request.method, request.url, _Lines(request.headers)), max_age=None)
    except (HTTPMessageSignaturesException, ValueError) as error:  # whatever it raises of a request is no signature
        raise InputRefused(
            "signature",
            _("The signature does not fit the request."),
            _("It was changed on its way, or signed for another address."),
        ) from error


def _signature_input(request: Request) -> tuple[list[str], Mapping[str, Any]]:
    """The covered components and the parameters of the one signature. A component with parameters of its own is none of
    ours."""
    fields = [request.lines(name) for name in ("signature-input", "signature")]
    if not all(fields):
        raise InputRefused("signature-missing", _("The request is not signed."))
    malformed = InputRefused("signature-malformed", _("The signature of the request is not of the form used here."))
    if any(len(lines) != 1 or len(lines[0]) > _MAX_FIELD for lines in fields):
        raise malformed
    try:
        members: Any = http_sf.parse(fields[0][0].encode("ascii"), tltype="dictionary")
    except (ValueError, TypeError) as error:
        raise malformed from error
    if len(members) != 1:
        raise malformed
    ((covered, parameters),) = members.values()
    if not isinstance(covered, list) or not all(type(name) is str and not own for name, own in covered):
        raise malformed
    return [name for name, _own in covered], parameters


def _check_times(created: object, expires: object, now: datetime) -> datetime:
    """Until when the nonce must be remembered. Raises InputRefused: "created", "expires"."""
    if type(created) is not int or type(expires) is not int:
        raise InputRefused("created", _("The request does not say when it was made."))
    moment = now.timestamp()
    if created > moment + SKEW.total_seconds():
        raise InputRefused(
            "created", _("The request was made at a time that has not come yet."), _("Check the clock of this machine.")
        )
    if not 0 < expires - created <= LIFETIME.total_seconds():
        raise InputRefused("expires", _("The request counts for longer than five minutes, or not at all."))
    if expires + SKEW.total_seconds() <= moment:
        raise InputRefused("expires", _("The request has expired."), _("Check the clock of this machine."))
    return now + timedelta(seconds=expires - moment) + 2 * SKEW


def _digest_of(request: Request) -> str:
    """The digest as the head has it. Raises InputRefused: "digest-missing", "digest"."""
    lines = request.lines("content-digest")
    if not lines:
        raise InputRefused("digest-missing", _("The request does not carry the digest of its body."))
    if len(lines) != 1 or _DIGEST.fullmatch(lines[0].strip()) is None:
        raise _other_body()
    return lines[0].strip()


def _components() -> InputRefused:
    return InputRefused("components", _("The signature does not cover what it must cover."))


def _other_body() -> InputRefused:
    return InputRefused("digest", _("The body of the request is not the one that was signed."))


class _Message(NamedTuple):
    """What the library reads of a request, and where it writes the signature."""

    method: str
    url: str
    headers: Any


class _Lines:
    """Header lines as they came, so that doubled ones are joined as RFC 9421 says."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._lines = lines

    def items(self) -> Iterable[tuple[str, str]]:
        return self._lines


class _Private(HTTPSignatureKeyResolver):
    def __init__(self, key: SigningKey) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:  # noqa: ARG002 (there is one key)
        return Ed25519PrivateKey.from_private_bytes(self._key.seed)


class _Public(HTTPSignatureKeyResolver):
    def __init__(self, public: Ed25519PublicKey) -> None:
        self._public = public

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:  # noqa: ARG002 (there is one key)
        return self._public


class _Verifier(HTTPMessageVerifier):
    """Without the library's look at the machine's clock: the caller's `now` has decided on the times."""

    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None: ...
