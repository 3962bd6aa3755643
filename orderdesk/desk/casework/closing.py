"""From a gap to the thing that closes it, prepared and never sent: a person edits it and sends it, or does not.

Documentation is wanted from a course that runs, or from a new order; nobody is sent out only to show that nothing can
be done, so a new order begins empty but for what is wanted and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.medical import FORMS
from orderdesk.desk import drafts, index, orders
from orderdesk.desk.casework import case_files, gap_reading, letters_to_doctors, medical_requests, request_warnings
from orderdesk.desk.casework.changes import LISTS
from orderdesk.desk.casework.letter_texts import filled
from orderdesk.desk.casework.letters_to_doctors import numbered
from orderdesk.desk.casework.proposed_questions import matters_of, proposed, why
from orderdesk.desk.casework.request_warnings import Warned
from orderdesk.desk.casework.threads import threads_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.listing import state_today
from orderdesk.errors import NotFound, NotPossible
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.requirements import EvidenceHeld, SectionFilled
from orderdesk.locale import _

Body = dict[str, Any]
Goes = Literal["draft", "request", "conversation", "letter", "call", "section", "entry", "nothing"]
RUNNING: Final = ("sent", "delivered", "question", "accepted", "active", "on_hold")
"""The states of an order that can be amended."""
_BEFORE: Final = timedelta(days=14)
"""So long before the decision what a course documents is wanted: somebody must read it and write the file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where to go. `goes` says what `key` is: the id of an order's draft; of a request; of a request for a letter or a
    call; a section's code; the list of the case file that an entry belongs to. `text` is what is read out or printed,
    `entry` what a form begins with (JSON), `warned` what speaks against it."""

    goes: Goes
    case: str
    key: str = ""
    text: str = ""
    entry: Mapping[str, Any] = field(default_factory=dict)
    warned: tuple[Warned, ...] = ()


def prepare(desk: Desk, case: str, gap: str, action: str = "") -> Prepared:
    """Prepare what closes the gap of that key in a case: its rule's own way, or another `action`. What has been begun
    for it before is taken up again. Raises NotFound for no such case or gap, NotPossible where nothing can be done."""
    case_files.only_at_the_municipality(desk)
    answer = next((one for one in gap_reading.answers(desk, case).answers if one.key == gap), None)
    if answer is None:
        raise NotFound(_("The rules say nothing of that kind about this case now."), _("Open the case anew."))
    file = case_files.case_file(desk, case)
    asked = action or _action_for(answer)
    match asked:
        case "order":
            return _order(desk, file, answer)
        case "medical_request":
            return _request(desk, file, answer)
        case "ask_citizen":
            return _ask(file, answer)
        case "reminder" | "phone_call":
            return _chase(desk, file, answer, asked)
        case "write_section":
            return _section(file, answer)
        case "record":
            return _record(file, answer)
    raise NotPossible(_("Nothing can be prepared for this; the explanation says who can do something about it."))


def _action_for(answer: Answer) -> str:
    """The rule's own way; where an answer is awaited, to ask again, by telephone once the reminders are used up."""
    if answer.kind == "awaiting" and answer.waiting is not None and answer.rule.closing.action == "medical_request":
        return "reminder"
    return answer.rule.closing.action


def _order(desk: Desk, file: CaseFile, answer: Answer) -> Prepared:
    """The documentation wanted goes into the order that runs, or into a draft that was begun, else into a new one."""
    running = [thread for thread in threads_of(desk, file.case) if _runs(desk, thread)]
    begun = _begun(desk, file)
    with desk.store.transaction():
        if running:
            draft = orders.amendment_draft(desk, running[0])
        elif begun is not None:
            draft = begun
        else:
            draft = orders.new_draft(desk)
            draft = drafts.save(desk, draft.id, _new_order(draft.body, file, answer))
        body = _with_wanted(draft.body, wanted_of(answer, _due(desk, draft.body, file)), answer, draft.thread)
        if body != draft.body:
            draft = drafts.save(desk, draft.id, body)
    return Prepared("draft", file.case, draft.id)


def _runs(desk: Desk, thread: str) -> bool:
    row = desk.store.get(index.THREADS, thread)
    return row is not None and state_today(row, desk.today())[0] in RUNNING


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
    """The draft with the documentation wanted; as it is where it wants it for that rule already."""
    there = list(body.get("documentation") or ())
    rule = answer.key.partition(":")[0]
    if any(str(one.get("rule", "")).partition(" ")[0] == rule for one in there):
        return body
    numbers = [int(one["id"][1:]) for one in there if str(one.get("id", ""))[1:].isdigit()]
    there.append({"id": f"D{max(numbers, default=0) + 1}", **wanted})
    if not thread:
        return {**body, "documentation": there}
    changes = [one for one in body.get("changes") or () if one.get("path") != "$.documentation"]
    return {**body, "documentation": there, "changes": [*changes, {"path": "$.documentation", "reason": why(answer)}]}


