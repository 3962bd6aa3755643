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
    use: Annotated[Literal["signing", "sealing", "http"], Field(description="What the key is for.")]
    since: Annotated[Instant, Field(description="Counts from this moment.")]
    until: Annotated[Instant | None, Field(description="Counts before this moment, if any.")] = None


class Member(Part):
    """A person in the organisation."""

    person: PersonId
    name: Annotated[Line, Field(description="Full name.")]
    title: Annotated[Line | None, Field(description="Title.")] = None
    unit: Annotated[Line | None, Field(description="The unit (afdeling).")] = None
    phone: Phone | None = None
    mail: Mail | None = None
    roles: Annotated[list[Role], Field(min_length=1, max_length=4, description="The roles that the person may act in.")]
    skills: Annotated[list[Line], Field(max_length=20, description="What a consultant is good at.")] = []
    keys: Annotated[list[MemberKey], Field(max_length=60, description="The person's public keys, old ones too.")]


class Revocation(Part):
    """A key that no longer counts from a moment on, whatever its period says."""

    key: Annotated[KeyId, Field(description="The key.")]
    at: Annotated[Instant, Field(description="From this moment on the key does not count.")]
    reason: Annotated[Literal["lost", "compromised", "left", "replaced"], Field(description="Why.")]


class Partner(Part):
    """An organisation that this one works with, known by the key its first directory is signed with."""

    org: OrganisationId
    name: Annotated[Line, Field(description="The organisation's name.")]
    kind: Annotated[
        Literal["municipality", "provider"], Field(description="Municipality (kommune) or provider (leverandør).")
    ]
    root: Annotated[KeyId, Field(description="The administrator's key that signed the partner's first directory.")]
    agreement: Annotated[Line | None, Field(description="The framework agreement (rammeaftale).")] = None
    directory: Annotated[
        dict[str, Any] | None,
        Field(description="The partner's own signed directory as of this version; verified by itself."),
    ] = None


class Directory(Part):
    """The body of a directory. `version` is the document's seq."""

    version: Annotated[Version, Field(description="The directory's version, one higher each time.")]
    org: OrganisationId
    name: Annotated[Line, Field(description="The organisation's name.")]
    kind: Annotated[
        Literal["municipality", "provider"], Field(description="Municipality (kommune) or provider (leverandør).")
    ]
    expires: Annotated[
        Instant, Field(description="After this moment the directory says nothing; a newer one is needed.")
    ]
    administrators: Annotated[list[KeyId], Field(min_length=1, max_length=10, description="Keys that sign the next.")]
    offline: Annotated[
        str | None,
        Field(pattern=r"^sha256-[0-9a-f]{64}$", description="SHA-256 of an administrator's key that is kept offline."),
    ] = None
    members: Annotated[list[Member], Field(max_length=500, description="The people, those who have left too.")]
    revocations: Annotated[list[Revocation], Field(max_length=500, description="Keys that no longer count.")] = []
    partners: Annotated[
        list[Partner], Field(max_length=300, description="The organisations that this one works with.")
    ] = []


class DirectoryDocument(Document):
    """A version of a directory, signed by an administrator."""

    type: Literal["orderdesk.directory.v1"]
    body: Annotated[Directory, Field(description="The directory.")]
