"""Private keys in memory: one kind to sign with, one to open sealed post with. Printing them shows no secret."""

from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from orderdesk.signing.didkey import did_key_of, did_key_of_x25519, verification_method


class SigningKey:
    """A person's Ed25519 key (RFC 8032)."""

    __slots__ = ("_private", "did")

    did: str
    """The public half as did:key."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.did = did_key_of(private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> Self:
        """A new key from the operating system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key of a 32-byte seed. Raises ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """The secret, 32 bytes: for the vault alone."""
        return self._private.private_bytes_raw()

    @property
    def method(self) -> str:
        """How a proof names this key: "did:key:z6Mk...#z6Mk..."."""
        return verification_method(self.did)

    def sign(self, data: bytes) -> bytes:
        """The 64-byte Ed25519 signature of `data`."""
        return self._private.sign(data)

    def __repr__(self) -> str:
        return f"SigningKey({self.did})"


class SealingKey:
    """A person's or unit's X25519 key (RFC 7748), to which post is sealed."""

    __slots__ = ("_private", "did")

    did: str
    """The public half as did:key."""

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private
        self.did = did_key_of_x25519(private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> Self:
        """A new key from the operating system's random source."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key of a 32-byte seed. Raises ValueError for another length."""
        return cls(X25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        """The secret, 32 bytes: for the vault and for `sealing` alone."""
        return self._private.private_bytes_raw()

    def __repr__(self) -> str:
        return f"SealingKey({self.did})"
