"""`orderdesk key rotate`: new keys for signing, sealing and the exchange; the earlier ones still open old documents."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key rotate`."""
    parser.add_argument("--output", metavar="FILE", help=_("where the request for the administrator goes"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Rotate. On an administrator's desk the directory follows; elsewhere a request is written."""
    with opened(args) as desk:
        from orderdesk.desk import organisation

        asked = organisation.rotate(desk)
        if asked is None:
            out.line(desk.keys.current("signing").did)
            out.talk(_("The new keys are in force, and the directory names them."))
            return ExitCode.GOOD
    from orderdesk.cli.requesting import write_request

    write_request(asked, args.output, out)
    out.talk(_("Until the directory names the new keys, nothing that this desk sends is believed."))
    return ExitCode.GOOD
