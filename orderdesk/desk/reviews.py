"""Reading a report and deciding: the caseworker's answer to a report."""

from collections.abc import Sequence
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.replies import other_side
from orderdesk.documents.thread import report_refusal
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]


def mark_read(desk: Desk, report: str) -> Issued | None:
    """Say that the report has been read. Nothing to say where that has been said, or a decision made."""
    thread = _thread(desk, report)
    state = index.thread_of(desk, thread).reports.get(report)
    if state is None or report_refusal(state, "read"):
        return None
    return _review(desk, report, "read", {"kind": "read", "report": report})


def decide(desk: Desk, report: str, *, decision: str, text: str, by: str = "", remarks: Sequence[Body] = ()) -> Issued:
    """Approve a report and record what is done: a decision's code, what and by whom, and by when (ISO date)."""
    body = {"kind": "decided", "report": report, "decision": decision, "text": text, "by": by, "remarks": list(remarks)}
    return _review(desk, report, "decide", body)


def ask_elaboration(desk: Desk, report: str, *, text: str, items: Sequence[Body], by: str) -> Issued:
    """Ask the consultant to elaborate: on which items, and by when (ISO date)."""
    body = {"kind": "elaboration", "report": report, "text": text, "items": list(items), "by": by}
    return _review(desk, report, "elaborate", body)


def _thread(desk: Desk, report: str) -> str:
    return str(index.document(desk, report)["thread"])


def _review(desk: Desk, report: str, action: str, body: Body) -> Issued:
    thread = _thread(desk, report)
    folded = index.thread_of(desk, thread)
    state = folded.reports.get(report)
    if desk.actor != "C" or state is None:
        raise NotPossible(_("Reports are decided on by the caseworker who ordered them."))
    if refusal := report_refusal(state, action):
        raise NotPossible(_(refusal))
    return issue(desk, "review", pruned(body), to=other_side(desk, folded), thread=thread)
