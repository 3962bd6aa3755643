"""Keys as text, and the keys that are refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.errors import InputRefused
from orderdesk.signing import base58
from orderdesk.signing.didkey import (
    SMALL_ORDER_ED25519,
    did_key_of,
    did_key_of_x25519,
    public_bytes_of,
    verification_method,
    x25519_bytes_of,
)
from orderdesk.signing.keys import SealingKey, SigningKey

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
KEY = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")  # RFC 8032 section 7.1, test 1


def refusal(call: object, argument: object) -> str:
    with pytest.raises(InputRefused) as refused:
        call(argument)  # type: ignore[operator]
    return refused.value.check


# base58btc


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),  # draft-msporny-base58-03 section 5
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_base58_known_forms(data: bytes, text: str) -> None:
    assert base58.encode(data) == text
    assert base58.decode(text, len(text)) == data


@given(st.binary(max_size=80))
def test_base58_goes_both_ways(data: bytes) -> None:
    assert base58.decode(base58.encode(data), 120) == data


@given(st.text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", max_size=60))
def test_base58_has_one_form_for_each_value(text: str) -> None:
    assert base58.encode(base58.decode(text, 60)) == text


@pytest.mark.parametrize("text", ["0", "O", "I", "l", "a b", "æ", "z\n", "-"])
def test_base58_refuses_other_characters(text: str) -> None:
    with pytest.raises(ValueError, match="base58"):
        base58.decode(text, 10)


@pytest.mark.parametrize("length", range(1, 129))
def test_base58_of_every_length_counts_digit_by_digit(length: int) -> None:
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    text = "z" + "".join(alphabet[37 * place % 58] for place in range(1, length))
    number = 0
    for character in text:
        number = number * 58 + alphabet.index(character)
    assert base58.decode(text, 128) == number.to_bytes((number.bit_length() + 7) // 8)


def test_base58_beyond_what_is_ever_needed_is_refused() -> None:
    with pytest.raises(ValueError, match="long"):
        base58.decode("z" * 129, 1000)


def test_base58_is_capped_before_any_work() -> None:
    with pytest.raises(ValueError, match="long"):
        base58.decode("z" * 256 * 1024, 88)


# did:key


def test_did_key_goes_both_ways() -> None:
    did = did_key_of(KEY)
    assert did.startswith("did:key:z6Mk")
    assert public_bytes_of(did) == public_bytes_of(verification_method(did)) == KEY
    assert verification_method(did) == f"{did}#{did[8:]}"


def test_x25519_did_key_goes_both_ways() -> None:
    did = SealingKey.from_seed(bytes(31) + b"\x40").did
    assert did.startswith("did:key:z6LS")
    assert did_key_of_x25519(x25519_bytes_of(did)) == did


def encodings_of_small_order() -> set[bytes]:
    """All 32-byte strings that decode, reduced or not, to a point of the curve whose eightfold is the neutral
    element."""
    found = set()
    for y in {0, 1, P - 1, *order_eight_y()}:
        for written in (y, y + P):
            if written < 2**255:
                found |= {(written | sign << 255).to_bytes(32, "little") for sign in (0, 1)}
    return found


def order_eight_y() -> set[int]:
    """The y of the points of order 8: twice such a point has y = 0, so x^2 = -y^2, and the curve says d*y^4 + 2*y^2 =
    1."""
    root = square_root((1 + D) % P)
    squares = [(-1 + sign * root) * pow(D, -1, P) % P for sign in (1, -1)]
    roots = [square_root(square) for square in squares if pow(square, (P - 1) // 2, P) == 1]
    return {value for root in roots for value in (root, P - root)}


def square_root(square: int) -> int:
    root = pow(square, (P + 3) // 8, P)
    if root * root % P != square:
        root = root * pow(2, (P - 1) // 4, P) % P
    assert root * root % P == square
    return root


def test_the_block_list_is_every_encoding_of_small_order() -> None:
    assert encodings_of_small_order() == SMALL_ORDER_ED25519
    assert len(SMALL_ORDER_ED25519) == 14


def test_why_there_is_a_block_list() -> None:
    """Under the neutral element one signature fits whatever is said, and the library takes it."""
    neutral = (1).to_bytes(32, "little")
    Ed25519PublicKey.from_public_bytes(neutral).verify(neutral + bytes(32), b"hvad som helst")


@pytest.mark.parametrize("public", sorted(SMALL_ORDER_ED25519), ids=bytes.hex)
def test_small_order_keys_are_refused_both_ways(public: bytes) -> None:
    assert refusal(did_key_of, public) == "key"
    did = "did:key:z" + base58.encode(b"\xed\x01" + public)
    assert refusal(public_bytes_of, did) == "key"
    assert refusal(public_bytes_of, verification_method(did)) == "key"


@pytest.mark.parametrize("excess", range(2, 19))
@pytest.mark.parametrize("sign", [0, 1])
def test_a_second_name_for_a_key_is_refused(excess: int, sign: int) -> None:
    assert refusal(did_key_of, (P + excess | sign << 255).to_bytes(32, "little")) == "key"


LOW_ORDER_U = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "cdeb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
    "4c9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
    "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


@pytest.mark.parametrize("public", LOW_ORDER_U)
def test_low_order_sealing_keys_are_refused_both_ways(public: str) -> None:
    """The list that Bernstein's page on Curve25519 gives, "Which public keys should be refused"."""
    assert refusal(did_key_of_x25519, bytes.fromhex(public)) == "key"
    assert refusal(x25519_bytes_of, "did:key:z" + base58.encode(b"\xec\x01" + bytes.fromhex(public))) == "key"


