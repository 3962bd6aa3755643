"""`orderdesk` without a command: opens the desk on the terminal."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import folder_of
from orderdesk.cli.exit_codes import ExitCode, of_screens
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """No options of its own: `--desk` and ORDERDESK_DESK choose the desk."""


def run(args: Namespace, out: Output) -> ExitCode:  # noqa: ARG001 (every command has it)
    """Open the desk. Raises NotFound where there is none, NotPossible without a terminal."""
    from orderdesk.desk.appearance import is_desk

    root = folder_of(args)
    if not is_desk(root):
        raise NotFound(
            _("There is no desk in {folder}.").format(folder=root),
            _("Make one with `orderdesk init`, name another with --desk, or look around with `orderdesk demo`."),
        )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NotPossible(_("The screens need a terminal."), _("`orderdesk --help` lists what can be done without."))
    return _shown(root)


def _shown(root: Path) -> ExitCode:
    from orderdesk.tui.app import DeskApp
    from orderdesk.tui.desk_choice import DeskChoice

    app = DeskApp([DeskChoice("", root)], crash_folder=root / "crashes")
    app.run()
    return of_screens(app.return_code)
