"""A short road to yes for a signed request that is written as desks write it. It says nothing of any other: RFC 9421
has many ways to write the same, and those are for the library."""

import base64
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

if TYPE_CHECKING:
    from orderdesk.signing.http_messages import Request

_METHODS: Final = ("GET", "PUT", "POST")
_PLAIN_ADDRESS: Final = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9/._~-]*(\?[A-Za-z0-9/._~=&-]+)?")
_PLAIN_VALUE: Final = re.compile(r"[!-~]([ -~]*[!-~])?")
_PLAIN_SIGNATURE: Final = re.compile(r"(?P<label>[a-z][a-z0-9_-]*)=:(?P<bytes>[A-Za-z0-9+/]{85}[AQgw]==):")


def fits(request: "Request", components: list[str], parameters: Mapping[str, Any], public: Ed25519PublicKey) -> bool:
    """Whether the signature is by `public`: what was signed is put together here, in a third of the time that the
    library takes. False says nothing: then `http_messages.check_signature` decides."""
    values = {"@method": request.method, "@target-uri": request.url}
    for name in components:
        if name not in values:
            lines = request.lines(name)
            if len(lines) != 1 or _PLAIN_VALUE.fullmatch(lines[0]) is None:
                return False
            values[name] = lines[0]
    names = " ".join(f'"{name}"' for name in components)
    given = "".join(f";{k}={v}" if type(v) is int else f';{k}="{v}"' for k, v in parameters.items())
    label, _equals, written = request.lines("signature-input")[0].partition("=")
    signature = _PLAIN_SIGNATURE.fullmatch(request.lines("signature")[0])
    if written != f"({names}){given}" or signature is None or signature["label"] != label:
        return False
    if request.method not in _METHODS or _PLAIN_ADDRESS.fullmatch(request.url) is None:
        return False
    signed = "".join(f'"{name}": {values[name]}\n' for name in components) + f'"@signature-params": {written}'
    try:
        public.verify(base64.b64decode(signature["bytes"]), signed.encode())
    except InvalidSignature:
        return False
    return True
