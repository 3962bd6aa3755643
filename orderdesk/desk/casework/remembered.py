"""What was reckoned for cases and holds until something it rests on changes: each under a key that says all of that."""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

T = TypeVar("T")

_ANSWERS_KEPT: Final = 8
"""A case's answers are some 60 KB; a person looks at a case at a time, at two days of it perhaps."""


class Remembered:
    """In memory alone. `standings` are small and kept for every case, whole answers for the last few."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}
        self._standings: dict[str, tuple[Hashable, Any]] = {}

    def answers(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for `key`, made anew where it is not among the last few."""
        found: T | None = self._answers.pop(key, None)
        if found is None:
            found = make()
        self._answers[key] = found
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.pop(next(iter(self._answers)), None)
        return found

    def standing(self, case: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave for a case under `key`; only the latest of each case is kept."""
        held = self._standings.get(case)
        if held is not None and held[0] == key:
            found: T = held[1]
            return found
        found = make()
        self._standings[case] = (key, found)
        return found
