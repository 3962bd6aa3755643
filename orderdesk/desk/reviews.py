"""Reading a report and deciding: the caseworker's answer to a report."""

from collections.abc import Sequence
from typing import Any

from orderdesk.desk import drafts, index, review_drafts
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.postponement import decides_nothing
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
    """Approve a report and record what is done: a decision's code, what and by whom, and by when (ISO date).
    Raises NotPossible where a part is missing, or the text only puts the matter off."""
    _complete(decision_refusal(decision, text))
    body = {"kind": "decided", "report": report, "decision": decision, "text": text, "by": by, "remarks": list(remarks)}
    return _review(desk, report, "decide", body)


def ask_elaboration(desk: Desk, report: str, *, text: str, items: Sequence[Body], by: str) -> Issued:
    """Ask the consultant to elaborate: on which items, and by when (ISO date).
    Raises NotPossible where a part is missing."""
    _complete(elaboration_refusal(text, items, by))
    body = {"kind": "elaboration", "report": report, "text": text, "items": list(items), "by": by}
    return _review(desk, report, "elaborate", body)


def decision_refusal(decision: str, text: str) -> str:
    """What a decision still lacks, as a translated sentence; empty when it can be recorded."""
    if not decision:
        return _("Choose what is decided.")
    if not text.strip():
        return _("Write what is done, and by whom.")
    if decides_nothing(text):
        return _("To take it up next time is no decision. Write what is done now, by whom and by when.")
    return ""


def elaboration_refusal(text: str, items: Sequence[Body], by: str) -> str:
    """What a request to elaborate still lacks, as a translated sentence; empty when it can be sent."""
    if not text.strip():
        return _("Write what is missing on the whole.")
    if not any(str(item.get("text") or "").strip() for item in items):
        return _("Write at one goal or question at least what is missing there.")
    if not by:
        return _("Write by when you need it.")
    return ""


def state_refusal(desk: Desk, report: str, action: str) -> str:
    """Why the desk's owner cannot `read`, `decide` on or `elaborate` the report now (translated); empty when so."""
    state = index.thread_of(desk, _thread(desk, report)).reports.get(report)
    if desk.actor != "C" or state is None:
        return _("Reports are decided on by the caseworker who ordered them.")
    return _(refusal) if (refusal := report_refusal(state, action)) else ""


def _complete(refusal: str) -> None:
    if refusal:
        raise NotPossible(refusal)


def _thread(desk: Desk, report: str) -> str:
    return str(index.document(desk, report)["thread"])


def _review(desk: Desk, report: str, action: str, body: Body) -> Issued:
    if refusal := state_refusal(desk, report, action):
        raise NotPossible(refusal)
    thread = _thread(desk, report)
    written = review_drafts.draft_id(report)
    return issue(
        desk, "review", pruned(body), to=other_side(desk, index.thread_of(desk, thread)), thread=thread,
        along=lambda _digest: action == "read" or desk.store.delete(drafts.DRAFTS, written),
    )  # fmt: skip
