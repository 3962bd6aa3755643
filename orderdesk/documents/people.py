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
    person: Annotated[PersonId | None, Field(description="The person; all of the organisation when there is none.")] = (
        None
    )


class Contact(Part):
    """Somebody who can be rung: direct telephone and mail, no switchboard."""

    person: Annotated[PersonId | None, Field(description="The person's id in their organisation's directory.")] = None
    name: Annotated[Line, Field(description="Full name.")]
    title: Annotated[Line | None, Field(description="Title.")] = None
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

    person: Annotated[PersonId | None, Field(description="The person's id in the provider's directory.")] = None
    name: Annotated[Line, Field(description="Full name.")]
    reason: Annotated[Text, Field(description="Why this consultant fits this citizen.")]


class Provider(Part):
    """Who is to carry the course out (leverandør)."""

    org: OrganisationId
    name: Annotated[Line, Field(description="The provider's name.")]
    sub_provider: Annotated[Line | None, Field(description="A sub-provider (underleverandør) that takes part.")] = None
    agreement: Annotated[Line | None, Field(description="The framework agreement (rammeaftale) ordered under.")] = None
    preferred_consultant: Annotated[
        PreferredConsultant | None, Field(description="The consultant who is asked for.")
    ] = None
