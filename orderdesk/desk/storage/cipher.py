"""What the store asks of encryption; the desk's vault provides it."""

from typing import Protocol


class Cipher(Protocol):
    """Authenticated encryption under the desk's key. `associated` is bound to the ciphertext but not stored in it."""

    def encrypt(self, data: bytes, associated: bytes) -> bytes:
        """`data` encrypted; two calls never give the same bytes."""

    def decrypt(self, data: bytes, associated: bytes) -> bytes:
        """The plain bytes again. Raises DeskUnavailable when `data` or `associated` is not what was encrypted."""
