"""People and organisations as documents name them."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import Line, Mail, OrganisationId, Part, PersonId, Phone, Text

Role = Literal["caseworker", "leader", "consultant", "administrator"]


class Sender(Part):
    """Who issues a document, and in which role."""

    org: OrganisationId
    person: PersonId
    role: Annotated[Role, Field(description="The role the person acts in; the directory says whether they hold it.")]


class Addressee(Part):
    """Whom a document is for: one person, or the organisation's consultants or caseworkers together."""

    org: OrganisationId
    person: PersonId | None = None


class Contact(Part):
    """Somebody who can be rung: direct telephone and mail, no switchboard."""

    person: Annotated[PersonId | None, Field(description="The person's id in their organisation's directory.")] = None
    name: Line
    title: Line | None = None
    phone: Phone
    mail: Mail
    reachable: Annotated[Line | None, Field(description="When the person can be reached (træffetid).")] = None


class Placer(Part):
    """Who places the order (bestiller)."""

    municipality: Annotated[Line, Field(description="The municipality's name (kommune).")]
    unit: Annotated[Line, Field(description="The unit in the jobcentre (afdeling).")]
    caseworker: Annotated[Contact, Field(description="The caseworker (sagsbehandler) with direct phone and mail.")]
    substitute: Annotated[Contact | None, Field(description="Whom to ring when the caseworker is away.")] = None


class PreferredConsultant(Part):
    """A particular consultant that the caseworker asks for, and why."""

    person: PersonId | None = None
    name: Line
    reason: Annotated[Text, Field(description="Why this consultant fits this citizen.")]


class Provider(Part):
    """Who is to carry the course out (leverandør)."""

    org: OrganisationId
    name: Line
    sub_provider: Annotated[Line | None, Field(description="A sub-provider (underleverandør) that takes part.")] = None
    agreement: Annotated[Line | None, Field(description="The framework agreement (rammeaftale) ordered under.")] = None
    preferred_consultant: PreferredConsultant | None = None
