"""The application: routes, and what becomes of everything that goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from orderdesk.hub import logs, room
from orderdesk.hub.answers import Refusal
from orderdesk.hub.arrivals import Arrivals
from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.hall import Hall
from orderdesk.hub.limits import Limits
from orderdesk.hub.metrics import Metrics
from orderdesk.hub.observing import Observing
from orderdesk.hub.problems import Problem
from orderdesk.hub.receiving import Clock, Reception, machine_clock
from orderdesk.hub.routes import about, directories, envelopes
from orderdesk.hub.upkeep import Upkeep


def make_app(database: Database, url: str, limits: Limits | None = None, clock: Clock = machine_clock) -> FastAPI:
    """The hub on a database that has its tables. `url` is the address that desks use, without a slash at its end."""
    limits = limits or Limits()
    metrics = Metrics()
    reception = Reception(database, url, limits, clock)
    hall = Hall(database, url, limits, reception, Arrivals(database), metrics, room.Room(database, limits.keep_free))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = database.at_once
        async with Upkeep(hall).going(), hall.arrivals.watching():
            yield

    app = FastAPI(
        title="orderdesk hub", version="1", lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/v1/openapi.json", description=_DESCRIPTION, redirect_slashes=False,
    )  # fmt: skip
    app.state.hall = hall
    for module in (envelopes, directories, about):
        app.include_router(module.router)
    _answer_for_errors(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    app.add_middleware(Observing, metrics=metrics)
    return app


_DESCRIPTION: Final = (
    "Keeps sealed envelopes and signed directories between desks, and cannot read what it keeps. Requests are signed "
    "(RFC 9421) with a person's HTTP key and carry a Content-Digest (RFC 9530); Orderdesk-Acting says for whom they "
    "act."
)


_PROBLEM_SCHEMA: Final = {"$ref": "#/components/schemas/ProblemAnswer"}


def _described(app: FastAPI) -> dict[str, Any]:
    """The description, with what FastAPI cannot see: the signature, and the body that a route reads by itself."""
    described = FastAPI.openapi(app)
    components = described.setdefault("components", {})
    components["securitySchemes"] = {
        "signature": {"type": "http", "scheme": "signature", "description": "HTTP Message Signatures (RFC 9421)"}
    }
    schemas = components.setdefault("schemas", {})
    schemas["Refusal"] = Refusal.model_json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in described["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # answered as a problem, like everything else
            operation["responses"]["default"]["content"] = {"application/problem+json": {"schema": _PROBLEM_SCHEMA}}
    return described


def _answer_for_errors(app: FastAPI) -> None:
    async def problem(request: Request, error: Exception) -> JSONResponse:
        return _answer(request, _problem_of(request, error))

    for kind in (Problem, RequestValidationError, HTTPException, Unavailable, Exception):
        app.add_exception_handler(kind, problem)


def _problem_of(request: Request, error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return Problem("malformed")
    if isinstance(error, HTTPException):
        if error.status_code == 405:
            return Problem("not-allowed-method")
        version = request.url.path.strip("/").partition("/")[0]
        known = version == "v1" or not (version[:1] == "v" and version[1:].isdigit())
        return Problem("not-found") if known else Problem("unknown-version", versions=["v1"])
    if room.is_full(error):
        logs.say_error("disk-full", error)
        request.app.state.hall.room.refused()
        return room.full()
    logs.say_error("database" if isinstance(error, Unavailable) else "fault", error)
    return Problem("unavailable" if isinstance(error, Unavailable) else "fault")


def _answer(request: Request, problem: Problem) -> JSONResponse:
    request.app.state.hall.metrics.refused(problem.code)
    request.state.code = problem.code
    headers = {"Cache-Control": "no-store"}
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Signature"
    if problem.status in (429, 503) or "retry_after" in problem.extra:
        headers["Retry-After"] = str(problem.extra.get("retry_after", 5))
    return JSONResponse(problem.as_json(), problem.status, headers, media_type="application/problem+json")