def _due(desk: Desk, body: Body, file: CaseFile) -> date:
    """A fortnight before the decision, within the course, and not before tomorrow."""
    decision = file.decision.planned or file.decision.team_meeting
    course = body.get("course") or {}
    days = [date.fromisoformat(day) for day in (course.get("end"),) if day]
    if decision is not None:
        days.append(decision - _BEFORE)
    least = desk.today() + timedelta(days=1)
    if not days:
        return least + timedelta(weeks=13)
    begins = date.fromisoformat(course["start"]) if course.get("start") else least
    due = max(min(days), least, begins)
    return min(due, *days[:1]) if course.get("end") else due


def _request(desk: Desk, file: CaseFile, answer: Answer) -> Prepared:
    """A request on the rule's form, else on the first of the kinds wanted that doctors answer on; with this case's own
    questions. One that was begun for this gap is taken up again."""
    rule = answer.key
    begun = next((one for one in file.requests if one.rule == rule and one.requested is None), None)
    form = begun.form if begun else _form_for(answer)
    about = list(begun.about) if begun else matters_of(file, answer)
    questions = list(begun.questions) if begun else proposed(file, answer)
    if not FORMS[form].answers_questions and not begun:
        questions = []
    warned = request_warnings.warnings(desk, file.case, form, about=about, questions=questions,
                                       request=begun.id if begun else "")  # fmt: skip
    key = begun.id if begun else medical_requests.prepare(
        desk, file.case, form, about=about, questions=questions, why=why(answer), rule=rule, to=_doctor(file, form)
    )  # fmt: skip
    return Prepared("request", file.case, key, warned=tuple(warned))


def _form_for(answer: Answer) -> str:
    if answer.rule.closing.form in FORMS:
        return str(answer.rule.closing.form)
    require = answer.rule.require
    wanted = [kind for kind in require.any_of if kind in FORMS] if isinstance(require, EvidenceHeld) else []
    return wanted[0] if wanted else "lae135"


def _doctor(file: CaseFile, form: str) -> str:
    """Who was asked last on a form of the same sort: the GP, or a specialist."""
    special = form == "lae155"
    asked = [one for one in file.requests if one.to and (one.form == "lae155") == special and one.requested]
    return max(asked, key=lambda one: str(one.requested)).to or "" if asked else ""


def _ask(file: CaseFile, answer: Answer) -> Prepared:
    """What to say to the citizen, and the conversation that it will be noted in."""
    closing = answer.rule.closing
    questions = [closing.wanted.both.in_use] if closing.wanted else [answer.rule.title.both.in_use]
    text = filled("ask_citizen", {
        "wanted": why(answer), "citizen": file.citizen.name, "questions": numbered(questions),
    })  # fmt: skip
    return Prepared("conversation", file.case, "conversations", text)


def _chase(desk: Desk, file: CaseFile, answer: Answer, action: str) -> Prepared:
    """The letter, or the note for the telephone, about the request that is awaited."""
    waiting = answer.waiting.entry if answer.waiting else answer.key.partition(":")[2]
    request = next((one for one in file.requests if one.id == waiting and one.is_open), None)
    if request is None:
        raise NotPossible(_("No request waits for an answer."), _("Prepare a request first."))
    if action == "phone_call" or len(request.reminders) >= gap_reading.reminders(desk).most:
        return Prepared("call", file.case, request.id, letters_to_doctors.phone_note(desk, file.case, request.id))
    return Prepared("letter", file.case, request.id, letters_to_doctors.reminder_text(desk, file.case, request.id))


def _section(file: CaseFile, answer: Answer) -> Prepared:
    require = answer.rule.require
    section = require.section if isinstance(require, SectionFilled) else ""
    there = next((one for one in file.sections if one.section == section), None)
    entry = there.model_dump(mode="json", exclude_none=True) if there else {"section": section}
    return Prepared("section", file.case, section, why(answer), entry)


_HOLDS: Final[Mapping[str, str]] = {
    "evidence": "evidence", "fact": "facts", "measures": "measures", "trial": "trials", "agreement": "evidence",
    "evidence_read": "evidence", "citizen_heard": "conversations", "health_acted_on": "conversations",
    "requests_answered": "requests", "no_duplicate": "requests", "section": "sections",
}  # fmt: skip


def _record(file: CaseFile, answer: Answer) -> Prepared:
    """The list of the case file in which it would be noted; the entry itself where the gap is about one."""
    about = answer.key.partition(":")[2]
    for name in LISTS:
        for one in getattr(file, name):
            if one.id == about:
                return Prepared("entry", file.case, name, entry=one.model_dump(mode="json", exclude_none=True))
    require = answer.rule.require
    entry: Body = {}
    if fact := getattr(require, "fact", ""):
        entry = {"kind": fact}
    elif isinstance(require, EvidenceHeld):
        entry = {"kind": require.any_of[0], "about": list(require.about)}
    return Prepared("entry", file.case, _HOLDS.get(require.kind, "notes"), entry=entry)
