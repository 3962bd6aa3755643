"""`orderdesk hub serve`: run a hub until it is told to end."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, address_of, check_extra
from orderdesk.cli.moves.typed import number
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.hub.serving import Options

WITHOUT_DESK: Final = True
_PORT: Final = 8420


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub serve`."""
    add_database(parser)
    parser.add_argument("--settings", metavar="FILE", help=_("how to run it, and its limits (TOML)"))
    parser.add_argument(
        "--limit", metavar="NAME=VALUE", action="append", default=[], dest="limits",
        help=_('a limit, as organisation_bytes="4 GiB" or keep_waiting="200 days"; may be given several times'),
    )  # fmt: skip
    parser.add_argument("--host", help=_("listen here; usually 127.0.0.1, behind a proxy"))
    parser.add_argument("--port", type=number, help=_("usually 8420; 0 takes a free one"))
    parser.add_argument("--url", help=_("the address by which desks reach the hub; needed behind a proxy"))
    parser.add_argument("--tls-cert", metavar="FILE", help=_("the certificate, with those that vouch for it (PEM)"))
    parser.add_argument("--tls-key", metavar="FILE", help=_("the certificate's key (PEM)"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Serve. The address stands on stdout once connections are accepted; stderr has a line of JSON a request."""
    check_extra()
    from orderdesk.hub.serving import serve

    def ready(url: str) -> None:
        out.line(_("The hub listens at {url}.").format(url=url))
        out.flush()

    serve(_options(args), ready)
    return ExitCode.GOOD


def _options(args: Namespace) -> "Options":
    """What was typed, else what the settings file says, else what is usual."""
    from orderdesk.hub import settings
    from orderdesk.hub.serving import Options

    said, limits = settings.read_settings(Path(args.settings)) if args.settings else ({}, {})
    for name in settings.NAMES:
        if getattr(args, name) not in (None, ""):
            said[name] = getattr(args, name)
    certificate, key = said.get("tls_cert"), said.get("tls_key")
    return Options(
        address_of(Namespace(database=said.get("database", ""))),
        said.get("host", "127.0.0.1"), said.get("port", _PORT), said.get("url", ""),
        Path(certificate) if certificate else None, Path(key) if key else None,
        settings.limits_of(limits, settings.typed_limits(args.limits)),
    )  # fmt: skip
