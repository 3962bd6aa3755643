"""The life cycle as it is published, schemas/life-cycle.v1.json: the three tables, their guards and their events as
plain JSON for programs in other languages. schemas/README.md describes the members and draws the tables."""

from typing import Any, Final

from orderdesk.documents.guards import GUARDS
from orderdesk.documents.lifecycle import BACK, Table, Transition
from orderdesk.documents.meeting_table import MEETING_ENDINGS, MEETING_STATES, MEETING_TABLE
from orderdesk.documents.order_table import ENDINGS, ORDER_STATES, ORDER_TABLE
from orderdesk.documents.registry import type_of
from orderdesk.documents.report_table import REPORT_ENDINGS, REPORT_STATES, REPORT_TABLE

TABLES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], Table]]] = {
    "order": (ORDER_STATES, ENDINGS, ORDER_TABLE),
    "report": (REPORT_STATES, REPORT_ENDINGS, REPORT_TABLE),
    "meeting": (MEETING_STATES, MEETING_ENDINGS, MEETING_TABLE),
}
"""The tables by what they are about: states, endings, rows."""

_ACTORS: Final = {
    "C": "the caseworker's side: the organisation that placed the order",
    "P": "the provider's side: the organisation that the order names",
    "S": "the desk itself: its clock and its receipts",
}

_EVENTS: Final = {
    "order.new": "the thread's first order",
    "order.amended": "a later version of the order",
    "report.sent": "a report of the kind monthly or final",
    "report.replaced": "a later report names this one in `replaces`",
    "review.final_approved": "a review of the kind decided, on a final report whose outcome is not ended_early",
    "review.final_approved_early": "a review of the kind decided, on a final report whose outcome is ended_early",
    "receipt.ok": "the provider's receipt, outcome ok, for the version in force",
    "receipt.fatal": "the provider's receipt, outcome fatal, for the version in force",
    "clock.unanswered": "the day by which an answer was asked for (`answer_by`) has passed",
    "clock.end": "the last day of the course has passed",
    "clock.overdue": "the day on which the report was due has passed",
    "desk.order_again": "a new order is begun that names this one in `relation`",
}
"""The events that are not simply a document's kind and, after the dot, its body's `kind`."""


def life_cycle() -> dict[str, Any]:
    """The published life cycle, as plain values."""
    return {
        "description": "Which step follows which, for an order, a report and a meeting. Described in README.md.",
        "actors": dict(_ACTORS),
        "guards": {
            name: {"meaning": guard.meaning, "refusal": guard.sentence or None}
            for name, guard in GUARDS.items()
            if name
        },
        "events": _events(),
        "tables": {
            name: {"states": list(states), "endings": list(endings), "rows": [_row(row, table) for row in table]}
            for name, (states, endings, table) in TABLES.items()
        },
    }


def returns_to(table: Table, back: Transition) -> list[str]:
    """Where a row whose next state is BACK may lead: the states in which what it takes back was possible."""
    came_from = (state for row in table if row.next in back.states for state in row.states)
    return list(dict.fromkeys(came_from))


def _row(row: Transition, table: Table) -> dict[str, Any]:
    return {
        "states": list(row.states),
        "event": row.event,
        "document": _document(row),
        "actors": list(row.actors),
        "action": row.action or None,
        "guard": row.guard or None,
        "next": row.next or None,
        "back_to": returns_to(table, row) if row.next == BACK else [],
        "refusal": row.refusal or None,
    }


def _events() -> dict[str, dict[str, str | None]]:
    rows = (row for _states, _endings, table in TABLES.values() for row in table)
    return {row.event: {"document": _document(row), "meaning": _meaning(row.event)} for row in rows}


def _meaning(event: str) -> str:
    kind, _, own = event.partition(".")
    return _EVENTS.get(event) or f"a {kind} of the kind {own}"


def _document(row: Transition) -> str | None:
    return type_of(row.document) if row.document else None
