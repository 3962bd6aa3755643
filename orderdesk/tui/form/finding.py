"""What the checks say, as the screens see it: any object with these four will do."""

from typing import Any, Protocol


class Finding(Protocol):
    """What a check says about a place in the body."""

    @property
    def code(self) -> str:
        """The check's id."""

    @property
    def severity(self) -> str:
        """ "block" or "advise"."""

    @property
    def path(self) -> Any:
        """Where: a tuple, or "goals[0].due" with or without "$.body."."""

    @property
    def message(self) -> str:
        """A sentence that says what to do, translated."""
