"""base58btc, the alphabet that Bitcoin made known and multibase calls "z" (draft-msporny-base58).

Every byte string has exactly one form, so a decoded text needs no comparison with its encoding. The work grows with
the square of the length (9 s for 256 KiB), hence the cap that `decode` asks for.
"""

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def encode(data: bytes) -> str:
    """`data` in base58btc, without the multibase prefix. Meant for keys and signatures, tens of bytes."""
    number = int.from_bytes(data)
    characters = []
    while number:
        number, value = divmod(number, 58)
        characters.append(_ALPHABET[value])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(characters))


def decode(text: str, max_length: int) -> bytes:
    """The bytes that `text` stands for, where `text` has at most `max_length` characters.

    Raises ValueError for a longer text, before any work, and for a character outside the alphabet.
    """
    if len(text) > max_length:
        raise ValueError("base58 text is too long")
    number = 0
    try:
        for character in text:
            number = number * 58 + _VALUES[character]
    except KeyError:
        raise ValueError("not a base58 character") from None
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
