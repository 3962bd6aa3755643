"""The directory: who belongs to an organisation, in which roles, with which keys; and whom it works with.

Each version is signed by an administrator whom the version before it names, as in The Update Framework.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Instant, KeyId, Line, Mail, OrganisationId, Part, PersonId, Phone, Version
from orderdesk.documents.people import Role


class MemberKey(Part):
    """One public key of a member, and when it counts."""

    id: KeyId
    use: Literal["signing", "sealing", "http"]
    since: Annotated[Instant, Field(description="Counts from this moment.")]
    until: Annotated[Instant | None, Field(description="Counts before this moment, if any.")] = None


class Member(Part):
    """A person in the organisation."""

    person: PersonId
    name: Line
    title: Line | None = None
    unit: Line | None = None
    phone: Phone | None = None
    mail: Mail | None = None
    roles: Annotated[list[Role], Field(min_length=1, max_length=4)]
    skills: Annotated[list[Line], Field(max_length=20, description="What a consultant is good at.")] = []
    keys: Annotated[list[MemberKey], Field(max_length=60)]


class Revocation(Part):
    """A key that no longer counts from a moment on, whatever its period says."""

    key: KeyId
    at: Instant
    reason: Literal["lost", "compromised", "left", "replaced"]


class Partner(Part):
    """An organisation that this one works with, known by the key its first directory is signed with."""

    org: OrganisationId
    name: Line
    kind: Literal["municipality", "provider"]
    root: Annotated[KeyId, Field(description="The administrator's key that signed the partner's first directory.")]
    agreement: Annotated[Line | None, Field(description="The framework agreement (rammeaftale).")] = None
    directory: Annotated[
        dict[str, Any] | None,
        Field(description="The partner's own signed directory as of this version; verified by itself."),
    ] = None


class Directory(Part):
    """The body of a directory. `version` is the document's seq."""

    version: Version
    org: OrganisationId
    name: Line
    kind: Literal["municipality", "provider"]
    expires: Instant
    administrators: Annotated[list[KeyId], Field(min_length=1, max_length=10, description="Keys that sign the next.")]
    offline: Annotated[
        str | None,
        Field(pattern=r"^sha256-[0-9a-f]{64}$", description="SHA-256 of an administrator's key that is kept offline."),
    ] = None
    members: Annotated[list[Member], Field(max_length=500)]
    revocations: Annotated[list[Revocation], Field(max_length=500)] = []
    partners: Annotated[list[Partner], Field(max_length=300)] = []


class DirectoryDocument(Document):
    """A version of a directory, signed by an administrator."""

    type: Literal["orderdesk.directory.v1"]
    body: Directory
