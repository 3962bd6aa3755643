"""What the form of an action has to choose among, from the desk and from the order."""

from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.order_reading import OrderReading
from orderdesk.desk.people import colleagues, contacts
from orderdesk.tui.form.model import Choices
from orderdesk.tui.moves.form import Offered
from orderdesk.tui.orders.offers import person_label
from orderdesk.tui.orders.order_form import place_name


def offered(desk: Desk, reading: OrderReading) -> Offered:
    """Who of the own organisation can take over, the goals and activities of the version in force, what it changed."""
    return Offered(colleagues=_colleagues(desk), items=items(reading), places=changed(reading))


def items(reading: OrderReading) -> Choices:
    """Goals and activities, each with its id and its text."""
    rows = [*reading.body["goals"], *reading.body.get("activities", ())]
    return [(row["id"], f"{row['id']} {row['text']}".replace("\n", " ")) for row in rows]


def changed(reading: OrderReading) -> Choices:
    """The fields that the version in force changed, by place."""
    paths = [change.path for change in reading.versions[0].differs] if reading.versions else []
    return [(path, place_name(path)) for path in dict.fromkeys(paths)]


def _colleagues(desk: Desk) -> list[tuple[str, str]]:
    """At a provider the desk's owner too: who can read an order takes it over from a colleague who is away."""
    people = colleagues.successors(desk)
    if desk.actor == "P":
        everybody = [one for own in contacts.organisations(desk)[:1] for one in own.people]
        people += [one for one in everybody if one.person == desk.settings.person and one.phone and one.mail]
    return [(one.person, person_label(one)) for one in sorted(people, key=lambda one: one.name)]
