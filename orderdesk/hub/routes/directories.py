"""Directories: published by an organisation's own people, read by them and by those whom they work with."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from orderdesk.hub import authority
from orderdesk.hub.answers import Directories, Epoch, Kept, Name, OrganisationId, Place, directories_of
from orderdesk.hub.hall import Hall, hall_of
from orderdesk.hub.limits import MAX_DIRECTORY
from orderdesk.hub.problems import Problem
from orderdesk.hub.receiving import Received
from orderdesk.hub.routes.describing import BYTES, PROBLEM, signed, takes
from orderdesk.hub.store import acquaintance, callers, directories
from orderdesk.hub.store.directories import Page, Published, Wanted

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
    epoch: Annotated[Epoch | None, Query(description="The epoch of the answer before.")] = None,
    everyone: Annotated[
        bool, Query(description="Of all organisations: for an administrator who looks for a partner. Has own cursors.")
    ] = False,
) -> Directories:
    """The directories, with their history, of one's own organisation, of those that it names as partners and of those
    that name it: in the order in which one might read them."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    size = min(limit, hall.limits.directory_page)
    page = await run_in_threadpool(_page, hall, received, Wanted("", after, size, org or "", epoch or ""), everyone)
    return directories_of(page, after)


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


def _page(hall: Hall, received: Received, wanted: Wanted, everyone: bool) -> Page:
    caller = received.admit()
    with hall.database.reading() as connection:
        if everyone and not callers.is_administrator(connection, caller):
            raise Problem("administrators")
        return directories.page(connection, wanted if everyone else wanted._replace(reader=caller.org))


def _one(hall: Hall, received: Received, org: str, name: str) -> Published:
    caller = received.admit()
    with hall.database.reading() as connection:
        found = directories.one(connection, org, name)
        may = acquaintance.may_read(connection, caller.org, found.seq) or callers.is_administrator(connection, caller)
        if not may:
            raise Problem("no-directory")
        return found
