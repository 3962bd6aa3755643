"""Sealed post: who can open it, and that it opens unchanged or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwe import GeneralJSONEncryption, JWERegistry, encrypt_json
from joserfc.jwk import OKPKey
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from orderdesk.errors import InputRefused
from orderdesk.signing import base58
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.didkey import x25519_bytes_of
from orderdesk.signing.keys import SealingKey
from orderdesk.signing.profile import MAX_BYTES
from orderdesk.signing.sealing import BUCKETS, MAX_RECIPIENTS, recipients_of, seal, unseal

LETTER = "Månedsrapport om Søren Prøvesen: mødte 9 af 10 dage.".encode()
KEY = SealingKey.from_seed(b"\x09" * 32)
Envelope = dict[str, Any]


def refused_check(envelope: bytes, *keys: SealingKey) -> str:
    with pytest.raises(InputRefused) as refused:
        unseal(envelope, keys)
    assert str(refused.value)
    return refused.value.check


def test_each_recipient_opens_it(sealing_keys: list[SealingKey]) -> None:
    envelope = seal(LETTER, [key.did for key in sealing_keys])
    assert recipients_of(envelope) == [key.did for key in sealing_keys]
    for key in sealing_keys:
        assert unseal(envelope, [key]) == LETTER
    assert unseal(envelope, [KEY, sealing_keys[2]]) == LETTER


def test_nobody_else_opens_it(sealing_keys: list[SealingKey]) -> None:
    envelope = seal(LETTER, [sealing_keys[0].did])
    assert refused_check(envelope, *sealing_keys[1:]) == "sealing"
    assert refused_check(envelope) == "sealing"


def test_a_name_on_the_envelope_does_not_open_it(sealing_keys: list[SealingKey]) -> None:
    envelope = json.loads(seal(LETTER, [sealing_keys[0].did]))
    envelope["recipients"][0]["header"]["kid"] = sealing_keys[1].did
    assert refused_check(canonical_bytes(envelope), sealing_keys[1]) == "sealing"


def test_one_spoilt_entry_does_not_keep_another_key_out(sealing_keys: list[SealingKey]) -> None:
    envelope = json.loads(seal(LETTER, [key.did for key in sealing_keys]))
    envelope["recipients"][0]["encrypted_key"] = "A" * 54
    assert unseal(canonical_bytes(envelope), sealing_keys) == LETTER
    assert refused_check(canonical_bytes(envelope), sealing_keys[0]) == "sealing"


def test_two_envelopes_of_one_letter_have_nothing_in_common() -> None:
    first, second = (json.loads(seal(LETTER, [KEY.did])) for _ in range(2))
    assert all(first[name] != second[name] for name in ("iv", "ciphertext", "tag", "recipients"))


def test_a_doubled_recipient_counts_once() -> None:
    assert recipients_of(seal(LETTER, [KEY.did, KEY.did])) == [KEY.did]


def test_as_many_as_may_be() -> None:
    keys = [SealingKey.from_seed(bytes([0, number]) + bytes(30)) for number in range(1, MAX_RECIPIENTS + 2)]
    dids = [key.did for key in keys]
    envelope = seal(b"x" * MAX_BYTES, dids[:-1])
    assert unseal(envelope, [keys[-2]]) == b"x" * MAX_BYTES
    for recipients in (dids, []):
        with pytest.raises(InputRefused) as refused:
            seal(LETTER, recipients)
        assert refused.value.check == "sealing"


def test_too_large_a_document_is_not_sealed() -> None:
    with pytest.raises(InputRefused) as refused:
        seal(b"x" * (MAX_BYTES + 1), [KEY.did])
    assert refused.value.check == "sealing"


@pytest.mark.parametrize("recipient", ["", "did:key:z6LS", "did:key:z" + base58.encode(b"\xec\x01" + bytes(32))])
def test_nothing_is_sealed_to_a_bad_key(recipient: str) -> None:
    with pytest.raises(InputRefused) as refused:
        seal(LETTER, [KEY.did, recipient])
    assert refused.value.check == "key"


# Sizes


@settings(max_examples=25)
@given(st.binary(max_size=9000) | st.integers(0, 9000).map(bytes))
def test_what_goes_in_comes_out(data: bytes) -> None:
    assert unseal(seal(data, [KEY.did]), [KEY]) == data


@pytest.mark.parametrize("bucket", BUCKETS[:-1])
def test_sizes_come_in_buckets(bucket: int) -> None:
    following = BUCKETS[BUCKETS.index(bucket) + 1]
    assert ciphertext_length(bytes(bucket - 4)) == bucket
    assert ciphertext_length(bytes(bucket - 3)) == following
    assert ciphertext_length(b"") == BUCKETS[0]


def ciphertext_length(data: bytes) -> int:
    envelope = seal(data, [KEY.did])
    assert unseal(envelope, [KEY]) == data
    return len(urlsafe_b64decode(json.loads(envelope)["ciphertext"].encode()))


def sealed_by_hand(
    plaintext: bytes, protected: dict[str, Any] | None = None, algorithm: str = "ECDH-ES+A256KW"
) -> Envelope:
    """What another program, or an adversary who knows the key, would send: valid JWE, whatever is inside."""
    public = OKPKey.import_key(
        {"kty": "OKP", "crv": "X25519", "x": urlsafe_b64encode(x25519_bytes_of(KEY.did)).decode()}
    )
    message = GeneralJSONEncryption({"enc": "A256GCM", **(protected or {})}, plaintext)
    message.add_recipient({"alg": algorithm, "kid": KEY.did}, public)
    names = [algorithm, message.protected["enc"], "DEF"]
    return dict(encrypt_json(message, None, registry=JWERegistry(algorithms=names)))


def test_another_program_can_send_post() -> None:
    assert unseal(canonical_bytes(sealed_by_hand(b"\0\0\0\x03hej".ljust(4096, b"\0"))), [KEY]) == b"hej"


FRAMES = {
    "empty": b"",
    "no-frame": b"{}",
    "short": b"\0\0\0\x03hej".ljust(4095, b"\0"),
    "long": b"\0\0\0\x03hej".ljust(4097, b"\0"),
    "larger-bucket": b"\0\0\0\x03hej".ljust(8192, b"\0"),
    "padding": b"\0\0\0\x03hej".ljust(4095, b"\0") + b"x",
    "length-beyond": b"\0\0\x10\0".ljust(4096, b"\0"),
    "length-huge": b"\xff\xff\xff\xff".ljust(4096, b"\0"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_of_another_form_is_refused(name: str) -> None:
    assert refused_check(canonical_bytes(sealed_by_hand(FRAMES[name])), KEY) == "sealing"


# Nothing can be changed


def test_zip_is_refused() -> None:
    bomb = canonical_bytes(sealed_by_hand(bytes(8192), {"zip": "DEF"}))
    assert refused_check(bomb, KEY) == "sealing"


@pytest.mark.parametrize(
    ("enc", "alg"), [("A128GCM", "ECDH-ES+A256KW"), ("A256GCM", "ECDH-ES+A128KW"), ("A256GCM", "ECDH-ES")]
)
def test_other_algorithms_are_refused(enc: str, alg: str) -> None:
    assert refused_check(canonical_bytes(sealed_by_hand(bytes(4096), {"enc": enc}, alg)), KEY) == "sealing"


PARTS = [
    ("iv",),
    ("tag",),
    ("ciphertext",),
    ("recipients", 0, "encrypted_key"),
    ("recipients", 0, "header", "epk", "x"),
]


@pytest.mark.parametrize("path", PARTS, ids=lambda path: str(path[-1]))
@pytest.mark.parametrize(
    "place", ["first", "middle", "shorter", "longer", "empty", "not-base64", "padded", "non-ascii"]
)
def test_every_part_is_bound(path: tuple[Any, ...], place: str) -> None:
    envelope = json.loads(seal(LETTER, [KEY.did]))
    holder: Any = envelope
    for name in path[:-1]:
        holder = holder[name]
    text = holder[path[-1]]
    at = 0 if place == "first" else len(text) // 2
    flipped = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
    changed = {
        "first": flipped,
        "middle": flipped,
        "shorter": text[:-4],
        "longer": text + "AAAA",
        "empty": "",
        "not-base64": text[:-1] + "!",
        "padded": text + "=",
        "non-ascii": text[:-1] + "æ",
    }[place]
    holder[path[-1]] = changed
    assert refused_check(canonical_bytes(envelope), KEY) == "sealing"


def bend(change: str, envelope: Envelope) -> None:
    entry = envelope["recipients"][0]
    header = entry["header"]
    match change:
        case "unprotected":
            envelope["unprotected"] = {"zip": "DEF"}
        case "aad":
            envelope["aad"] = "eA"
        case "zip-in-header":
            header["zip"] = "DEF"
        case "crit":
            header["crit"] = ["exp"]
        case "apu":
            header["apu"] = "QWxpY2U"
        case "alg":
            header["alg"] = "dir"
        case "enc":
            envelope["protected"] = urlsafe_b64encode(b'{"enc":"A128GCM"}').decode()
        case "protected-with-blank":
            envelope["protected"] = urlsafe_b64encode(b'{"enc": "A256GCM"}').decode()
        case "flattened":
            envelope.update(entry)
            del envelope["recipients"]
        case "no-recipients":
            envelope["recipients"] = []
        case "recipients-object":
            envelope["recipients"] = {"0": entry}
        case "entry-text":
            envelope["recipients"] = ["x"]
        case "doubled-recipient":
            envelope["recipients"] = [entry, entry]
        case "65-recipients":
            envelope["recipients"] = [entry] * 65
        case "kid-number":
            header["kid"] = 7
        case "kid-list":
            header["kid"] = [KEY.did]
        case "kid-other":
            envelope["recipients"].append({**entry, "header": {**header, "kid": "Åse"}})
        case "no-kid":
            del header["kid"]
        case "epk-text":
            header["epk"] = "x"
        case "epk-private":
            header["epk"]["d"] = "AAAA"
        case "epk-curve":
            header["epk"]["crv"] = "X448"
        case "epk-low-order":
            header["epk"]["x"] = "A" * 43
        case "epk-number":
            header["epk"]["x"] = 7
        case "iv-number":
            envelope["iv"] = 7
        case "no-tag":
            del envelope["tag"]
        case "encrypted-key-null":
            entry["encrypted_key"] = None


BENT = [
    "unprotected",
    "aad",
    "zip-in-header",
    "crit",
    "apu",
    "alg",
    "enc",
    "protected-with-blank",
    "flattened",
    "no-recipients",
    "recipients-object",
    "entry-text",
    "doubled-recipient",
    "65-recipients",
    "kid-number",
    "kid-list",
    "kid-other",
    "no-kid",
    "epk-text",
    "epk-private",
    "epk-curve",
    "epk-low-order",
    "epk-number",
    "iv-number",
    "no-tag",
    "encrypted-key-null",
]


@pytest.mark.parametrize("change", BENT)
def test_the_form_is_closed(change: str) -> None:
    envelope = json.loads(seal(LETTER, [KEY.did]))
    before = canonical_bytes(envelope)
    bend(change, envelope)
    assert canonical_bytes(envelope) != before
    assert refused_check(canonical_bytes(envelope), KEY) == "sealing"


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"7", b"\xff", b"[" * 500_000, b'{"a":' * 100_000, b" " * (512 * 1024 + 1)],
    ids=["empty", "object", "list", "number", "not-utf8", "deep-lists", "deep-objects", "large"],
)
def test_what_is_no_envelope_is_refused(data: bytes) -> None:
    assert refused_check(data, KEY) == "sealing"
    with pytest.raises(InputRefused):
        recipients_of(data)


def test_an_envelope_that_was_written_otherwise_is_refused() -> None:
    envelope = seal(LETTER, [KEY.did])
    assert refused_check(json.dumps(json.loads(envelope), indent=1).encode(), KEY) == "sealing"
    assert refused_check(envelope[:-1] + b',"iv":"x"}', KEY) == "sealing"
