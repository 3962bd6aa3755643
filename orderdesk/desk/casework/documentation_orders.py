"""The documentation that a gap wants from a course, put into an order: prepared as a draft, never sent.

It goes into a course that runs, or a new order; nobody is sent out only to show that nothing can be done, so a new
order begins empty but for what is wanted and for which rule. The provider learns nothing of what the case file holds.
"""

from datetime import date, timedelta
from typing import Any, Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk import drafts, index
from orderdesk.desk.casework.threads import threads_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import orders
from orderdesk.errors import NotPossible
from orderdesk.gaps.answer import Answer
from orderdesk.locale import _
from orderdesk.locale.days import in_words

Body = dict[str, Any]

_TRIALS: Final = ("work_trial", "work_placement", "wage_subsidy")
"""Programmes in which work is tried."""
_BEFORE: Final = timedelta(days=14)
"""So long before the decision what a course documents is wanted: somebody must read it and write the file."""
_COURSE: Final = timedelta(weeks=13)
"""How long a course is taken to last where neither it nor the decision has a day yet."""


def draft_for(desk: Desk, file: CaseFile, answer: Answer, *, anew: bool = False) -> str:
    """The id of the draft that wants the documentation: the next version of the order that runs (not where `anew`), an
    order for the citizen that was begun, else a new one. Raises NotPossible where the order cannot be amended, or where
    one that runs asks for it already."""
    running = [] if anew else _running(desk, file, answer)
    for thread in running:
        _refuse_what_is_asked(desk, thread, answer)
    begun = _begun(desk, file)
    with desk.store.transaction():
        if running:
            draft = orders.amendment_draft(desk, running[0])
        elif begun is not None:
            draft = begun
        else:
            draft = orders.new_draft(desk)
            draft = drafts.save(desk, draft.id, _new_order(draft.body, file, answer))
        due = _due(desk, draft.body, file)
        if _asked(draft.body, answer, min(due, desk.today())) is None:
            wanted = wanted_of(answer, due)
            draft = drafts.save(desk, draft.id, _with_wanted(draft.body, wanted, answer, draft.thread))
    return draft.id


def _running(desk: Desk, file: CaseFile, answer: Answer) -> list[str]:
    """The orders for the citizen that can be amended; where a work trial is to be documented, first those in which work
    is tried."""
    threads = [one for one in threads_of(desk, file.case) if not index.thread_of(desk, one).refusal("amend", "C")]
    wants_trial = answer.rule.closing.documentation in ("work_trial", "adjustments")

    def fits(thread: str) -> bool:
        return (desk.store.get(index.THREADS, thread) or {}).get("programme") in _TRIALS

    return sorted(threads, key=lambda one: wants_trial and not fits(one))


def _refuse_what_is_asked(desk: Desk, thread: str, answer: Answer) -> None:
    in_force = index.body(desk, index.thread_of(desk, thread).order)
    asked = _asked(in_force, answer, desk.today())
    if asked is None:
        return
    what, day = _("The order that runs asks for it already."), asked.get("due")
    if day:
        what = _("The order that runs asks for it already, by {day}.").format(day=in_words(date.fromisoformat(day)))
    raise NotPossible(what, _("What its reports bring is proposed to the case. Amend the order where more is needed."))


def _asked(body: Body, answer: Answer, today: date) -> Body | None:
    """The documentation that the order wants for the answer's rule, on a day that is not over."""
    rule = answer.key.partition(":")[0]
    for one in body.get("documentation") or ():
        same = str(one.get("rule", "")).partition(" ")[0] == rule
        if same and str(one.get("due") or "9") >= today.isoformat():
            return dict(one)
    return None


def _begun(desk: Desk, file: CaseFile) -> drafts.Draft | None:
    """An order for this citizen that somebody has begun and not sent."""
    return next(
        (one for one in drafts.listing(desk, "order")
         if not one.thread and (one.body.get("citizen") or {}).get("cpr") == file.citizen.cpr),
        None,
    )  # fmt: skip


def _new_order(body: Body, file: CaseFile, answer: Answer) -> Body:
    tracks = sorted((one for one in file.tracks if one.until is None), key=lambda one: one.role != "main")
    aims = list(dict.fromkeys(one.track for one in tracks))[:4]
    citizen = {**body.get("citizen", {}), "name": file.citizen.name, "cpr": file.citizen.cpr}
    trial = answer.rule.closing.documentation in ("work_trial", "adjustments")
    return {
        **body, "citizen": citizen, "tracks": {**body.get("tracks", {}), "aims": aims},
        **({"case_number": file.number} if file.number else {}),
        **({"programme": {**body.get("programme", {}), "type": "work_trial"}} if trial else {}),
    }  # fmt: skip


def wanted_of(answer: Answer, due: date) -> Body:
    """The documentation that a gap wants from a course, as an order has it, without its id."""
    closing = answer.rule.closing
    citations = "; ".join(one.text for one in answer.rule.citations)
    return {
        "kind": closing.documentation or "other",
        "text": (closing.wanted or closing.how).both.in_use,
        "rule": f"{answer.key.partition(':')[0]} · {citations}"[:200],
        "due": due.isoformat(),
    }


def _with_wanted(body: Body, wanted: Body, answer: Answer, thread: str) -> Body:
    """The draft with the documentation wanted; in an amendment, with why."""
    there = list(body.get("documentation") or ())
    numbers = [int(one["id"][1:]) for one in there if str(one.get("id", ""))[1:].isdigit()]
    there.append({"id": f"D{max(numbers, default=0) + 1}", **wanted})
    if not thread:
        return {**body, "documentation": there}
    place = f"$.documentation[{len(there) - 1}]"
    changes = [one for one in body.get("changes") or () if one.get("path") != place]
    return {
        **body,
        "documentation": there,
        "changes": [*changes, {"path": place, "reason": _reason(answer)}],
    }


def _reason(answer: Answer) -> str:
    """Why the provider is asked for it: what the rule says, and nothing of what the case file holds."""
    return f"{answer.rule.title.both.in_use}. {answer.rule.why.both.in_use}"


def _due(desk: Desk, body: Body, file: CaseFile) -> date:
    """A fortnight before the decision, within the course, and not before tomorrow."""
    decision = file.decision.planned or file.decision.team_meeting
    course = body.get("course") or {}
    days = [date.fromisoformat(day) for day in (course.get("end"),) if day]
    if decision is not None:
        days.append(decision - _BEFORE)
    least = desk.today() + timedelta(days=1)
    if not days:
        return least + _COURSE
    begins = date.fromisoformat(course["start"]) if course.get("start") else least
    due = max(min(days), least, begins)
    return min(due, *days[:1]) if course.get("end") else due
