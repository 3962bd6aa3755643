"""base58btc, the alphabet that Bitcoin made known and multibase calls "z" (draft-msporny-base58).

Every byte string has exactly one form, so a decoded text needs no comparison with its encoding. The work grows with
the square of the length (9 s for 256 KiB), hence the cap that `decode` asks for.
"""

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NO_VALUE = 255
_VALUES = bytes(_ALPHABET.find(chr(byte)) % 256 for byte in range(256))
"""The value of each character; find's -1 becomes `_NO_VALUE`."""
_LONGEST = 128
"""Characters that `decode` reads at most; a power of two."""
_JOININGS = tuple(
    (8 * width, int.from_bytes((bytes(width) + b"\xff" * width) * (_LONGEST // width // 2)), 58**width)
    for width in (1, 2, 4, 8, 16, 32, 64)
)
"""Of a number that is a row of digits, each `width` bytes wide: how many bits the left one of two neighbours lies from
the right one, a mask that keeps all right ones, and how many times more than the right one the left one counts."""


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
    """The bytes that `text` stands for, where `text` has at most `max_length` characters, and never more than 128.

    Raises ValueError for a longer text, before any work, and for a character outside the alphabet.
    """
    if len(text) > min(max_length, _LONGEST):
        raise ValueError("base58 text is too long")
    values = text.encode("latin-1", "replace").translate(_VALUES)
    if _NO_VALUE in values:
        raise ValueError("not a base58 character")
    # All neighbours are joined at once, so that digits to the base 58 become digits to the base 58**2, and after seven
    # rounds one: 1.5 us for a signature, where one digit a step takes 4.9.
    number = int.from_bytes(values)
    for shift, right, factor in _JOININGS:
        number = (number >> shift & right) * factor + (number & right)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)
