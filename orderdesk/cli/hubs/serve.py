"""`orderdesk hub serve`: run a hub until it is told to end."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, address_of, check_extra
from orderdesk.cli.moves.typed import number
from orderdesk.cli.output import Output
from orderdesk.locale import _

WITHOUT_DESK: Final = True
_PORT: Final = 8420


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub serve`."""
    add_database(parser)
    parser.add_argument("--host", default="127.0.0.1", help=_("listen here; usually 127.0.0.1, behind a proxy"))
    parser.add_argument("--port", type=number, default=_PORT, help=_("usually 8420; 0 takes a free one"))
    parser.add_argument("--url", default="", help=_("the address by which desks reach the hub; needed behind a proxy"))
    parser.add_argument("--tls-cert", metavar="FILE", help=_("the certificate, with those that vouch for it (PEM)"))
    parser.add_argument("--tls-key", metavar="FILE", help=_("the certificate's key (PEM)"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Serve. The address stands on stdout once connections are accepted; stderr has a line of JSON a request."""
    check_extra()
    from orderdesk.hub.serving import Options, serve

    def ready(url: str) -> None:
        out.line(_("The hub listens at {url}.").format(url=url))
        out.flush()

    serve(
        Options(
            address_of(args), args.host, args.port, args.url,
            Path(args.tls_cert) if args.tls_cert else None, Path(args.tls_key) if args.tls_key else None,
        ),
        ready,
    )  # fmt: skip
    return ExitCode.GOOD
