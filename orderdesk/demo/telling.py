"""Telling a play step by step: what happens, what was looked at to be sure of it, and which files were written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _
from orderdesk.trust.directories import Trust
from orderdesk.trust.result import CheckName
from orderdesk.trust.verification import verify


class StepFailed(OrderdeskError):
    """A step of the play did not lead to what it should."""


@dataclass
class Telling:
    """Numbers the steps and holds each to what it claims. `say` gets one line at a time."""

    say: Callable[[str], None]
    steps: int = 0
    looks: int = 0

    def step(self, text: str) -> None:
        """Begin a step."""
        self.steps += 1
        self.say(f"{self.steps:2}. {text}")

    def see(self, holds: bool, claim: str) -> None:
        """Say `claim` where it holds. Raises StepFailed where it does not."""
        if not holds:
            raise StepFailed(
                _("Step {number} failed; it should have been so: {claim}").format(number=self.steps, claim=claim),
                _("The demo is not what it says. Please report it, with what it printed."),
            )
        self.looks += 1
        self.say(_("      seen:  {claim}").format(claim=claim))

    def wrote(self, path: Path) -> None:
        """Name a file that was written."""
        self.say(_("      wrote: {path}").format(path=path))


def believed(data: bytes, directory: bytes, now: datetime) -> bool:
    """Whether a document passes every check that a file can be put to, its sender's too, by that directory alone."""
    verification = verify(data, Trust.from_files([directory], now), now=now)
    return bool(verification) and CheckName.REVOCATION in verification.established
