"""A contact as a line of the list, and in full below it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderdesk.locale import _
from orderdesk.tui.listing import Row

if TYPE_CHECKING:
    from orderdesk.desk.people.colleague_notes import SharedNote
    from orderdesk.desk.people.contacts import Organisation, Person


@dataclass(frozen=True)
class Entry:
    """A line of the list: a person, or an organisation whose directory has not come. `words` are the words of the
    organisation's key; `shared` is what colleagues share about the person, then about the provider as a whole."""

    organisation: "Organisation"
    person: "Person | None"
    words: str
    shared: "tuple[SharedNote, ...]" = ()


@dataclass(frozen=True)
class Book:
    """What was read."""

    rows: list[Row]
    entries: dict[str, Entry]


def row_of(key: str, entry: Entry, own: str) -> Row:
    """The person as a line of the list; `own` is the desk's own organisation."""
    organisation, person = entry.organisation, entry.person
    tags = {organisation.kind, *(["own"] if organisation.org == own else [])}
    if person is None:
        cells = (_("(directory has not come)"), organisation.name, "", "", "", "")
        return Row(key, cells, tags=frozenset(tags))
    tags |= {"noted"} if person.note else set()
    tags |= {"shared"} if entry.shared else set()
    good_at = dict.fromkeys([*person.skills, *(what for note in entry.shared if note.person for what in note.good_at)])
    cells = (person.name, organisation.name, person.phone, person.title, ", ".join(good_at), person.note)
    said = " ".join((person.mail, *(f"{note.author_name} {note.text}" for note in entry.shared)))
    return Row(key, cells, search=said, tags=frozenset(tags))


def card(entry: Entry) -> str:
    """The person in full."""
    from orderdesk.desk.wording import words

    organisation, person = entry.organisation, entry.person
    about = [organisation.name, words("organisation_kind", organisation.kind), organisation.agreement]
    lines = []
    if person is not None:
        roles = ", ".join(words("role", role) for role in person.roles)
        lines.append(" · ".join(part for part in (person.name, person.title, roles, person.phone, person.mail) if part))
        lines += [_("Good at: {skills}").format(skills=", ".join(person.skills))] if person.skills else []
    lines.append(" · ".join(part for part in about if part))
    # On a small screen colleagues' notes need the lines; F10 shows the words of the key.
    lines += [] if entry.shared else [_("Key words: {words}").format(words=entry.words)]
    return "\n".join(lines)
