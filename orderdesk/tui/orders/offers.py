"""What a caseworker's desk has to choose among while an order is composed."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderdesk.desk import listing
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.listing import OrderRow
from orderdesk.desk.ordering.comparison import changes
from orderdesk.desk.people import colleague_notes, contacts
from orderdesk.desk.people.contacts import Organisation, Person
from orderdesk.desk.wording import words
from orderdesk.locale import _
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Choices
from orderdesk.tui.orders.form_body import from_the_form
from orderdesk.tui.orders.order_form import Offered, place_name
from orderdesk.tui.orders.suggestions import Suggestions


class Offers:
    """Asked of the desk once, when the composer opens; the answers in the draft narrow them."""

    def __init__(self, desk: Desk, draft: Draft, thread: str, in_force: Mapping[str, Any] | None) -> None:
        self._in_force = in_force
        self._providers: Sequence[Organisation] = contacts.providers(desk)
        own = contacts.organisations(desk)[:1]
        self._colleagues = [
            person for organisation in own for person in organisation.people
            if person.person != desk.settings.person and person.phone and person.mail
        ]  # fmt: skip
        self._shared = colleague_notes.everything(desk)
        citizen = draft.get("citizen.name")
        self._others = [row for row in listing.orders(desk) if row.thread and row.thread != thread]
        self._others.sort(key=lambda row: row.citizen != citizen)
        self.suggestions = Suggestions(draft, self._providers, self._colleagues, clocks(desk))

    def offered(self) -> Offered:
        """As the form takes it."""
        return Offered(
            providers=[(provider.org, _provider_label(provider)) for provider in self._providers],
            consultants=lambda _draft: [
                (one.person, person_label(one, good_at=self._good_at(one))) for one in self.suggestions.consultants()
            ],
            colleagues=[(one.person, f"{one.name} · {one.phone}") for one in self._colleagues],
            other_orders=[(row.thread, _order_label(row)) for row in self._others],
            changed=self._changed,
            amends=self._in_force is not None,
        )

    def changed_places(self, draft: Draft) -> list[str]:
        """The places where the draft differs from the version in force, each once."""
        if self._in_force is None:
            return []
        return list(dict.fromkeys(one.path for one in changes(self._in_force, from_the_form(draft.body))))

    def _good_at(self, person: Person) -> str:
        """What those who share notes say that the person is good at, each thing once."""
        shared = self._shared.get((person.org, person.person), ())
        return ", ".join(dict.fromkeys(what for note in shared for what in note.good_at))

    def _changed(self, draft: Draft) -> Choices:
        return [(place, place_name(place)) for place in self.changed_places(draft)]


def person_label(person: Person, *, good_at: str = "") -> str:
    """Name, skills, the desk owner's own note, and what colleagues say that the person is good at."""
    skills = ", ".join(person.skills)
    note = f"“{person.note}”" if person.note else ""
    said = _("colleagues: good at {what}").format(what=good_at) if good_at else ""
    return " · ".join(part for part in (person.name, skills, said, note) if part)


def _provider_label(provider: Organisation) -> str:
    return " · ".join(part for part in (provider.name, provider.agreement) if part)


def _order_label(row: OrderRow) -> str:
    state = words("order_state", row.state)
    return f"{row.citizen} · {words('programme', row.programme)} · {row.provider} · {row.start} · {state}"
