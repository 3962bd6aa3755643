"""`orderdesk restore`: a desk from its backup, all or nothing; after a loss with new keys, in one go."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.asking import confirmed
from orderdesk.cli.desk_access import add_passphrase, folder_of, new_passphrase, on_terminal, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys import renewing, reseal
from orderdesk.cli.keys.guiding import add_since, tell
from orderdesk.cli.output import Output
from orderdesk.errors import OrderdeskError
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `restore`."""
    parser.add_argument("file", metavar="FILE", help=_("the backup"))
    parser.add_argument(
        "--after-loss", action="store_true",
        help=_("the computer is lost: new keys, everything encrypted anew under a new passphrase"),
    )  # fmt: skip
    add_since(parser)
    parser.add_argument("--output", metavar="FILE", help=_("where the request for the administrator goes"))
    text = _("the new one is its first line; ORDERDESK_NEW_PASSPHRASE holds it otherwise")
    parser.add_argument("--new-passphrase-file", metavar="FILE", help=text)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Unpack the backup into the desk's folder, which must be empty or not there."""
    from orderdesk.cli.requesting import check_target
    from orderdesk.desk.folder import DeskFolder
    from orderdesk.desk.membership import after_loss
    from orderdesk.desk.storage.backup import restore_backup

    folder = folder_of(args)
    lost = args.after_loss or (on_terminal() and confirmed(
        _("Is this because a computer was lost, or may somebody else have the keys?"), yes=False))  # fmt: skip
    check_target(args.output)
    count = restore_backup(Path(args.file), folder, after_loss.to_do(args.since or "") if lost else {})
    out.line(str(folder))
    out.talk(ngettext("{count} file restored.", "{count} files restored.", count).format(count=count))
    if not lost:
        out.talk(_("It opens with the passphrase that the desk had. Use one of the two, not both."))
        return ExitCode.GOOD
    try:
        return _renew(args, folder, out)
    except OrderdeskError:
        tell(out, filter(None, [" ".join(after_loss.told(DeskFolder(folder)) or ())]))
        raise


def _renew(args: Namespace, folder: Path, out: Output) -> ExitCode:
    """Another lock, another key for all that lies here, then new keys for the person."""
    args.reason = "lost"
    with opened(args, reminding=False) as desk:
        out.talk(_("First a new passphrase: the earlier one may be known with the computer."))
        reseal.begin(desk, new_passphrase(args.new_passphrase_file, "ORDERDESK_NEW_PASSPHRASE"), folder)
        reseal.go_on(desk, out)
        renewing.fetch_first(desk)
        code = renewing.renew(desk, args, out, resealed=True)
        from orderdesk.desk.membership import what_follows

        tell(out, what_follows.after_resealing()[:1])
    return code
