"""Opening a desk for a command: which folder, and where the passphrase comes from."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from orderdesk.cli.main import UsageError
from orderdesk.errors import OrderdeskError, WrongPassphrase
from orderdesk.locale import _, use_language

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

_LONGEST = 4096  # characters of a passphrase; a file that holds more is some other file


def add_passphrase(parser: ArgumentParser) -> None:
    """The option that says where the passphrase is."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=_("the passphrase is the first line of this file; ORDERDESK_PASSPHRASE holds it otherwise"),
    )


def folder_of(args: Namespace) -> Path:
    """The desk's folder: as given, or the person's usual one."""
    if args.desk:
        return Path(args.desk)
    from orderdesk.desk.whereabouts import usual_folder

    return usual_folder()


@contextmanager
def opened(args: Namespace, *, reminding: bool = True) -> Iterator["Desk"]:
    """The desk that `args` name, open, its language in use; `reminding` of what a restore has left to do. Raises
    NotFound, WrongPassphrase, DeskUnavailable, or UsageError where nobody can be asked for the passphrase."""
    from orderdesk.desk.folder import DeskFolder, load_settings
    from orderdesk.desk.membership import after_loss
    from orderdesk.desk.opening import open_desk

    folder = folder_of(args)
    settings = load_settings(DeskFolder(folder))
    speak(settings.language)
    try:
        desk = open_desk(folder, passphrase_of(args, folder))
    except WrongPassphrase:
        if not _is_from_keyring(args, folder) or not on_terminal():
            raise
        desk = open_desk(folder, ask_secret(_("The keyring holds an earlier passphrase. Passphrase: "), ""))
    try:
        if reminding and (left := after_loss.told(desk.folder)):
            print(*left, file=sys.stderr, flush=True)  # noqa: T201
        yield desk
    finally:
        desk.close()


def _is_from_keyring(args: Namespace, folder: Path) -> bool:
    """Whether nobody gave the passphrase but the keyring, which may not have heard of a change."""
    from orderdesk.desk.passphrase import VARIABLE, remembered

    return not given_passphrase(args.passphrase_file, VARIABLE) and remembered(folder) is not None


def speak(language: str) -> None:
    """Use the desk's language, unless ORDERDESK_LANG says another."""
    if not os.environ.get("ORDERDESK_LANG"):
        use_language(language)


def passphrase_of(args: Namespace, folder: Path) -> str:
    """The desk's passphrase: from a file, the environment, the keyring, or asked for on a terminal."""
    from orderdesk.desk.passphrase import VARIABLE, remembered

    if given := given_passphrase(args.passphrase_file, VARIABLE):
        return given
    if kept := remembered(folder):
        return kept
    return ask_secret(_("Passphrase: "), _how_else())


def given_passphrase(path: str | None, variable: str) -> str:
    """The passphrase from the file, or from the environment variable; empty where neither says it."""
    if not path:
        return os.environ.get(variable, "")
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            line = file.read(_LONGEST).partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or _("it is not UTF-8 text")
        raise OrderdeskError(_("The passphrase file cannot be read: {reason}.").format(reason=reason)) from error
    if not line:
        raise UsageError(_("The passphrase file is empty."))
    return line


def new_passphrase(path: str | None, variable: str) -> str:
    """A passphrase for the first time: given, or asked for twice, and again where it will not do. Raises UsageError for
    a given one that is too short."""
    chosen = given_passphrase(path, variable)
    if chosen and (wrong := _too_short(chosen)):
        raise UsageError(*wrong)
    while not chosen:
        chosen = ask_secret(_("New passphrase: "), _how_else())
        if wrong := _too_short(chosen):
            chosen = ""
        elif ask_secret(_("Once more: "), "") != chosen:
            chosen, wrong = "", (_("The two passphrases differ."), _("Type it twice."))
        if wrong:
            print(*wrong, file=sys.stderr, flush=True)  # noqa: T201
    return chosen


def _too_short(passphrase: str) -> tuple[str, str] | None:
    from orderdesk.desk.passphrase import SHORTEST

    if len(passphrase) >= SHORTEST:
        return None
    return (_("The passphrase is shorter than {count} characters.").format(count=SHORTEST),
            _("Take some words that you remember."))  # fmt: skip


def ask_secret(prompt: str, otherwise: str) -> str:
    """Ask on the terminal without showing what is typed. Raises UsageError where there is no terminal."""
    if not on_terminal():
        raise UsageError(_("There is no terminal to ask for the passphrase on."), otherwise)
    from getpass import getpass

    try:
        return getpass(prompt, sys.stderr)
    except EOFError:
        raise UsageError(_("No passphrase was given."), otherwise) from None


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _how_else() -> str:
    return _("Set ORDERDESK_PASSPHRASE, or name a file with --passphrase-file.")
