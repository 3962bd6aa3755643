"""`orderdesk completion`: what makes a shell complete the commands and their options."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from orderdesk.cli import table
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError, load, main_parser, parser_of
from orderdesk.cli.output import Output
from orderdesk.locale import _

WITHOUT_DESK = True
_PATHS = frozenset({"FILE", "DIR", "PATH", "FOLDER", "FILE|DRAFT"})
_SHELLS = ("bash", "zsh", "tcsh")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `completion`."""
    parser.add_argument("shell", choices=_SHELLS, help=_("the shell"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Print the script; `orderdesk completion bash > FILE`, and source FILE in the shell's start file."""
    import shtab

    parser = main_parser()
    _add_all(parser, "orderdesk", table.COMMANDS)
    out.result(shtab.complete(parser, shell=args.shell).rstrip("\n") + "\n")
    return ExitCode.GOOD


def _add_all(parser: Any, prog: str, commands: Sequence[table.Command]) -> None:
    """Every command with its options below `parser`. A command that this installation lacks is left out."""
    branch = parser.add_subparsers(parser_class=ArgumentParser)
    for command in commands:
        try:
            module = load(command)
        except UsageError:
            continue
        summary = table.in_a_line(command)
        if family := getattr(module, "COMMANDS", ()):
            _add_all(branch.add_parser(command.name, help=summary), f"{prog} {command.name}", family)
            continue
        options = parser_of(command, module, f"{prog} {command.name}")
        for action in options._actions:
            _complete_paths(action)
        branch.add_parser(command.name, help=summary, parents=[options], add_help=False)


def _complete_paths(action: argparse.Action) -> None:
    if action.metavar in {_(path) for path in _PATHS}:  # the parser's words are in the language in use
        import shtab

        action.complete = shtab.FILE  # type: ignore[attr-defined]
