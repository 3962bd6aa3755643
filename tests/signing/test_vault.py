"""Keys and records at rest."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.errors import DeskUnavailable, WrongPassphrase
from orderdesk.signing.vault import LIGHT, STANDARD, Cost, Vault

PASSPHRASE = "blåbærgrød på Ærø"


@pytest.fixture
def opened() -> tuple[Vault, dict[str, Any]]:
    return Vault.create(PASSPHRASE, LIGHT)


def test_the_passphrase_opens_it_again(opened: tuple[Vault, dict[str, Any]]) -> None:
    vault, record = opened
    kept = json.loads(json.dumps(record))
    hidden = vault.cipher("journal").encrypt(b"linje", b"1")
    assert Vault.unlock(kept, PASSPHRASE).cipher("journal").decrypt(hidden, b"1") == b"linje"


@pytest.mark.parametrize("wrong", ["", "Blåbærgrød på Ærø", PASSPHRASE + " ", "æ" * 1000, "\ud800"])
def test_another_passphrase_does_not(wrong: str, opened: tuple[Vault, dict[str, Any]]) -> None:
    with pytest.raises(WrongPassphrase) as refused:
        Vault.unlock(opened[1], wrong)
    assert wrong not in str(refused.value) or not wrong
    assert PASSPHRASE not in str(refused.value)


def test_letters_put_together_of_parts_are_the_same_letters() -> None:
    _vault, record = Vault.create("A\u030arhus", LIGHT)
    Vault.unlock(record, "\u00c5rhus")


def test_a_new_passphrase_opens_the_same_vault(opened: tuple[Vault, dict[str, Any]]) -> None:
    vault, record = opened
    hidden = vault.cipher("documents").encrypt(b"rapport", b"")
    changed = vault.change_passphrase("en anden sætning", LIGHT)
    assert Vault.unlock(changed, "en anden sætning").cipher("documents").decrypt(hidden, b"") == b"rapport"
    with pytest.raises(WrongPassphrase):
        Vault.unlock(changed, PASSPHRASE)
    assert changed["salt"] != record["salt"]


def test_the_record_is_as_published(opened: tuple[Vault, dict[str, Any]]) -> None:
    record = opened[1]
    assert set(record) == {"version", "kdf", "salt", "memory_kib", "lanes", "iterations", "wrapped"}
    assert (record["version"], record["kdf"]) == (1, "argon2id")


def test_the_standard_cost_is_rfc_9106s_second_choice() -> None:
    assert Cost(65536, 4, 3) == STANDARD == Cost.STANDARD
    assert Vault.unlock(Vault.create(PASSPHRASE)[1], PASSPHRASE)


HOSTILE: dict[str, Any] = {
    "memory-100-gib": {"memory_kib": 100 * 1024 * 1024},
    "memory-beyond": {"memory_kib": 2**63},
    "memory-small": {"memory_kib": 1},
    "memory-negative": {"memory_kib": -65536},
    "memory-text": {"memory_kib": "64"},
    "memory-bool": {"memory_kib": True},
    "lanes-none": {"lanes": 0},
    "lanes-many": {"lanes": 2**24},
    "iterations-none": {"iterations": 0},
    "iterations-many": {"iterations": 2**31},
    "work": {"memory_kib": 1024 * 1024, "iterations": 64},
    "version": {"version": 2},
    "kdf": {"kdf": "scrypt"},
    "salt-short": {"salt": "AAAA"},
    "salt-no-base64": {"salt": "ææ"},
    "salt-number": {"salt": 1},
    "wrapped-short": {"wrapped": "AAAA"},
    "wrapped-null": {"wrapped": None},
    "extra": {"hint": "min hund"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_record_costs_nothing(name: str, opened: tuple[Vault, dict[str, Any]]) -> None:
    with pytest.raises(DeskUnavailable) as refused:
        Vault.unlock({**opened[1], **HOSTILE[name]}, PASSPHRASE)
    assert not isinstance(refused.value, WrongPassphrase)


@pytest.mark.parametrize("name", ["kdf", "salt", "wrapped", "lanes"])
def test_a_record_with_a_member_missing_is_damaged(name: str, opened: tuple[Vault, dict[str, Any]]) -> None:
    del opened[1][name]
    with pytest.raises(DeskUnavailable):
        Vault.unlock(opened[1], PASSPHRASE)


@pytest.mark.parametrize("change", [{"iterations": 2}, {"memory_kib": 128}, {"salt": "A" * 22 + "=="}])
def test_a_changed_record_does_not_open(change: dict[str, Any], opened: tuple[Vault, dict[str, Any]]) -> None:
    with pytest.raises(WrongPassphrase):
        Vault.unlock({**opened[1], **change}, PASSPHRASE)


def test_printing_shows_no_secret(opened: tuple[Vault, dict[str, Any]]) -> None:
    assert repr(opened[0]) == str(opened[0]) == "Vault()"
    assert "object at" in repr(opened[0].cipher("x"))
    with pytest.raises(TypeError):
        vars(opened[0])


# Records


VAULT = Vault(bytes(range(32)))


@given(st.binary(max_size=300), st.binary(max_size=20), st.text(max_size=10))
def test_records_go_both_ways(data: bytes, associated: bytes, purpose: str) -> None:
    hidden = VAULT.cipher(purpose).encrypt(data, associated)
    assert VAULT.cipher(purpose).decrypt(hidden, associated) == data
    assert len(hidden) == 12 + len(data) + 16


def test_each_record_has_its_own_nonce() -> None:
    cipher = VAULT.cipher("journal")
    assert len({cipher.encrypt(b"ens", b"")[:12] for _ in range(100)}) == 100


def test_every_bit_counts() -> None:
    cipher = VAULT.cipher("journal")
    hidden = cipher.encrypt(b"linje", b"1")
    for bit in range(len(hidden) * 8):
        changed = bytearray(hidden)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DeskUnavailable, match="damaged"):
            cipher.decrypt(bytes(changed), b"1")


@pytest.mark.parametrize("length", [0, 11, 12, 27, 28, 32])
def test_a_torn_record_is_damaged(length: int) -> None:
    cipher = VAULT.cipher("journal")
    with pytest.raises(DeskUnavailable):
        cipher.decrypt(cipher.encrypt(b"linje", b"")[:length], b"")


def test_a_record_in_anothers_place_is_damaged() -> None:
    hidden = VAULT.cipher("journal").encrypt(b"linje", b"1")
    with pytest.raises(DeskUnavailable):
        VAULT.cipher("journal").decrypt(hidden, b"2")
    with pytest.raises(DeskUnavailable):
        VAULT.cipher("documents").decrypt(hidden, b"1")
    with pytest.raises(DeskUnavailable):
        Vault(bytes(32)).cipher("journal").decrypt(hidden, b"1")


def test_the_form_at_rest_stays_what_it_is() -> None:
    """A record that an earlier version wrote under the key 00, 01, ... 1f."""
    hidden = bytes.fromhex("0484a1fba1c900cf478d349b1fb989b6bbb902f753a408528afd14002be5735a12610922")
    assert VAULT.cipher("journal").decrypt(hidden, b"1") == "blåbær".encode()


def test_no_desk_is_locked_at_a_cost_that_opening_would_refuse() -> None:
    assert Cost.LIGHT == LIGHT
    for change in ({"memory_kib": 2**31}, {"lanes": 0}, {"iterations": 65}, {"memory_kib": 2**20, "iterations": 9}):
        with pytest.raises(ValueError, match="bounds"):
            replace(STANDARD, **change)


def test_a_record_that_is_no_object_is_damaged() -> None:
    with pytest.raises(DeskUnavailable):
        Vault.unlock([], PASSPHRASE)  # type: ignore[arg-type]
