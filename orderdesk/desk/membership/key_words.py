"""Whether what somebody names as a key can be one."""

from orderdesk.errors import InputRefused
from orderdesk.signing.didkey import public_bytes_of


def is_signing_key(did: str) -> bool:
    """Whether `did` is a well-formed key for signing, and none of the weak ones."""
    try:
        public_bytes_of(did)
    except InputRefused:
        return False
    return "#" not in did
