"""Reading a report and deciding, looking a draft through: the caseworker's answer to a report. Nothing in the report
itself can be changed from here."""

from collections.abc import Sequence
from typing import Any, Final

from orderdesk.desk import drafts, index
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.ordering.replies import other_side
from orderdesk.desk.reporting import review_drafts
from orderdesk.desk.reporting.postponement import decides_nothing
from orderdesk.documents.thread import report_refusal
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]

_OF_THE_REPORT: Final = ("read", "decide", "elaborate")
"""What is done with a report and never with a draft of one."""


def mark_read(desk: Desk, report: str) -> Issued | None:
    """Say that the report has been read. Nothing to say where that has been said, or a decision made. Raises
    NotPossible for a draft."""
    state = index.thread_of(desk, _thread(desk, report)).reports.get(report)
    if state is None or (state.entry.sub != "draft" and report_refusal(state, "read")):
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


def comment(desk: Desk, report: str, *, text: str = "", items: Sequence[Body], by: str = "") -> Issued:
    """Return a draft with what was asked and is not covered: per goal, question or piece of documentation ({"item",
    "text"}), with a word on the whole and a day (ISO date) where there is one.
    Raises NotPossible where no comment is made, one is about nothing that was ordered, or the report is no such
    draft."""
    _complete(state_refusal(desk, report, "comment") or comments_refusal(items))
    _ordered(desk, report, items)
    body = {"kind": "comments", "report": report, "text": text, "items": list(items), "by": by}
    return _review(desk, report, "comment", body)


def clear(desk: Desk, report: str, *, text: str = "") -> Issued:
    """Say that a draft covers what was asked, so that the report itself can be sent.
    Raises NotPossible where the report is no draft, or has been cleared."""
    return _review(desk, report, "clear", {"kind": "cleared", "report": report, "text": text})


def comments_refusal(items: Sequence[Body]) -> str:
    """What comments on a draft still lack, as a translated sentence; empty when they can be sent."""
    if not any(str(item.get("text") or "").strip() for item in items):
        return _("Write at one goal or question at least what is not covered there.")
    return ""


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
    """Why the desk's owner cannot `read`, `decide` on or `elaborate` the report, or `comment` on the draft or `clear`
    it, now (translated); empty when it is possible."""
    state = index.thread_of(desk, _thread(desk, report)).reports.get(report)
    if desk.actor != "C" or state is None:
        return _("Reports are decided on by the caseworker who ordered them.")
    if state.entry.sub == "draft" and action in _OF_THE_REPORT:
        return _("A draft gets comments, or it is cleared. The report itself is read and decided on when it comes.")
    return _(refusal) if (refusal := report_refusal(state, action)) else ""


def _complete(refusal: str) -> None:
    if refusal:
        raise NotPossible(refusal)


def _ordered(desk: Desk, report: str, items: Sequence[Body]) -> None:
    """Raises NotPossible where an item is none of the order that the report answers."""
    order = index.body(desk, index.body(desk, report)["order"])
    known = {one["id"] for name in ("goals", "questions", "documentation") for one in order.get(name) or ()}
    if strange := [str(item["item"]) for item in items if item["item"] not in known]:
        raise NotPossible(
            _("The order has nothing that goes by {item}.").format(item=strange[0]),
            _("What was ordered: {items}.").format(items=", ".join(sorted(known))),
        )


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
