"""Contacts: providers and their consultants from the directories, and the desk's own private notes on them."""

from dataclasses import dataclass

from orderdesk.desk.desk import Desk
from orderdesk.documents.directory import Member
from orderdesk.errors import NotFound
from orderdesk.locale import _

NOTES = "contact_notes"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a directory. `note` is the desk owner's own and never leaves the desk."""

    org: str
    org_name: str
    org_kind: str
    person: str
    name: str
    title: str
    phone: str
    mail: str
    roles: tuple[str, ...]
    skills: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the desk knows. `believed` is false while only its root key is known, not its directory."""

    org: str
    name: str
    kind: str
    root: str
    agreement: str
    believed: bool
    people: tuple[Person, ...]


def organisations(desk: Desk) -> list[Organisation]:
    """Own organisation first, then those it works with, by name."""
    own = desk.trust.organisation(desk.settings.org)
    if own is None:
        return []
    partners = [
        _organisation(desk, partner.org, partner.name, partner.kind, partner.root, partner.agreement or "")
        for partner in sorted(own.partners, key=lambda partner: partner.name)
    ]
    return [_organisation(desk, own.org, own.name, own.kind, desk.settings.root, ""), *partners]


def providers(desk: Desk) -> list[Organisation]:
    """The providers that an order can be sent to."""
    return [found for found in organisations(desk) if found.kind == "provider" and found.org != desk.settings.org]


def person(desk: Desk, org: str, name: str) -> Person:
    """One person by id. Raises NotFound."""
    for found in organisations(desk):
        for member in found.people:
            if (found.org, member.person) == (org, name):
                return member
    raise NotFound(_("Nobody by that id is in the directories this desk has."))


def note(desk: Desk, org: str, name: str, text: str) -> None:
    """Write a private note about a person (who is good at what). Empty text takes it away."""
    key = f"{org}/{name}"
    if text.strip():
        desk.store.put(NOTES, key, {"text": text.strip(), "updated": desk.instant()})
    else:
        desk.store.delete(NOTES, key)


def _organisation(desk: Desk, org: str, name: str, kind: str, root: str, agreement: str) -> Organisation:
    directory = desk.trust.organisation(org)
    people = tuple(_person(desk, org, name, kind, member) for member in directory.members) if directory else ()
    return Organisation(org, name, kind, root, agreement, directory is not None, people)


def _person(desk: Desk, org: str, org_name: str, org_kind: str, member: Member) -> Person:
    found = desk.store.get(NOTES, f"{org}/{member.person}") or {}
    return Person(
        org=org, org_name=org_name, org_kind=org_kind, person=member.person, name=member.name,
        title=member.title or "", phone=member.phone or "", mail=member.mail or "",
        roles=tuple(member.roles), skills=tuple(member.skills), note=found.get("text", ""),
    )  # fmt: skip
