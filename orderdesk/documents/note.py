"""The note to colleagues (kollegial note): a caseworker tells the colleagues who among the providers' people is good at
what. It is about work, never about a citizen, and stays in the author's own organisation."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Digest, Line, OrganisationId, Part, PersonId, Text, Version
from orderdesk.documents.people import Addressee


class About(Part):
    """Whom a note is about."""

    org: OrganisationId
    person: Annotated[
        PersonId | None, Field(description="The person; the provider (leverandør) as a whole when there is none.")
    ] = None


class Shared(Part):
    """What the author tells the colleagues, in place of an earlier version where there is one."""

    kind: Literal["shared"]
    about: Annotated[About, Field(description="Whom the note is about, as a rule a consultant (konsulent).")]
    good_at: Annotated[list[Line], Field(max_length=20, description="What that person is good at (god til).")] = []
    text: Annotated[Text, Field(description="The note (kollegial note). Nothing about any citizen belongs in it.")]
    version: Annotated[Version, Field(description="The note's version, one higher each time.")]
    replaces: Annotated[Digest | None, Field(description="The version before this one, if any.")] = None


class Withdrawn(Part):
    """The author takes the note back (trukket tilbage): colleagues no longer see it."""

    kind: Literal["withdrawn"]
    about: Annotated[About, Field(description="Whom the note was about.")]
    version: Annotated[Version, Field(description="The note's version, one higher than the one taken back.")]
    replaces: Annotated[Digest, Field(description="The version that is taken back.")]


Note = Annotated[Shared | Withdrawn, Field(discriminator="kind")]


class NoteDocument(Document):
    """A note, signed by its author. One author's note about one person is one thread."""

    type: Literal["orderdesk.note.v1"]
    to: Annotated[
        list[Addressee],
        Field(min_length=1, max_length=1, description="The author's own organisation as a whole, and nobody else."),
    ]
    body: Annotated[Note, Field(description="The note.")]
