"""From what somebody types to the person in the directories that is meant."""

from orderdesk.desk.desk import Desk
from orderdesk.desk.people import contacts
from orderdesk.desk.people.contacts import Person
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _


def person(desk: Desk, typed: str) -> Person:
    """The person by "org/id", id, name or a part of the name. Raises NotFound, or NotPossible where several could be
    meant."""
    return _one_of([one for organisation in contacts.organisations(desk) for one in organisation.people], typed)


def colleague(desk: Desk, typed: str) -> Person:
    """The person of the desk's own organisation, by what `person` takes. Raises as it does."""
    return _one_of([one for organisation in contacts.organisations(desk)[:1] for one in organisation.people], typed)


def _one_of(everybody: list[Person], typed: str) -> Person:
    wanted = typed.strip().casefold()
    exact = [
        one for one in everybody if wanted in (f"{one.org}/{one.person}", one.person, one.name.casefold())
    ]  # fmt: skip
    found = exact or [one for one in everybody if wanted and wanted in one.name.casefold()]
    if not found:
        raise NotFound(_("Nobody by that name is in the directories this desk has."))
    if len(found) > 1:
        raise NotPossible(
            _("{count} people go by that.").format(count=len(found)),
            _("Write org/id, as `orderdesk contact list` has."),
        )
    return found[0]


def person_or_provider(desk: Desk, typed: str) -> tuple[str, str]:
    """Organisation and person ids of whom a note to colleagues is about; the person is empty where an organisation's
    own id was typed. Raises as `person` does."""
    if any(found.org == typed.strip().casefold() for found in contacts.organisations(desk)):
        return typed.strip().casefold(), ""
    found = person(desk, typed)
    return found.org, found.person
