"""How a command ends: the one list of exit codes."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a script learns from a command's end."""

    GOOD = 0
    """All good."""
    FINDINGS = 1
    """The command did its work and found something to object to, or what was asked for is not possible."""
    USAGE = 2
    """The command was called in a way it does not know, or nothing matched."""
    INCOMPLETE = 3
    """Something could not be read or written, or there was no key to trust."""
    FAULT = 70
    """Our fault. A file without personal data says where (sysexits.h: EX_SOFTWARE)."""
    INTERRUPTED = 130
    """Stopped by the person at the keyboard (128 + SIGINT)."""


_SIGNALLED = 128
"""Exit codes from here on name the signal that ended the screens (a broken ssh line, say)."""


def of_screens(code: int | None) -> ExitCode:
    """How a command ends whose screens ended with `code`; None is a screen that was left as usual."""
    return ExitCode.INTERRUPTED if (code or 0) > _SIGNALLED else ExitCode(code or 0)
