"""Near-equal text: how much two texts have in common, without either being shown."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

# Below this many characters, texts are alike by chance: "Find a placement" is nobody's standard phrase.
LEAST_LENGTH: Final = 60
_KEPT: Final = str.maketrans(dict.fromkeys(".,;:!?()[]\"'“”’»«–-/\n\t\r", " "))


def normalised(text: str) -> str:
    """`text` in NFC and lower case, without punctuation and with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).lower().translate(_KEPT).split())


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text to compare with. `key` is the desk's own name for it, `label` is all that may be shown of it ("the order
    of 3 March 2026"): never a citizen's name. It is normalised once, when it is made."""

    key: str
    text: str = field(repr=False)
    label: str | date
    normalised: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "normalised", normalised(self.text))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The earlier text that is most alike, and how much: whole percent."""

    earlier: EarlierText
    percent: int


def nearest(text: str, earlier: Sequence[EarlierText], least_percent: int) -> Likeness | None:
    """The one of `earlier` that `text` is most like, if it is at least `least_percent` alike (indel similarity: twice
    the characters in common, in order, of all characters of both). None too for texts that are too short to tell."""
    query = normalised(text)
    if len(query) < LEAST_LENGTH or not earlier:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        query, [other.normalised for other in earlier], scorer=fuzz.ratio, processor=None, score_cutoff=least_percent
    )
    return Likeness(earlier[found[2]], int(found[1])) if found else None


def alike(text: str, other: str) -> int:
    """How much two texts are alike, in whole percent; 0 where either is too short to tell."""
    first, second = normalised(text), normalised(other)
    if min(len(first), len(second)) < LEAST_LENGTH:
        return 0
    if first == second:
        return 100
    from rapidfuzz import fuzz

    return int(fuzz.ratio(first, second))
