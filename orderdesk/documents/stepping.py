"""One step of a thread by the tables: which row counts, and the state after it."""

from dataclasses import replace

from orderdesk.documents.entry import Entry
from orderdesk.documents.guards import GUARDS
from orderdesk.documents.lifecycle import BACK, Actor, Table, Transition, rows_for
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.documents.report_table import REPORT_TABLE
from orderdesk.documents.thread import Thread


def step(thread: Thread, event: str, entry: Entry) -> Thread | None:
    """`thread` in the state that the order's table gives for `event`; None where the table, the sender's side or a
    guard refuses it."""
    sides = _sides(thread, entry)
    for row in rows_for(ORDER_TABLE, thread.state, event):
        if sides.intersection(row.actors) and GUARDS[row.guard].fits(thread, entry):
            after = thread.before if row.next == BACK else row.next
            return replace(thread, state=after, since=entry.issued) if after else thread
    return None


def report_row(state: str, event: str) -> Transition | None:
    """The row of the report's table for `event`, or None where there is none."""
    return _first(REPORT_TABLE, state, event)


def meeting_row(state: str, event: str) -> Transition | None:
    """The row of the meeting's table for `event`, or None where there is none."""
    return _first(MEETING_TABLE, state, event)


def begun(thread: Thread, entry: Entry) -> Thread:
    """The course has begun once the citizen has come to a session, whichever document tells of it first: what was held
    or asked to be ended before that goes on as begun."""
    if not entry.attended:
        return thread
    return replace(thread, attended=True, before="active" if thread.before == "accepted" else thread.before)


def _first(table: Table, state: str, event: str) -> Transition | None:
    return next(rows_for(table, state, event), None)


def _sides(thread: Thread, entry: Entry) -> set[Actor]:
    """The sides that the sender stands on; the desk itself where it is a receipt."""
    if entry.kind == "receipt":
        return {"S"}
    sides: set[Actor] = {"C"} if entry.org == thread.placer else set()
    return sides | {"P"} if entry.org == thread.provider else sides
