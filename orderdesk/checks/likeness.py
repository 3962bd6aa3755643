"""Near-equal text: how much two texts have in common, without either being shown."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

# Below this many characters, texts are alike by chance: "Find a placement" is nobody's standard phrase.
LEAST_LENGTH: Final = 60
_KEPT: Final = str.maketrans(dict.fromkeys(".,;:!?()[]\"'“”’»«–-/\n\t\r", " "))
_NAME: Final = "¤"
_PRONOUN: Final = "§"
# A text that was copied and given the next citizen's name is given the next one's pronouns too.
_PRONOUNS: Final = frozenset({
    "hun", "han", "hende", "ham", "hendes", "hans", "she", "he", "her", "him", "hers", "his",
})  # fmt: skip


def normalised(text: str, names: Collection[str] = ()) -> str:
    """`text` in NFC and lower case, without punctuation and with single blanks; the words of `names` (lower case), with
    or without a genitive s, and the pronouns for one person stand as signs, so that no name makes two texts differ,
    nor that one has more parts than the other."""
    words = unicodedata.normalize("NFC", text).lower().translate(_KEPT).split()
    signs = dict.fromkeys(_PRONOUNS, _PRONOUN)
    for name in names:
        if len(name) > 1:  # an initial is a word of its own in both languages: "i", "a"
            signs |= {name: _NAME, f"{name}s": _NAME}
    written = [signs.get(word, word) for word in words]
    if names:
        written = [word for at, word in enumerate(written) if word != _NAME or at == 0 or written[at - 1] != _NAME]
    return " ".join(written)


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text to compare with. `key` is the desk's own name for it; `day` is all that may be shown of it. `names`
    are the words of the citizen's name in it, which do not count; `own`: it is about the same citizen. It is
    normalised once, when it is made."""

    key: str
    text: str = field(repr=False)
    day: date
    names: frozenset[str] = field(default=frozenset(), repr=False)
    own: bool = False
    normalised: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "normalised", normalised(self.text, self.names))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The earlier text that is most alike, and how much: whole percent."""

    earlier: EarlierText
    percent: int


def nearest(
    text: str, earlier: Sequence[EarlierText], least_percent: int, names: Collection[str] = ()
) -> Likeness | None:
    """The one of `earlier` that `text` is most like, if it is at least `least_percent` alike (indel similarity: twice
    the characters in common, in order, of all characters of both). None too for texts that are too short to tell.
    `names` are the words of the citizen's name in `text`."""
    query = normalised(text, names)
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
