"""The frame: finds the command, loads its module and no other, runs it, and turns whatever happens into a sentence and
an exit code."""

import argparse
import os
import sys
import textwrap
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from orderdesk import __version__
from orderdesk.cli import argument_words
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.table import COMMANDS, OPEN, Command, in_a_line, in_full
from orderdesk.errors import NotFound, NotPossible, OrderdeskError
from orderdesk.locale import _, language_of, use_language

_WIDTH = 80
_CHOICE = 3
"""Commands that somebody may have meant; more would be no answer."""


class UsageError(OrderdeskError):
    """The command was called in a way it does not know."""


class Parser(argparse.ArgumentParser):
    """argparse without guessed abbreviations, which a new option could make ambiguous in somebody's script."""

    def __init__(self, prog: str, description: str = "") -> None:
        super().__init__(
            prog=prog,
            description="\n".join(textwrap.wrap(description, _WIDTH)),
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def name_values(self) -> None:
        """Put the words for values, which the help and complaints show, into the language in use."""
        for action in self._actions:
            if action.nargs != 0 and not action.choices:
                shown = action.metavar or action.dest.upper()
                action.metavar = _(shown) if isinstance(shown, str) else shown

    def error(self, message: str) -> NoReturn:
        """Say what is wrong as every other error is said."""
        sentence = message.rstrip(".") + "."  # argparse writes none; the advice follows on the same line
        raise UsageError(sentence, _("See `{command} --help`.").format(command=self.prog))


def run(argv: Sequence[str]) -> int:
    """Run the command line and give its exit code. Nothing leaves this function but KeyboardInterrupt's sentence."""
    language = language_of(dict(os.environ))
    use_language(language)
    argument_words.speak(language)
    out = Output.of_process()
    try:
        try:
            code = _run(list(argv), out)
        finally:
            out.flush()
    except BrokenPipeError:
        # The reader, `head` for one, has seen enough. What it did not read was not told.
        out.abandon()
        return ExitCode.INCOMPLETE
    except KeyboardInterrupt:
        out.error(_("Stopped."))
        return ExitCode.INTERRUPTED
    except OSError as error:
        out.error(_("The system refused: {reason}.").format(reason=error.strerror or type(error).__name__))
        return ExitCode.INCOMPLETE
    return code


def _run(argv: list[str], out: Output) -> ExitCode:
    try:
        return _dispatch(argv, out)
    except SystemExit as leaving:  # argparse after --help and --version
        return ExitCode.GOOD if not leaving.code else ExitCode.USAGE
    except UsageError as error:
        out.error(error.message, error.advice)
        return ExitCode.USAGE
    except (NotPossible, NotFound) as error:
        out.error(error.message, error.advice)
        return ExitCode.FINDINGS
    except OrderdeskError as error:
        out.error(error.message, error.advice)
        return ExitCode.INCOMPLETE
    except OSError:
        raise
    except Exception as error:  # the last resort: no traceback, which could show what was being worked on
        return _fault(error, out)


def _dispatch(argv: list[str], out: Output) -> ExitCode:
    parser = main_parser()
    known, rest = parser.parse_known_args(argv[: _place_of_command(argv)])
    if rest:
        parser.error(_("unknown option: {option}").format(option=rest[0]))
    words = argv[_place_of_command(argv) :]
    command, module, prog, words = find(words, out)
    command_parser = parser_of(command, module, prog)
    args = command_parser.parse_args(words)
    args.desk = getattr(args, "desk", None) or known.desk or os.environ.get("ORDERDESK_DESK") or None
    code: ExitCode = module.run(args, out)
    return code


def find(words: list[str], out: Output | None = None) -> tuple[Command, Any, str, list[str]]:
    """The command that `words` begin with, what runs it (see `table.Command`), its full name, and the words that are
    left for it.

    A family without a command prints its commands and leaves (SystemExit).
    """
    if not words:
        return OPEN, load(OPEN), "orderdesk", words
    table, prog = COMMANDS, "orderdesk"
    default: Command | None = None
    while True:
        name, *rest = words
        command = next((row for row in table if row.name == name), None)
        if command is None and default is not None:
            return default, load(default), f"{prog} {default.name}", words
        if command is None:
            raise _unknown(name, table, prog)
        words = rest
        prog = f"{prog} {name}"
        module = load(command)
        table, default = getattr(module, "COMMANDS", ()), getattr(module, "DEFAULT", None)
        if not table:
            return command, module, prog, words
        if not words or words[0] in ("-h", "--help"):
            family = Parser(prog, _(command.summary))
            family.epilog = _listing(table)
            (out.result if out else sys.stdout.write)(family.format_help())
            raise SystemExit(0 if words else ExitCode.USAGE)


def load(command: Command) -> Any:
    """What runs a command: its module, or what the module makes of the action. Raises UsageError where this
    installation does not have it."""
    try:
        module = import_module(command.module)
        return module.of(command.action) if command.action else module
    except ModuleNotFoundError as error:
        if error.name != command.module:
            raise
        raise UsageError(_("This installation does not have that command.")) from error


def main_parser() -> Parser:
    """What stands before a command, and the help that lists them all."""
    parser = Parser("orderdesk", _("Orders to employment providers, and the reports that answer them."))
    _add_desk(parser, default=None)
    parser.add_argument("--version", action="version", version=f"orderdesk {__version__}",
                        help=_("show program's version number and exit"))  # fmt: skip
    parser.usage = _("orderdesk [--desk DIR] [COMMAND ...]")
    parser.epilog = _listing(COMMANDS) + "\n\n" + _("Without a command the desk opens.")
    parser.name_values()
    return parser


def parser_of(command: Command, module: Any, prog: str) -> Parser:
    """The parser of one command."""
    parser = Parser(prog, in_full(command))
    if not getattr(module, "WITHOUT_DESK", False):
        _add_desk(parser, default=argparse.SUPPRESS)
    module.add_arguments(parser)
    parser.name_values()
    return parser


def _add_desk(parser: Parser, default: str | None) -> None:
    text = _("the desk's folder; ORDERDESK_DESK says it for all commands")
    parser.add_argument("--desk", metavar="DIR", default=default, help=text)


def _place_of_command(argv: list[str]) -> int:
    """Where the options before the command end."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] == "--desk" else 1
    return min(place, len(argv))


def _listing(table: Sequence[Command]) -> str:
    width = max(len(row.name) for row in table)
    lines = [_("commands:")]
    for row in table:
        head = f"  {row.name:<{width}}  "
        lines += textwrap.wrap(in_a_line(row), _WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
    return "\n".join(lines)


def _unknown(name: str, table: Sequence[Command], prog: str) -> UsageError:
    from difflib import get_close_matches

    meant = _in_families(name, table, prog)
    meant = meant or [f"{prog} {near}" for near in get_close_matches(name, [row.name for row in table], n=1)]
    advice = _("Did you mean `{command}`?").format(command="`, `".join(meant)) if meant else ""
    return UsageError(
        _("There is no command {name}.").format(name=ascii(name)),
        advice or _("See `{command} --help`.").format(command=prog),
    )


def _in_families(name: str, table: Sequence[Command], prog: str) -> list[str]:
    """The commands by that name one step further in; none where there are too many to choose among."""
    found = []
    for row in table:
        with suppress(UsageError):
            inner = getattr(load(row), "COMMANDS", ())
            found += [f"{prog} {row.name} {one.name}" for one in inner if one.name == name]
    return found if len(found) <= _CHOICE else []


def _fault(error: Exception, out: Output) -> ExitCode:
    from orderdesk.cli.crash import write_crash_report

    path = write_crash_report(error)
    where = _("Where it happened is written, without personal data, in {path}.").format(path=path) if path else ""
    out.error(_("Something went wrong that is our fault ({kind}).").format(kind=type(error).__name__), where)
    return ExitCode.FAULT
