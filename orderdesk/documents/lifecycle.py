"""What a table of the life cycle is made of. The tables themselves are data: `order_table`, `report_table` and
`meeting_table`. Nothing else in the house knows which step follows which.

An event is a document's kind and, after a dot, its own kind: "reply.accept", "receipt.ok". Events of the clock are
named "clock.…", and those that a desk does for itself, with no document, "desk.…". Actor C is the caseworker's side, P
the provider's, S the desk itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Actor = Literal["C", "P", "S"]

BACK: Final = "<back>"
"""The next state of a transition that returns to where the order was before it was held or asked to be ended."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: in any of `states`, `event` by one of `actors` leads to `next` if `guard` holds.

    `next` is "" where the state stays, and BACK where it returns. `action` is what the person does, "" where no person
    acts. `refusal` says why the action is not possible outside these states (an English msgid). `guard` is a name in
    `guards.GUARDS`, which has a sentence of its own.
    """

    states: tuple[str, ...]
    event: str
    actors: tuple[Actor, ...]
    next: str
    action: str = ""
    guard: str = ""
    refusal: str = ""

    @property
    def document(self) -> str:
        """The kind of document that brings it about; "" where none does (the clock, the desk itself)."""
        kind = self.event.partition(".")[0]
        return "" if kind in ("clock", "desk") else kind


Table = tuple[Transition, ...]


def rows_for(table: Table, state: str, event: str) -> Iterator[Transition]:
    """The rows for `event` in `state`, in the table's order: the first whose guard holds is the one that counts."""
    return (row for row in table if row.event == event and state in row.states)


def rows_of(table: Table, action: str) -> list[Transition]:
    """The rows of an action. Raises KeyError for an action that the table does not have."""
    if not (found := [row for row in table if row.action == action]):
        raise KeyError(action)
    return found


def actions_of(table: Table, actor: Actor) -> list[str]:
    """The actions that belong to `actor`, each once, in the table's order."""
    return list(dict.fromkeys(row.action for row in table if row.action and actor in row.actors))


def without(states: Sequence[str], *left_out: str) -> tuple[str, ...]:
    """`states` without some of them."""
    return tuple(state for state in states if state not in left_out)
