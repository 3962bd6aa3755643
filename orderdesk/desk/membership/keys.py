"""A person's own keys: those in use, and the earlier ones that still open old documents."""

import json
from dataclasses import dataclass, field
from typing import Literal, Self

from orderdesk.desk.storage.cipher import Cipher
from orderdesk.errors import DeskUnavailable
from orderdesk.locale import _
from orderdesk.signing.keys import SealingKey, SigningKey

Use = Literal["signing", "sealing", "http", "administration"]
ASSOCIATED = b"orderdesk keys v1"
"""What the encryption of the file with the keys is bound to."""


@dataclass(frozen=True, slots=True)
class OwnKey:
    """One private key: what it is for, its seed, and the instants (ISO, UTC) between which it is used."""

    use: Use
    seed: bytes = field(repr=False)
    since: str
    until: str = ""

    @property
    def did(self) -> str:
        """The public key as did:key."""
        return self.sealing().did if self.use == "sealing" else self.signing().did

    def signing(self) -> SigningKey:
        """The key for signing."""
        return SigningKey.from_seed(self.seed)

    def sealing(self) -> SealingKey:
        """The key for opening sealed documents."""
        return SealingKey.from_seed(self.seed)


@dataclass(frozen=True, slots=True)
class KeySet:
    """All private keys of one person, newest last."""

    keys: tuple[OwnKey, ...]

    @classmethod
    def generate(cls, since: str, *, administrator: bool) -> Self:
        """A new set: signing, sealing and HTTP, and one for administration where the person runs the directory."""
        uses: tuple[Use, ...] = ("signing", "sealing", "http", *(("administration",) if administrator else ()))
        return cls(tuple(_new_key(use, since) for use in uses))

    def current(self, use: Use) -> OwnKey:
        """The key in use now. Raises DeskUnavailable where the person has none of that kind."""
        for key in reversed(self.keys):
            if key.use == use and not key.until:
                return key
        raise DeskUnavailable(
            _("This desk has no key for that."), _("Administration is done from the desk of an administrator.")
        )

    def has(self, use: Use) -> bool:
        """Whether a key of that kind is in use."""
        return any(key.use == use and not key.until for key in self.keys)

    def openers(self) -> list[SealingKey]:
        """Every key that can open sealed documents, newest first."""
        return [key.sealing() for key in reversed(self.keys) if key.use == "sealing"]

    def rotated(self, at: str, uses: tuple[Use, ...] = ("signing", "sealing", "http")) -> "KeySet":
        """The set with new keys for `uses` from `at` on; the earlier ones are kept, closed."""
        closed = tuple(
            OwnKey(key.use, key.seed, key.since, at) if key.use in uses and not key.until else key for key in self.keys
        )
        return KeySet(closed + tuple(_new_key(use, at) for use in uses))


def sealed_bytes(keys: KeySet, cipher: Cipher) -> bytes:
    """The set as it lies on disk, encrypted."""
    rows = [{"use": k.use, "seed": k.seed.hex(), "since": k.since, "until": k.until} for k in keys.keys]
    return cipher.encrypt(json.dumps(rows).encode(), ASSOCIATED)


def opened(data: bytes, cipher: Cipher) -> KeySet:
    """The set that `data` holds. Raises DeskUnavailable where it is damaged."""
    rows = json.loads(cipher.decrypt(data, ASSOCIATED))
    return KeySet(tuple(OwnKey(row["use"], bytes.fromhex(row["seed"]), row["since"], row["until"]) for row in rows))


def _new_key(use: Use, since: str) -> OwnKey:
    seed = SealingKey.generate().seed if use == "sealing" else SigningKey.generate().seed
    return OwnKey(use, seed, since)
