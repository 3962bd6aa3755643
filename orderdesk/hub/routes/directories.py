"""Directories: published by an organisation's own people, read by everybody who may use the hub."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from orderdesk.hub import authority
from orderdesk.hub.answers import Directories, Kept, Name, OrganisationId, Place, directories_of
from orderdesk.hub.hall import Hall, hall_of
from orderdesk.hub.limits import MAX_DIRECTORY
from orderdesk.hub.problems import Problem
from orderdesk.hub.receiving import Received
from orderdesk.hub.routes.describing import BYTES, PROBLEM, signed, takes
from orderdesk.hub.store import callers, directories
from orderdesk.hub.store.directories import Published

router = APIRouter(prefix="/v1/directories", tags=["directories"], responses=PROBLEM)


@router.put("/{org}/{name}", status_code=201, openapi_extra=takes("application/json", "The signed directory."),
            responses={200: {"model": Kept, "description": "It was there already."}})  # fmt: skip
async def publish(request: Request, response: Response, org: OrganisationId, name: Name) -> Kept:
    """Publish a version of one's own organisation's directory; earlier ones stay. The first one too comes this way: the
    key of the request is looked up in the directory itself."""
    hall = hall_of(request)
    received = await hall.reception.receive(request, MAX_DIRECTORY, joining=True)
    published = await run_in_threadpool(_publish, hall, received, org, name)
    if published is None:
        response.status_code = 200
    return Kept(name=name, new=published is not None)


@router.get("", openapi_extra=signed())
async def list_all(
    request: Request,
    after: Annotated[Place, Query(description="The cursor of the answer before, or 0.")] = 0,
    limit: Annotated[int, Query(ge=1, le=64, description="Directories in one answer, at most.")] = 64,
    org: Annotated[OrganisationId | None, Query(description="Of this organisation alone.")] = None,
) -> Directories:
    """Published directories with their history, in the order in which they came."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    size = min(limit, hall.limits.directory_page)
    page, more, last = await run_in_threadpool(_page, hall, received, after, size, org or "")
    return directories_of(page, more, after, last)


@router.get("/{org}/{name}", response_class=Response, openapi_extra=signed(),
            responses={200: {"content": {"application/json": {"schema": BYTES}}}})  # fmt: skip
async def fetch(request: Request, org: OrganisationId, name: Name) -> Response:
    """One directory, byte by byte as it was signed."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    published = await run_in_threadpool(_one, hall, received, org, name)
    return Response(published.document, media_type="application/json")


def _publish(hall: Hall, received: Received, org: str, name: str) -> Published | None:
    caller, proof = hall.reception.verify(received)
    document = received.body
    if caller.org != org:
        raise Problem("not-yours")
    if not document:
        raise Problem("empty")
    if sha256(document).hexdigest() != name:
        raise Problem("name")
    now = hall.reception.clock()
    with hall.database.reading() as connection:
        authority.check_signer(connection, caller, document, name, now)
    hall.reception.count(caller)
    with hall.database.writing() as connection:
        published = authority.publish(connection, caller, document, name, now, hall.limits)
        callers.remember_nonce(connection, proof.did, proof.nonce, int(proof.forgettable.timestamp()))
        return published


def _page(hall: Hall, received: Received, after: int, limit: int, org: str) -> tuple[list[Published], bool, int]:
    received.admit()
    with hall.database.reading() as connection:
        return directories.page(connection, after, limit, org)


def _one(hall: Hall, received: Received, org: str, name: str) -> Published:
    received.admit()
    with hall.database.reading() as connection:
        return directories.one(connection, org, name)
