"""`orderdesk key passphrase`: lock the desk under another passphrase."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, folder_of, new_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key passphrase`."""
    text = _("the new one is its first line; ORDERDESK_NEW_PASSPHRASE holds it otherwise")
    parser.add_argument("--new-passphrase-file", metavar="FILE", help=text)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Change it. Nothing on disk is encrypted anew; a keyring that holds the old one gets the new one."""
    with opened(args) as desk:
        from orderdesk.desk.opening import change_passphrase
        from orderdesk.desk.passphrase import remember, remembered

        chosen = new_passphrase(args.new_passphrase_file, "ORDERDESK_NEW_PASSPHRASE")
        kept = remembered(folder_of(args)) is not None
        change_passphrase(desk, chosen)
        if kept:
            remember(folder_of(args), chosen)
    out.talk(_("The passphrase is changed. A backup made earlier still opens with the old one."))
    return ExitCode.GOOD
