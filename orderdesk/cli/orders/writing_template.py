"""Where the file to fill in goes: to a new file, or to stdout."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import folder_of, speak
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound, NotPossible, OrderdeskError
from orderdesk.locale import _


def add_template(parser: ArgumentParser) -> None:
    """The option of `order new`."""
    from orderdesk.desk.ordering.words_of_orders import ORDER_WORDS

    says = _("write a file to fill in, with the programme's questions, to FILE or stdout")
    codes = tuple(ORDER_WORDS["programme"])
    parser.add_argument("--template", metavar="KIND", choices=codes, help=f"{says} ({', '.join(codes)})")


def write_template(args: Namespace, out: Output) -> ExitCode:
    """Write the file; no desk is needed, but its local policy is asked too where there is one. Raises UsageError,
    NotPossible for a file that is there already, OrderdeskError where it cannot be written."""
    related = (args.replaces, args.restarts, args.beside, args.follows, args.because)
    if args.base or args.send or any(related):
        raise UsageError(_("--template writes a file to fill in, and goes with FILE alone."))
    from orderdesk.cli.orders.template import template
    from orderdesk.desk import local_policy
    from orderdesk.desk.ordering import orders
    from orderdesk.locale import language_in_use

    local = _local(args)
    asked, broken = local_policy.asked(local, args.template, language_in_use())
    if broken:
        out.talk(broken.message)
    text = template(orders.blank_body(args.template), asked)
    if args.file in (None, "-"):
        out.result(text)
        return ExitCode.GOOD
    try:
        with Path(args.file).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NotPossible(_("A file of that name is there already."), _("Choose another name.")) from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        raise OrderdeskError(_("The file cannot be written: {reason}.").format(reason=reason)) from error
    out.talk(_("Fill it in, then `orderdesk order new {file}` makes a draft of it.").format(file=args.file))
    return ExitCode.GOOD


def _local(args: Namespace) -> str:
    """The folder of the desk's local policy; "" where there is no desk."""
    from orderdesk.desk.folder import DeskFolder, load_settings

    try:
        settings = load_settings(DeskFolder(folder_of(args)))
    except NotFound:
        return ""
    speak(settings.language)
    return settings.local
