"""What a hub answers, read without trust: each member is of the form that the API has, or the answer is none."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from orderdesk.exchange.carrier import MAX_DIRECTORY

Place = Annotated[int, Field(ge=0, lt=2**63, strict=True)]
Name = Annotated[str, Field(pattern=r"^[0-9a-f]{64}\z")]
Epoch = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{16})?\z")]
"""Changes when the hub may have been set back to an older copy of its database; "" from one that does not tell."""
OrganisationId = Annotated[str, Field(max_length=63)]


class WaitingEnvelope(BaseModel):
    """An envelope that waits."""

    seq: Place
    name: Name
    size: Annotated[int, Field(ge=0, lt=2**53, strict=True)]


class Waiting(BaseModel):
    """A page of what waits in a mailbox, oldest first; `next` is the cursor to ask with next."""

    envelopes: Annotated[list[WaitingEnvelope], Field(max_length=1000)]
    next: Place
    more: bool
    epoch: Epoch = ""


class Kept(BaseModel):
    """An envelope or a directory is kept, on the hub's disk."""

    name: Name


class PublishedDirectory(BaseModel):
    """A directory as it was published."""

    seq: Place
    org: OrganisationId
    name: Name
    document: Annotated[str, Field(max_length=MAX_DIRECTORY)]


class Directories(BaseModel):
    """A page of directories in the order in which they came."""

    directories: Annotated[list[PublishedDirectory], Field(max_length=1000)]
    next: Place
    more: bool
    epoch: Epoch = ""


class Capabilities(BaseModel):
    """What the hub says of itself: its versions, and the address that signed requests begin with."""

    versions: Annotated[list[str], Field(max_length=100)]
    url: Annotated[str, Field(max_length=2000)]
    now: AwareDatetime


class Refusal(BaseModel):
    """Why the hub did not do it (RFC 9457). `now` is the hub's clock where the times of the request did not fit,
    `check` what a directory failed at, `retry_after` the seconds after which it may be asked again."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,40}\z")]
    now: AwareDatetime | None = None
    check: Annotated[str, Field(pattern=r"^[a-z0-9-]{0,40}\z")] = ""
    retry_after: Annotated[int, Field(ge=0, strict=True)] = 0
