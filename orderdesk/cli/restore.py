"""`orderdesk restore`: a desk from its backup, all or nothing."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.desk_access import folder_of
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `restore`."""
    parser.add_argument("file", metavar="FILE", help=_("the backup"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Unpack the backup into the desk's folder, which must be empty or not there."""
    from orderdesk.desk.storage.backup import restore_backup

    folder = folder_of(args)
    count = restore_backup(Path(args.file), folder)
    out.line(str(folder))
    out.talk(ngettext("{count} file restored.", "{count} files restored.", count).format(count=count))
    out.talk(_("It opens with the passphrase that the desk had. Use one of the two, not both."))
    return ExitCode.GOOD
