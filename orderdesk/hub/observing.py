"""Every request measured and logged, by its route and without personal data."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orderdesk.hub.logs import say
from orderdesk.hub.metrics import Metrics

_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Observing:
    """Stands around the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        began = time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            status = status or 500  # answered further out
            raise
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        # A method is whatever the client wrote; one we do not know could hold anything.
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS") else "other"
        self._metrics.answered(method, route, status, seconds)
        if route not in _QUIET:
            state = scope.get("state", {})
            code = {"code": state["code"]} if "code" in state else {}
            say("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1), **code)
