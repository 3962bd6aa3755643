"""One hub process: the socket, TLS, and uvicorn around the application.

Behind a proxy the hub speaks plain HTTP on loopback and `url` is the proxy's address, with its path where it has one:
the proxy takes that path off and passes on the rest, the query and all headers as they came. It must let a request wait
for longer than 30 seconds. What desks signed begins with `url`, so a request that was made for another address is
refused wherever it arrives.
"""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from orderdesk.errors import InputRefused, NotPossible
from orderdesk.hub import logs
from orderdesk.hub.app import make_app
from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.limits import Limits
from orderdesk.hub.migrating import migrate
from orderdesk.hub.patience import patient
from orderdesk.locale import _

_BACKLOG: Final = 2048
_GRACE: Final = 5
"""Seconds that requests under way have when the hub is asked to end."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a hub is served. `port` 0 takes a free one; an empty `url` is made of host and port."""

    database: str
    host: str = "127.0.0.1"
    port: int = 8420
    url: str = ""
    certificate: Path | None = None
    key: Path | None = None
    limits: Limits = field(default_factory=Limits)


def serve(options: Options, ready: Callable[[str], None]) -> None:
    """Serve until the process is told to end. `ready` is told the address once connections are accepted.

    Raises NotPossible where the address is taken or the database cannot be reached, InputRefused for options that
    contradict each other.
    """
    _check(options)
    with logs.written_to(), closing(opened(options.database)) as database:
        _serve(options, database, ready)


def _serve(options: Options, database: Database, ready: Callable[[str], None]) -> None:
    with listening(options.host, options.port) as listener:
        url = options.url.rstrip("/") or _own_url(options, listener)
        app = make_app(database, url, options.limits)
        config = configured(app, options.limits, options.certificate, options.key)
        server = _Server(config, app)
        if options.certificate:
            _load_tls(config)
        ready(url)  # the socket listens already; what comes now waits in its backlog
        server.run(sockets=[listener])


def configured(
    app: FastAPI, limits: Limits, certificate: Path | None = None, key: Path | None = None, grace: int = _GRACE
) -> uvicorn.Config:
    """How uvicorn serves the application. `grace` is what requests under way have at the end, in seconds."""
    return uvicorn.Config(
        app, http=patient(limits), log_config=None, access_log=False, server_header=False, proxy_headers=False,
        ws="none", lifespan="on", limit_concurrency=limits.connections, timeout_graceful_shutdown=grace,
        timeout_keep_alive=75, ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip


def opened(address: str) -> Database:
    """The database with its tables. Raises NotPossible where it cannot be reached."""
    database = Database(address)
    try:
        if database.file is not None:
            database.file.parent.mkdir(parents=True, exist_ok=True)
        migrate(database)
    except Unavailable as error:
        raise NotPossible(
            _("The database cannot be reached or written."), _("See that it is there and lets this user in.")
        ) from error
    return database


class _Server(uvicorn.Server):
    """Wakes the requests that wait for news when it is told to end, so that a restart takes no half minute."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What a signal does."""
        self._app.state.hall.arrivals.close()
        super().handle_exit(sig, frame)


def _check(options: Options) -> None:
    if (options.certificate is None) != (options.key is None):
        raise InputRefused("tls", _("A certificate needs its key, and a key its certificate."))
    if options.host in ("", "0.0.0.0", "::") and not options.url:
        raise InputRefused(
            "url", _("Who listens on every address must say by which one desks reach the hub."), _("Give --url.")
        )
    if options.url and not options.url.startswith(("https://", "http://")):
        raise InputRefused("url", _("The hub's address begins with https://."))


def listening(host: str, port: int) -> socket.socket:
    """A socket that accepts connections there. Raises NotPossible where that cannot be.

    It says that it is TCP, which a socket need not: asyncio turns Nagle's algorithm off only for one that does, and
    with it each answer takes 40 ms longer, since its head and its body are written one after the other.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two hubs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise NotPossible(
            _("The hub cannot listen there: {reason}.").format(reason=error.strerror or type(error).__name__),
            _("Choose another --host or --port."),
        ) from error
    return listener


def _own_url(options: Options, listener: socket.socket) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{'https' if options.certificate else 'http'}://{host}:{listener.getsockname()[1]}"


def _load_tls(config: uvicorn.Config) -> None:
    try:
        config.load()
    except OSError as error:  # ssl.SSLError is one
        raise InputRefused("tls", _("The certificate or its key cannot be read.")) from error
