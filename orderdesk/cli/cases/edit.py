"""`orderdesk case edit`: a whole case file in the person's own editor, as JSON. What was typed is never lost."""

import os
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from orderdesk.cli.asking import ask
from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.desk_access import on_terminal
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused, NotPossible, OrderdeskError
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.casework.case_files import Kept
    from orderdesk.desk.desk import Desk

_PREFIX = "case-edited-"  # says nothing of whose case it is


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case edit`."""
    add_case(parser)
    parser.add_argument(
        "--file", metavar="FILE", help=_("begin with the text in this file, as an earlier edit left it")
    )
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Open $VISUAL or $EDITOR on the case and keep what comes back."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.cases.reading import case_bytes
        from orderdesk.cli.cases.telling import tell_flaws
        from orderdesk.desk.casework import case_files

        kept = case_files.kept(desk, case)
        text = _text_in(args.file) if args.file else case_bytes(kept.file).decode()
        revision = _edited(desk, kept, text, out)
        if revision == kept.revision:
            out.talk(_("Nothing differs from what stands there."))
        else:
            out.line(case)
            out.talk(_("This is revision {revision}.").format(revision=revision))
        tell_flaws(out, case_files.case_file(desk, case), desk.today())
    return ExitCode.GOOD


def _text_in(path: str) -> str:
    from orderdesk.cli.cases.bring_in import content_of

    try:
        return content_of(path)[0].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused("utf8", _("The file is not UTF-8 text."), _("Save it as UTF-8.")) from error


def _edited(desk: "Desk", kept: "Kept", text: str, out: Output) -> int:
    """The new revision. Where the text cannot be taken, the person is asked again on a terminal; at last it is kept in
    a file. Raises NotPossible then, saying where."""
    from orderdesk.desk.editor import edit_file, editor_command

    command = editor_command()
    while True:
        text = edit_file(command, text)
        try:
            return _put(desk, kept, text, out)
        except OrderdeskError as error:
            out.error(error.message, error.advice)
            if isinstance(error, InputRefused) and _tries_again():
                continue
            where = _kept_in_a_file(text)
            raise NotPossible(
                _("The case is as it was before. What you typed is kept in {path}.").format(path=where),
                _("`--file` with that name begins there. It is not encrypted: delete it when you are done with it."),
            ) from None


def _put(desk: "Desk", kept: "Kept", text: str, out: Output) -> int:
    from orderdesk.cases.problems import BrokenCase
    from orderdesk.cases.reading import read_case
    from orderdesk.desk.casework import case_files

    try:
        file = read_case(text.encode(), "")
    except BrokenCase as broken:
        for one in broken.problems[1:]:
            out.error(one.sentence)
        raise
    if file.case != kept.file.case:
        raise InputRefused("case", _("The short name of a case stays as it is."))
    return case_files.put(desk, file, seen=kept.revision)


def _tries_again() -> bool:
    """Whether the person, if there is one to ask, wants the editor again."""
    return on_terminal() and ask(_("Open the editor again? (yes/no)"), _("yes"))[:1].casefold() in ("y", "j")


def _kept_in_a_file(text: str) -> str:
    """A file that the person alone can read: in the present folder, else in that for temporary files."""
    for folder in (Path.cwd(), Path(tempfile.gettempdir())):
        try:
            number, path = tempfile.mkstemp(prefix=_PREFIX, suffix=".json", dir=folder)  # 0600
        except OSError:
            continue
        with os.fdopen(number, "wb") as file:
            file.write(text.encode())
        return path
    raise NotPossible(_("What you typed could be kept nowhere."), _("Look whether the disk is full."))
