"""A change to the own directory as whoever made it should hear of it: its number, and whether others can know it."""

from collections.abc import Callable
from dataclasses import dataclass

from orderdesk.desk.desk import Desk
from orderdesk.errors import ExchangeUnavailable, NotPossible
from orderdesk.locale import _


@dataclass(frozen=True, slots=True)
class Changed:
    """The directory's version after the change; `trouble` is a sentence where the exchange does not have it yet."""

    version: int
    trouble: str

    def told(self) -> str:
        """What was done, and from when on others know."""
        done = _("The directory is now version {number}.").format(number=self.version)
        if self.trouble:
            later = _("It goes out with the next `orderdesk sync`; until then nobody else knows of it.")
            return f"{done} {self.trouble} {later}"
        return f"{done} " + _("It lies on the exchange; each desk knows it from the next time it fetches its post.")


def make(desk: Desk, change: Callable[[], object]) -> Changed:
    """Make the change. That the exchange cannot be told now undoes nothing. Raises whatever else `change` does."""
    trouble = ""
    before = _version(desk)
    try:
        change()
    except ExchangeUnavailable as error:
        if _version(desk) == before:
            raise
        trouble = str(error)
    return Changed(_version(desk), trouble)


def only_an_administrator(desk: Desk) -> None:
    """Raises NotPossible at a desk that does not sign its organisation's directory."""
    if not desk.keys.has("administration"):
        raise NotPossible(
            _("This desk does not sign its organisation's directory."),
            _("The administrator of your organisation does that, at their own desk."),
        )


def _version(desk: Desk) -> int:
    directory = desk.trust.organisation(desk.settings.org)
    return directory.version if directory else 0
