"""Places in a draft: where they stand in the form, and what people call them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from orderdesk.locale import N_

_STEP: Final = re.compile(r"\.([^.\[\]]+)|\[([0-9]+)\]")

Key = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Form:
    """The fields of one kind of document, in the order of its form: place pattern ("goals[].due") and English name."""

    labels: Mapping[str, str]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {pattern: place for place, pattern in enumerate(self.labels)}

    def label(self, path: str) -> str:
        """What people call the field at `path`; its own name where the form has none."""
        name = pattern_of(path)
        if not name:
            return N_("the document")
        return self.labels.get(name) or name.rpartition(".")[2].removesuffix("[]").replace("_", " ")

    def entry(self, path: str) -> tuple[str, int] | None:
        """The list entry that `path` lies in, innermost: what people call it, and its number from 1."""
        for found in reversed(list(_STEP.finditer(path))):
            if found[2] is not None:
                return self.label(path[: found.end()]), int(found[2]) + 1
        return None

    def key(self, path: str) -> Key:
        """What sorts places as the form shows them; a part sorts before its members."""
        key: list[tuple[int, str]] = []
        for found in _STEP.finditer(path):
            if found[2] is not None:
                key.append((int(found[2]), ""))
            else:
                pattern = pattern_of(path[: found.end()])
                key.append((self._positions.get(pattern, len(self.labels)), found[1]))
        return tuple(key)


def pattern_of(path: str) -> str:
    """$.goals[3].due as goals[].due; the whole, $, as ""."""
    return re.sub(r"\[[0-9]+\]", "[]", path).removeprefix("$").removeprefix(".")


def around(path: str) -> list[str]:
    """`path` and all the places that it lies in, the whole left out."""
    return [path[: found.end()] for found in _STEP.finditer(path)]
