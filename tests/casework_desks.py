"""What tests of case files on a desk share: the citizen, how a case is kept, how days pass, a course and reports."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports

Keep = Callable[..., CaseFile]
CPR = "710575-1234"


def on(desk: Desk, day: str) -> None:
    """Move the desk's clock to a day, at nine."""
    desk.clock.moment = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)  # type: ignore[attr-defined]


def running(pair: DeskPair, cpr: str = CPR) -> str:
    """A course for Bodil Ærø that began on 23 November 2026; its thread."""
    body = order_body()
    body["citizen"] |= {"name": "Bodil Ærø", "cpr": cpr}
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread
    pair.deliver()
    first = {"day": "2026-11-23", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-23")
    pair.deliver()
    on(pair.caseworker, "2026-11-23")
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-23", "first_attended": "2026-11-23"})
    pair.deliver()
    return thread


def reported(pair: DeskPair, thread: str, month: str, **changes: Any) -> str:
    """The report of a month, sent on its 28th and delivered; its digest."""
    on(pair.caseworker, f"{month}-28")
    draft = reports.new_draft(pair.consultant, thread)
    folded = index.thread_of(pair.consultant, thread)
    filled = report_body(index.body(pair.consultant, folded.order), folded.order, month)
    drafts.save(pair.consultant, draft.id, {**draft.body, **filled, **changes})
    digest = reports.send(pair.consultant, draft.id).digest
    pair.deliver()
    return digest
