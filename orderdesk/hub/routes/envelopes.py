"""Envelopes: put into anybody's mailbox, listed, fetched and settled in one's own."""

from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from orderdesk.hub.answers import Epoch, Kept, Name, OrganisationId, Place, Refusal, Waiting, waiting_of
from orderdesk.hub.hall import Hall, hall_of
from orderdesk.hub.limits import REASONS
from orderdesk.hub.problems import Problem
from orderdesk.hub.receiving import Received
from orderdesk.hub.routes.describing import BYTES, PROBLEM, signed, takes, takes_model
from orderdesk.hub.store import envelopes
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.envelopes import Listing
from orderdesk.hub.store.mailboxes import Box

router = APIRouter(prefix="/v1/mailboxes/{org}/{person}/envelopes", tags=["envelopes"], responses=PROBLEM)

PersonId = OrganisationId
Mailbox = tuple[str, str]


@router.put("/{name}", status_code=201, response_model=Kept,
            openapi_extra=takes("application/octet-stream", "The sealed bytes."),
            responses={200: {"model": Kept, "description": "It was there already, or had been."}})  # fmt: skip
async def put(request: Request, org: OrganisationId, person: PersonId, name: Name) -> Response:
    """Leave an envelope in a mailbox. Answered once it is on the disk. Doing it twice is doing it once."""
    hall = hall_of(request)
    received = await hall.reception.receive(request, hall.limits.envelope_bytes)
    box = await run_in_threadpool(_put, hall, received, (org, person), name)
    if box is not None:
        hall.arrivals.announce(box)
    hall.metrics.taken_in(len(received.body), new=box is not None)
    kept = Kept(name=name, new=box is not None)
    return Response(kept.model_dump_json(), 201 if kept.new else 200, media_type="application/json")


@router.get("", openapi_extra=signed())
async def list_waiting(
    request: Request,
    org: OrganisationId,
    person: PersonId,
    after: Annotated[Place, Query(description="The cursor of the answer before, or 0.")] = 0,
    limit: Annotated[int, Query(ge=1, le=500, description="Envelopes in one answer, at most.")] = 100,
    wait: Annotated[int, Query(ge=0, le=60, description="Seconds to wait where there is nothing.")] = 0,
    epoch: Annotated[Epoch | None, Query(description="The epoch of the answer before.")] = None,
) -> Waiting:
    """What waits in one's own mailbox, oldest first. Places are given in the order in which they become visible, so
    a cursor never skips an envelope."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    mailbox, size = (org, person), min(limit, hall.limits.page)
    listing = await run_in_threadpool(_first_list, hall, received, mailbox, after, size, epoch or "")
    seconds = min(wait, hall.limits.longest_wait)
    if not listing.envelopes and seconds and await hall.arrivals.wait(listing.box, seconds):
        listing = await run_in_threadpool(_list, hall, mailbox, after, size)
    return waiting_of(listing, after)


@router.get("/{name}", response_class=Response, openapi_extra=signed(),
            responses={200: {"content": {"application/octet-stream": {"schema": BYTES}}}})  # fmt: skip
async def fetch(request: Request, org: OrganisationId, person: PersonId, name: Name) -> Response:
    """The sealed bytes. They wait on until they are acknowledged."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    sealed = await run_in_threadpool(_fetch, hall, received, (org, person), name)
    return Response(sealed, media_type="application/octet-stream", headers={"Cache-Control": "no-store"})


@router.post("/{name}/acknowledge", status_code=204, openapi_extra=signed())
async def acknowledge(request: Request, org: OrganisationId, person: PersonId, name: Name) -> None:
    """It is taken and stored: it waits no longer, and the hub deletes its bytes. Twice is the same as once."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    await run_in_threadpool(_acknowledge, hall, received, (org, person), name)


@router.post("/{name}/reject", status_code=204, openapi_extra=takes_model("Refusal"))
async def reject(request: Request, org: OrganisationId, person: PersonId, name: Name) -> None:
    """Put it aside, with a reason code. Its bytes are kept for a while, for inspection."""
    hall = hall_of(request)
    received = await hall.reception.receive(request)
    await run_in_threadpool(_reject, hall, received, (org, person), name)


def _check_owner(caller: Caller, mailbox: Mailbox) -> None:
    if (caller.org, caller.person) != mailbox:
        raise Problem("not-yours")


def _put(hall: Hall, received: Received, mailbox: Mailbox, name: str) -> Box | None:
    sealed = received.body
    with hall.reception.admitting(received) as (connection, caller):
        if not sealed:
            raise Problem("empty")
        if sha256(sealed).hexdigest() != name:
            raise Problem("name")
        hall.room.check()
        box = envelopes.put(connection, caller, mailbox, name, sealed, hall.now(), hall.limits)
    hall.room.taken()
    return box


def _first_list(hall: Hall, received: Received, mailbox: Mailbox, after: int, limit: int, epoch: str) -> Listing:
    _check_owner(received.admit(), mailbox)
    return _list(hall, mailbox, after, limit, epoch)


def _list(hall: Hall, mailbox: Mailbox, after: int, limit: int, epoch: str = "") -> Listing:
    with hall.database.reading() as connection:
        return envelopes.waiting(connection, mailbox, after, limit, epoch)


def _fetch(hall: Hall, received: Received, mailbox: Mailbox, name: str) -> bytes:
    with hall.reception.admitting(received) as (connection, caller):
        _check_owner(caller, mailbox)
        return envelopes.fetch(connection, caller, mailbox, name, hall.now())


def _acknowledge(hall: Hall, received: Received, mailbox: Mailbox, name: str) -> None:
    with hall.reception.admitting(received) as (connection, caller):
        _check_owner(caller, mailbox)
        envelopes.acknowledge(connection, caller, mailbox, name, hall.now())


def _reject(hall: Hall, received: Received, mailbox: Mailbox, name: str) -> None:
    with hall.reception.admitting(received) as (connection, caller):
        _check_owner(caller, mailbox)
        try:
            reason = Refusal.model_validate_json(received.body).reason
        except ValidationError as error:
            raise Problem("malformed") from error
        if reason not in REASONS:
            raise Problem("reason")
        envelopes.reject(connection, caller, mailbox, name, reason, hall.now())
