"""Keys and records at rest. A passphrase opens a random data key; that key, never the passphrase, encrypts what lies
on disk.

So a new passphrase rewrites one small record and nothing else. Argon2id (RFC 9106) makes guessing dear; AES-256-GCM
keeps what is stored, each purpose under its own key (HKDF, RFC 5869), so that records of one kind never pass for
another.

Where the data key itself may be known to others it is replaced: for a while there are two, the new one writes, both
read (desk/membership/resealing.py).
"""

import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from orderdesk.errors import DeskUnavailable, WrongPassphrase
from orderdesk.locale import _
from orderdesk.signing.canonical import Json, canonical_bytes

_VERSION = 1
_KDF = "argon2id"
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_EARLIER = "earlier key"
_MEMBERS = frozenset({"version", "kdf", "salt", "memory_kib", "lanes", "iterations", "wrapped"})

# What a record may ask of this machine: 1 GiB of memory, and 8 GiB filled in all, some 10 s on two slow cores.
_MAX_MEMORY_KIB = 1024 * 1024
_MAX_LANES = 16
_MAX_ITERATIONS = 64
_MAX_WORK_KIB = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a guess at the passphrase costs: memory in KiB, parallel lanes, passes over the memory.

    Raises ValueError for more than 1 GiB, 16 lanes, 64 passes or 8 GiB filled in all, and for less than Argon2 can do
    with: neither may a hostile file take the machine down, nor a desk be locked in a way that it would refuse to
    open.
    """

    memory_kib: int
    lanes: int
    iterations: int

    def __post_init__(self) -> None:
        possible = (
            1 <= self.lanes <= _MAX_LANES
            and 1 <= self.iterations <= _MAX_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB
            and self.memory_kib * self.iterations <= _MAX_WORK_KIB
        )
        if not possible:
            raise ValueError("the cost is out of bounds")

    STANDARD: ClassVar["Cost"]
    """RFC 9106 section 4, the second recommended option: 64 MiB, 4 lanes, 3 passes."""
    LIGHT: ClassVar["Cost"]
    """No protection against guessing: for tests and for the demo that is thrown away."""


Cost.STANDARD = Cost(memory_kib=64 * 1024, lanes=4, iterations=3)
Cost.LIGHT = Cost(memory_kib=64, lanes=1, iterations=1)
STANDARD = Cost.STANDARD
LIGHT = Cost.LIGHT


class RecordCipher:
    """AES-256-GCM under one purpose's key. Nonces are random: good for 2^32 records (NIST SP 800-38D section 8.3)."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def encrypt(self, data: bytes, associated: bytes) -> bytes:
        """The nonce (12 bytes), then `data` encrypted, and its tag (16 bytes), bound to `associated`."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, associated)

    def decrypt(self, data: bytes, associated: bytes) -> bytes:
        """What `encrypt` was given. Raises DeskUnavailable when it is damaged, foreign, or in another's place."""
        if len(data) < _NONCE_BYTES + _TAG_BYTES:
            raise _damaged()
        try:
            return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], associated)
        except InvalidTag as error:
            raise _damaged() from error


class VaultCipher:
    """One purpose's encryption under a vault's present key. While the vault has an earlier key, what lies under that is
    read as well; nothing is written under it."""

    __slots__ = ("_ciphers", "_purpose", "_vault")

    def __init__(self, vault: "Vault", purpose: str) -> None:
        self._vault = vault
        self._purpose = b"orderdesk vault 1: " + purpose.encode()
        self._ciphers: dict[bytes, RecordCipher] = {}

    def encrypt(self, data: bytes, associated: bytes) -> bytes:
        """As `RecordCipher.encrypt`."""
        return self._under(self._vault.data_key).encrypt(data, associated)

    def decrypt(self, data: bytes, associated: bytes) -> bytes:
        """As `RecordCipher.decrypt`."""
        earlier = self._vault.earlier_key  # looked at first: it is set before the key is changed
        try:
            return self._under(self._vault.data_key).decrypt(data, associated)
        except DeskUnavailable:
            if earlier is None:
                raise
            return self._under(earlier).decrypt(data, associated)

    def _under(self, key: bytes) -> RecordCipher:
        if key not in self._ciphers:
            self._ciphers[key] = RecordCipher(HKDF(SHA256(), _KEY_BYTES, None, self._purpose).derive(key))
        return self._ciphers[key]


