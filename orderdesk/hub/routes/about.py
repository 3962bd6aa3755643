"""The hub about itself: what it speaks and takes, whether it is well, and its measurements. Not signed: none of it is
about anybody."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from orderdesk.hub.answers import Capabilities, allowed_by
from orderdesk.hub.hall import Hall, hall_of
from orderdesk.hub.migrating import is_current
from orderdesk.hub.problems import Problem
from orderdesk.hub.routes.describing import PROBLEM
from orderdesk.hub.store import mailboxes

router = APIRouter(tags=["about"], responses=PROBLEM)


class Well(BaseModel):
    """It is well."""

    status: Literal["ok"] = "ok"


@router.get("/v1/capabilities")
async def capabilities(request: Request) -> Capabilities:
    """The versions of the API, the limits, and the hub's clock."""
    hall = hall_of(request)
    now = hall.reception.clock()
    return Capabilities(versions=["v1"], url=hall.url, limits=allowed_by(hall.limits), now=now.replace(microsecond=0))


@router.get("/healthz")
async def healthz() -> Well:
    """The process is alive."""
    return Well()


@router.get("/readyz")
async def readyz(request: Request) -> Well:
    """The process can serve: its database answers, has the tables of this version, and can be written."""
    await run_in_threadpool(_check_ready, hall_of(request))
    return Well()


def _check_ready(hall: Hall) -> None:
    if not is_current(hall.database):
        raise Problem("unavailable")
    hall.room.check_ready()


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def metrics(request: Request) -> Response:
    """Measurements of this process, and of what is stored, for Prometheus."""
    hall = hall_of(request)
    totals = await run_in_threadpool(_totals, hall)
    text, media_type = hall.metrics.text(totals, hall.arrivals.waiting())
    return Response(text, media_type=media_type)


def _totals(hall: Hall) -> tuple[int, int, int]:
    with hall.database.reading() as connection:
        return mailboxes.totals(connection)
