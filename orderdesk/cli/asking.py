"""Questions on the terminal. Nobody is asked where there is none: scripts say everything with options."""

import sys

from orderdesk.cli.desk_access import on_terminal
from orderdesk.cli.main import UsageError
from orderdesk.locale import _


def ask(question: str, default: str = "") -> str:
    """What the person answers; `default` for an empty answer. Raises UsageError at the end of input."""
    print(f"{question}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)  # noqa: T201
    line = sys.stdin.readline()
    if not line:
        raise UsageError(_("No answer was given."))
    return line.strip() or default


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether the person says yes. `yes` is the option that answers beforehand; without it and without a terminal
    UsageError is raised."""
    if yes:
        return True
    if not on_terminal():
        raise UsageError(_("There is no terminal to ask on."), _("Say --yes when you have made sure."))
    answer = ask(question + " " + _("(yes/no)"))
    return answer.casefold() in ("yes", "y", "ja", "j")


def asked_for(value: str | None, option: str, question: str, default: str = "") -> str:
    """`value` if it was given, else what the person answers. Raises UsageError, naming the option, where nobody can be
    asked."""
    if value is not None:
        return value
    if not on_terminal():
        raise UsageError(_("{option} is missing.").format(option=option), _("Without a terminal nobody can be asked."))
    while not (answer := ask(question, default)):
        pass
    return answer
