"""A desk that the app may open."""

from dataclasses import dataclass, field
from pathlib import Path

from orderdesk.desk.clock import Clock, system_clock


@dataclass(frozen=True)
class DeskChoice:
    """`label` names the desk where there are several. `passphrase` is None where it must be found or asked for."""

    label: str
    root: Path
    passphrase: str | None = field(default=None, repr=False)
    clock: Clock = system_clock