GOOD = did_key_of(KEY)
MALFORMED = {
    "empty": "",
    "no-key": "did:key:",
    "no-base58": "did:key:" + GOOD[9:],
    "did-web": "did:web:example.dk",
    "capital": GOOD.replace("did", "DID"),
    "short": GOOD[:-1],
    "long": GOOD + "1",
    "leading-one": "did:key:z1" + GOOD[9:],
    "leading-one-same-length": "did:key:z1" + GOOD[10:],
    "zero": GOOD[:-1] + "0",
    "blank": GOOD[:-1] + " ",
    "newline": GOOD + "\n",
    "x25519": SealingKey.from_seed(KEY).did,
    "base64": "did:key:u7QHXWpgBgrEKt9VL_tPJZAc6DuFy89qmIyWvAhpo9wdRGg",
    "empty-fragment": GOOD + "#",
    "other-fragment": GOOD + "#z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH",
    "fragment-is-did": GOOD + "#" + GOOD,
    "two-fragments": verification_method(GOOD) + "#" + GOOD[8:],
    "fragment-and-more": verification_method(GOOD) + "1",
    "path": GOOD + "/a#" + GOOD[8:],
    "huge": "did:key:z" + "z" * 250_000,
    "huge-fragment": GOOD + "#" + "z" * 250_000,
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_keys_are_refused(name: str) -> None:
    assert refusal(public_bytes_of, MALFORMED[name]) == "key"


@pytest.mark.parametrize("text", [GOOD, GOOD + "#" + GOOD[8:], "", "did:key:z6LS"])
def test_what_is_no_sealing_key_is_refused(text: str) -> None:
    assert refusal(x25519_bytes_of, text) == "key"


@pytest.mark.parametrize("length", [0, 31, 33])
@pytest.mark.parametrize("call", [did_key_of, did_key_of_x25519])
def test_a_key_has_32_bytes(call: object, length: int) -> None:
    assert refusal(call, b"\x07" * length) == "key"


# Private keys


@pytest.mark.parametrize("kind", [SigningKey, SealingKey])
def test_a_seed_gives_the_same_key_again(kind: type[SigningKey] | type[SealingKey]) -> None:
    key = kind.generate()
    assert kind.from_seed(key.seed).did == key.did
    assert kind.generate().did != key.did


@pytest.mark.parametrize("kind", [SigningKey, SealingKey])
def test_printing_a_key_shows_no_secret(kind: type[SigningKey] | type[SealingKey]) -> None:
    key = kind.from_seed(bytes(range(32)))
    for shown in (repr(key), str(key), f"{key}"):
        assert shown == f"{kind.__name__}({key.did})"
    with pytest.raises(TypeError):
        vars(key)


@pytest.mark.parametrize("kind", [SigningKey, SealingKey])
def test_a_seed_has_32_bytes(kind: type[SigningKey] | type[SealingKey]) -> None:
    with pytest.raises(ValueError, match="32"):
        kind.from_seed(b"for kort")


def test_rfc_8032_first_test() -> None:
    key = SigningKey.from_seed(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.did == did_key_of(KEY)
    assert (
        key.sign(b"")
        .hex()
        .startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac")
    )
