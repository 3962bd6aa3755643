"""The people of the desk's own organisation: who can take a case over, and how the other side reaches them."""

from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.people import contacts
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]


def contact_of(desk: Desk, person: str) -> Body:
    """A colleague as a contact with phone and mail. Raises NotFound, or NotPossible where the directory lacks them."""
    found = contacts.person(desk, desk.settings.org, person)
    if not (found.phone and found.mail):
        raise NotPossible(_("The directory has no phone and mail for this person. Your administrator can add them."))
    contact = {"person": found.person, "name": found.name, "phone": found.phone, "mail": found.mail}
    return contact | ({"title": found.title} if found.title else {})


def successors(desk: Desk) -> list[contacts.Person]:
    """Who can take a case over from the desk's owner, by name: colleagues who do this work and have a key for post."""
    own = next(iter(contacts.organisations(desk)), None)
    people = own.people if own is not None else ()
    return sorted((one for one in people if _can_take_over(desk, one)), key=lambda one: one.name)


def refusal(desk: Desk, person: str) -> str:
    """Why this person cannot take a case over, as a translated sentence; "" where they can. Raises NotFound."""
    found = contacts.person(desk, desk.settings.org, person)
    if person == desk.settings.person:
        return _("You have the case yourself.")
    if not _WORK[desk.actor].intersection(found.roles):
        return _("{name} does not work with cases like this one.").format(name=found.name)
    if not desk.trust.sealing_keys(desk.settings.org, person, desk.now()):
        return _("{name} has no desk yet, so that nothing can be sealed to them.").format(name=found.name)
    return ""


_WORK = {"C": frozenset({"caseworker", "leader"}), "P": frozenset({"consultant"})}
"""The roles that can have a case, by side of the order."""


def _can_take_over(desk: Desk, one: contacts.Person) -> bool:
    return bool(one.phone and one.mail) and not refusal(desk, one.person)
