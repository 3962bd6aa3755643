"""Questions on the terminal. Nobody is asked where there is none: scripts say everything with options."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence

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


def asked_until(value: str | None, question: str, read: Callable[[str], str], default: str = "") -> str:
    """`value` if it was given, else what the person answers, as `read` understands it; what that refuses
    (ArgumentTypeError) is asked for again. `default` for an empty answer, and where nobody can be asked."""
    if value is not None:
        return value
    if not on_terminal():
        return default
    while True:
        answer = ask(question, default)
        try:
            return read(answer) if answer else default
        except ArgumentTypeError as error:
            say(str(error))


def chosen(value: str | None, option: str, question: str, choices: Sequence[tuple[str, str]]) -> str:
    """`value` if it was given, else the one of `choices` (value, label) that the person picks by its number or its
    value. Raises UsageError, naming the option, where nobody can be asked."""
    if value is not None:
        return value
    if not on_terminal():
        raise UsageError(_("{option} is missing.").format(option=option), _("Without a terminal nobody can be asked."))
    for number, (_value, label) in enumerate(choices, 1):
        say(f"  {number}  {label}")
    while True:
        answer = ask(question).casefold()
        picked = [
            one for number, (one, label) in enumerate(choices, 1) if answer in (str(number), one, label.casefold())
        ]
        if picked:
            return picked[0]


def say(text: str) -> None:
    """A line beside the questions."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201