class Vault:
    """An open vault: it holds the data key, and the earlier one while what lies under it is encrypted anew. Printing it
    shows nothing."""

    __slots__ = ("data_key", "earlier_key")

    def __init__(self, data_key: bytes, earlier_key: bytes | None = None) -> None:
        self.data_key = data_key
        self.earlier_key = earlier_key

    @classmethod
    def create(cls, passphrase: str, cost: Cost = STANDARD) -> tuple[Self, dict[str, Json]]:
        """A vault with a new data key, and the record to keep: JSON, without secrets for who lacks the passphrase."""
        vault = cls(secrets.token_bytes(_KEY_BYTES))
        return vault, vault.change_passphrase(passphrase, cost)

    @classmethod
    def unlock(cls, record: dict[str, Json], passphrase: str, earlier: str = "") -> Self:
        """The vault of `record`; `earlier` is what `keeping` gave, where a change of keys is under way.

        Raises WrongPassphrase, which a changed record looks like as well, and DeskUnavailable for a record that is no
        such record or asks for more than 1 GiB or absurdly much work.
        """
        cost, salt, wrapped = _read(record)
        cipher = RecordCipher(_key_of(passphrase, salt, cost))
        try:
            vault = cls(cipher.decrypt(wrapped, _header(cost, salt)))
        except DeskUnavailable as error:
            raise WrongPassphrase(_("The passphrase does not open the desk.")) from error
        if earlier:
            vault.earlier_key = vault.cipher(_EARLIER).decrypt(_bytes(earlier), b"")
        return vault

    def change_passphrase(self, new: str, cost: Cost = STANDARD) -> dict[str, Json]:
        """A new record for the same data key: what is stored stays. The old record opens with the old passphrase."""
        salt = secrets.token_bytes(_SALT_BYTES)
        header = _header(cost, salt)
        wrapped = RecordCipher(_key_of(new, salt, cost)).encrypt(self.data_key, header)
        return {**_parameters(cost, salt), "wrapped": b64encode(wrapped).decode()}

    def cipher(self, purpose: str) -> VaultCipher:
        """The cipher for one purpose ("journal", "documents", ...); it follows the vault's keys when they change."""
        return VaultCipher(self, purpose)

    def keeping(self, earlier: "Vault") -> str:
        """The data key of `earlier` under this vault's, to be kept beside this vault's record."""
        return b64encode(self.cipher(_EARLIER).encrypt(earlier.data_key, b"")).decode()

    def take_over(self, new: "Vault") -> None:
        """Write under the key of `new` from now on, and still read what lies under the present one."""
        self.earlier_key = self.data_key
        self.data_key = new.data_key

    def forget_earlier(self) -> None:
        """Nothing lies under the earlier key any more."""
        self.earlier_key = None

    def present_alone(self) -> "Vault":
        """A vault with the present key and no other: what opens with it lies under the present key."""
        return Vault(self.data_key)

    def __repr__(self) -> str:
        return "Vault()"


def _parameters(cost: Cost, salt: bytes) -> dict[str, Json]:
    return {
        "version": _VERSION,
        "kdf": _KDF,
        "salt": b64encode(salt).decode(),
        "memory_kib": cost.memory_kib,
        "lanes": cost.lanes,
        "iterations": cost.iterations,
    }


def _header(cost: Cost, salt: bytes) -> bytes:
    """The rest of the record, bound to the wrapped key."""
    return canonical_bytes(_parameters(cost, salt))


def _key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id over the passphrase in NFC: keyboards differ in how they send a letter with a mark."""
    kdf = Argon2id(
        salt=salt, length=_KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    try:
        return kdf.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
    except MemoryError as error:
        raise DeskUnavailable(_("There is not enough memory to open the desk."), _("Close other programs.")) from error


def _read(record: dict[str, Json]) -> tuple[Cost, bytes, bytes]:
    """Cost, salt and wrapped key of a record within bounds: a hostile file must not take the machine down."""
    if type(record) is not dict or record.keys() != _MEMBERS or record["version"] != _VERSION or record["kdf"] != _KDF:
        raise _damaged()
    try:
        cost = Cost(*(_number(record[name]) for name in ("memory_kib", "lanes", "iterations")))
    except ValueError as error:
        raise _damaged() from error
    salt, wrapped = _bytes(record["salt"]), _bytes(record["wrapped"])
    if len(salt) != _SALT_BYTES or len(wrapped) != _NONCE_BYTES + _KEY_BYTES + _TAG_BYTES:
        raise _damaged()
    return cost, salt, wrapped


def _number(value: Json) -> int:
    if type(value) is not int:
        raise _damaged()
    return value


def _bytes(value: Json) -> bytes:
    if type(value) is not str:
        raise _damaged()
    try:
        return b64decode(value, validate=True)
    except ValueError as error:
        raise _damaged() from error


def _damaged() -> DeskUnavailable:
    return DeskUnavailable(_("A file of the desk is damaged."), _("Restore it from a backup."))
