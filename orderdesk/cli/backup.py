"""`orderdesk backup`: a whole desk in one file. What lies in it is encrypted as it is in the desk."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import folder_of
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `backup`."""
    parser.add_argument("file", metavar="FILE", help=_("where to save it, best on another disk"))
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Write the backup, whole or not at all. The passphrase is not needed."""
    from orderdesk.desk.folder import DeskFolder, load_settings
    from orderdesk.desk.storage.backup import write_backup

    target = Path(args.file)
    folder = folder_of(args)
    load_settings(DeskFolder(folder))  # says so where there is no desk
    if target.exists() and not args.force:
        raise UsageError(_("There is a file of that name already."), _("Choose another name, or say --force."))
    count = write_backup(folder, target)
    out.line(str(target))
    out.talk(ngettext("{count} file of the desk saved.", "{count} files of the desk saved.", count).format(count=count))
    return ExitCode.GOOD
