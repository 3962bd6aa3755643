"""`orderdesk key reseal`: encrypt everything on the desk anew, under a new key and a new passphrase."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.asking import confirmed
from orderdesk.cli.desk_access import add_passphrase, folder_of, new_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from orderdesk.desk.desk import Desk


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key reseal`."""
    text = _("the new one is its first line; ORDERDESK_NEW_PASSPHRASE holds it otherwise")
    parser.add_argument("--new-passphrase-file", metavar="FILE", help=text)
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Begin, or go on with what was cut off. INCOMPLETE never leaves a desk that does not open."""
    with opened(args) as desk:
        from orderdesk.desk.membership import resealing, what_follows

        if resealing.unfinished(desk):
            out.talk(_("It was begun and goes on where it was; the passphrase is the new one already."))
        else:
            tell(out, [what_follows.before_resealing(), *what_follows.after_resealing()])
            if not confirmed(_("Encrypt everything anew?"), yes=args.yes):
                out.talk(_("Nothing was changed."))
                return ExitCode.FINDINGS
            begin(desk, new_passphrase(args.new_passphrase_file, "ORDERDESK_NEW_PASSPHRASE"), folder_of(args))
        go_on(desk, out)
    return ExitCode.GOOD


def begin(desk: "Desk", chosen: str, folder: "Path") -> None:
    """Give the desk its new key and passphrase; a keyring that holds the earlier one gets the new one."""
    from orderdesk.desk.membership import resealing
    from orderdesk.desk.passphrase import remember, remembered

    kept = remembered(folder) is not None
    resealing.begin(desk, chosen)
    if kept:
        remember(folder, chosen)


def go_on(desk: "Desk", out: Output) -> None:
    """The run itself, with its bar, and what came of it."""
    from orderdesk.desk.membership import resealing

    def progress(done: int, of: int) -> bool:
        out.progress(_("Encrypted anew: {done} of {all}").format(done=done, all=of))
        return True

    done = resealing.go_on(desk, progress)
    text = ngettext("{count} file is encrypted anew; nothing on this desk opens with the earlier key.",
                    "{count} files are encrypted anew; nothing on this desk opens with the earlier key.",
                    done.renewed)  # fmt: skip
    tell(out, [text.format(count=done.renewed)])
    if done.damaged:
        out.talk(ngettext("{count} file was damaged before and is left as it was; see `orderdesk doctor`.",
                          "{count} files were damaged before and are left as they were; see `orderdesk doctor`.",
                          done.damaged).format(count=done.damaged))  # fmt: skip
