"""What the form of an action has to choose among, from the desk and from the order."""

from collections.abc import Iterator

from orderdesk.desk import contacts
from orderdesk.desk.desk import Desk
from orderdesk.desk.order_reading import OrderReading
from orderdesk.tui.form.model import Choices
from orderdesk.tui.moves.form import Offered
from orderdesk.tui.orders.offers import person_label
from orderdesk.tui.orders.order_form import place_name


def offered(desk: Desk, reading: OrderReading) -> Offered:
    """The consultants of the own organisation, the goals and activities of the version in force, what it changed."""
    return Offered(colleagues=list(_consultants(desk)), items=items(reading), places=changed(reading))


def items(reading: OrderReading) -> Choices:
    """Goals and activities, each with its id and its text."""
    rows = [*reading.body["goals"], *reading.body.get("activities", ())]
    return [(row["id"], f"{row['id']} {row['text']}".replace("\n", " ")) for row in rows]


def changed(reading: OrderReading) -> Choices:
    """The fields that the version in force changed, by place."""
    paths = [change.path for change in reading.versions[0].differs] if reading.versions else []
    return [(path, place_name(path)) for path in dict.fromkeys(paths)]


def _consultants(desk: Desk) -> Iterator[tuple[str, str]]:
    for organisation in contacts.organisations(desk)[:1]:
        for person in sorted(organisation.people, key=lambda person: person.name):
            if "consultant" in person.roles and person.phone and person.mail:
                yield person.person, person_label(person)
