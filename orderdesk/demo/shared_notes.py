"""What the caseworkers of the demo tell each other about the providers' people. Days are days of the example files."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from orderdesk.demo.examples import Examples
from orderdesk.demo.town import CASEWORKER, Town
from orderdesk.desk.people import colleague_notes

JONAS: Final = "jonas-bach"
INGER: Final = "inger-dahl"


class Told(NamedTuple):
    """One note; an empty `person` is the provider as a whole."""

    day: str
    by: str
    org: str
    person: str
    good_at: tuple[str, ...]
    text: str


BEFORE_THE_ORDERS: Final = (
    Told(
        "2026-05-18", JONAS, "fjordvejen", "sara-holt", ("angst", "første møde hjemme"),
        "Sara bliver ved, når andre giver op. Hun vil gerne ringes op før klokken ni.",
    ),
    Told(
        "2026-05-18", JONAS, "havnegade", "peter-juhl", ("praktik i håndværk",),
        "Peter kender alle værksteder på egnen og får en aftale på plads på en uge.",
    ),
    Told("2026-05-19", INGER, "fjordvejen", "", (), "Fjordvejen svarer samme dag. Aftalen genforhandles til maj."),
)  # fmt: skip

BEFORE_THE_LAST_POST: Final = (
    Told(
        "2026-11-20", JONAS, "udsigten", "lone-vestergaard", ("unge", "samtaler med tolk"),
        "Lone skriver de bedste rapporter, jeg får: Man kan se, hvad der er prøvet, og hvad det gjorde.",
    ),
    Told(
        "2026-11-20", CASEWORKER, "fjordvejen", "sara-holt", ("lægebesøg",),
        "Sara tager med til lægen og skriver bagefter præcis, hvad der blev sagt.",
    ),
)  # fmt: skip


def share(town: Town, examples: Examples, notes: Sequence[Told]) -> None:
    """Share `notes`, each at its author's desk on its day, and let the colleagues have them."""
    for note in notes:
        town.clock.to(examples.moment(note.day, "14:00"))
        colleague_notes.share(town.desks[note.by], note.org, note.person, note.text, note.good_at)
    town.carry(JONAS, INGER, CASEWORKER, rounds=2)
