"""What the hub answers, as models: the published description is made from them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from orderdesk.hub.limits import HASH, MAX_DIRECTORY, NAME, REASONS, Limits
from orderdesk.hub.store.directories import Page
from orderdesk.hub.store.envelopes import Listing
from orderdesk.hub.store.epochs import named
from orderdesk.signing import http_messages
from orderdesk.signing.sealing import BUCKETS

Name = Annotated[str, Field(pattern=f"^{HASH.pattern}$", description="SHA-256 of the bytes, hexadecimal.")]
OrganisationId = Annotated[str, Field(pattern=f"^{NAME.pattern}$", description="An organisation's id.")]
Place = Annotated[int, Field(ge=0, lt=2**63, description="A place in the order of arrival; 0 is before the first.")]

Epoch = Annotated[
    str,
    Field(
        pattern="^[0-9a-f]{16}$",
        description="The epoch of the database. Where it is another than before, the hub may have been set back: begin "
        "at 0. Sent along with a cursor, the hub says so itself (`cursor`).",
    ),
]


class Answer(BaseModel):
    """An answer of the hub. Later versions may add members."""

    model_config = ConfigDict(frozen=True)


class WaitingEnvelope(Answer):
    """An envelope that waits."""

    seq: Place
    name: Name
    size: Annotated[int, Field(description="Bytes.")]
    arrived: Annotated[datetime, Field(description="When the hub took it in.")]


class Waiting(Answer):
    """What waits in a mailbox after a place, oldest first."""

    envelopes: list[WaitingEnvelope]
    next: Annotated[Place, Field(description="The cursor to ask with next.")]
    more: Annotated[bool, Field(description="Whether there is more after this page.")]
    epoch: Epoch


class Kept(Answer):
    """An envelope or a directory is kept, on the disk."""

    name: Name
    new: Annotated[bool, Field(description="False where it was there already, or had been there.")]


class PublishedDirectory(Answer):
    """A directory with its place in the order of publication."""

    seq: Place
    org: OrganisationId
    version: int
    name: Name
    document: Annotated[str, Field(description="The signed document; its UTF-8 bytes hash to `name`.")]


class Directories(Answer):
    """Published directories, oldest first. The hub has verified each; a desk verifies them again."""

    directories: list[PublishedDirectory]
    next: Annotated[Place, Field(description="The cursor to ask with next.")]
    more: bool
    epoch: Epoch


class Refusal(BaseModel):
    """Why an envelope is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)
    reason: Annotated[str, Field(json_schema_extra={"enum": list(REASONS)})]


class Allowed(Answer):
    """What this hub takes; sizes in bytes, times in seconds."""

    envelope_bytes: int
    directory_bytes: int = MAX_DIRECTORY
    requests_a_minute: int
    organisation_bytes: int
    organisation_envelopes: int
    organisation_directories: int
    directories_a_day: int
    page: int
    longest_wait: int
    header_seconds: int
    body_seconds: int
    keep_waiting: int
    keep_refused: int
    keep_names: int
    keep_access: int
    signature_lifetime: int = int(http_messages.LIFETIME.total_seconds())
    clock_skew: int = int(http_messages.SKEW.total_seconds())
    padding: Annotated[list[int], Field(description="The sizes to which desks pad what they seal.")] = list(BUCKETS)


class Capabilities(Answer):
    """What this hub speaks and takes."""

    versions: Annotated[list[str], Field(description="The versions of the API, as they begin a path.")]
    url: Annotated[str, Field(description="The address that signed requests begin with.")]
    signature_tag: str = http_messages.TAG
    limits: Allowed
    reasons: list[str] = list(REASONS)
    now: Annotated[datetime, Field(description="The hub's clock.")]


class ProblemAnswer(Answer):
    """What was asked for is not done (RFC 9457). Programs go by `code`."""

    type: str
    title: str
    status: int
    code: str


def waiting_of(listing: Listing, after: int) -> Waiting:
    """The answer for a page. Where nothing waits, the cursor moves on to the place given last: all up to there is
    settled."""
    rows = [
        WaitingEnvelope(seq=row.seq, name=row.name, size=row.size, arrived=datetime.fromtimestamp(row.arrived, UTC))
        for row in listing.envelopes
    ]
    last = rows[-1].seq if rows else max(after, listing.box.last_seq)
    return Waiting(envelopes=rows, next=last, more=listing.more, epoch=named(listing.box.epoch))


def directories_of(page: Page, after: int) -> Directories:
    """The answer for a page of directories."""
    rows = [
        PublishedDirectory(seq=d.seq, org=d.org, version=d.version, name=d.name, document=d.document.decode())
        for d in page.directories
    ]
    last = rows[-1].seq if page.more else max(after, page.last)
    return Directories(directories=rows, next=last, more=page.more, epoch=named(page.epoch))


def allowed_by(limits: Limits) -> Allowed:
    """The limits of an installation, as they are published."""
    members: dict[str, Any] = {name: getattr(limits, name) for name in Allowed.model_fields if hasattr(limits, name)}
    return Allowed(**members)
