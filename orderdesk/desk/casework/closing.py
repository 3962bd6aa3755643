"""From a gap to the thing that closes it, prepared and never sent: a person edits it and sends it, or does not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.medical import FORMS
from orderdesk.desk.casework import (
    case_files,
    documentation_orders,
    gap_reading,
    letters_to_doctors,
    medical_requests,
    request_warnings,
)
from orderdesk.desk.casework.changes import LISTS
from orderdesk.desk.casework.letter_texts import filled
from orderdesk.desk.casework.letters_to_doctors import numbered
from orderdesk.desk.casework.proposed_questions import for_the_doctor, matters_of, proposed, why
from orderdesk.desk.casework.request_warnings import Warned
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound, NotPossible
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.requirements import EvidenceHeld, SectionFilled
from orderdesk.locale import _

Body = dict[str, Any]
Goes = Literal["draft", "request", "conversation", "letter", "call", "section", "entry"]


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
    """Prepare what closes the gap of that key in a case: its rule's own way, or another `action` of those that rules
    have, or "new_order" where an order runs. What has been begun for it before is taken up again. Raises NotFound
    for no such case or gap, NotPossible where nothing can be done."""
    case_files.only_at_the_municipality(desk)
    answer = next((one for one in gap_reading.answers(desk, case).answers if one.key == gap), None)
    if answer is None:
        raise NotFound(_("The rules say nothing of that kind about this case now."), _("Open the case anew."))
    file = case_files.case_file(desk, case)
    asked = action or _action_for(file, answer)
    match asked:
        case "order" | "new_order":
            draft = documentation_orders.draft_for(desk, file, answer, anew=asked == "new_order")
            return Prepared("draft", case, draft)
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


def _action_for(file: CaseFile, answer: Answer) -> str:
    """The rule's own way; where an answer is awaited, to ask again, by telephone once the reminders are used up."""
    doctor = answer.waiting is not None and any(one.id == answer.waiting.entry for one in file.requests)
    if answer.kind == "awaiting" and doctor and answer.rule.closing.action == "medical_request":
        return "reminder"
    return answer.rule.closing.action


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
        desk, file.case, form, about=about, questions=questions, why=for_the_doctor(file, answer), rule=rule,
        to=_doctor(file, form),
    )  # fmt: skip
    return Prepared("request", file.case, key, warned=tuple(warned))


def _form_for(answer: Answer) -> str:
    if answer.rule.closing.form in FORMS:
        return str(answer.rule.closing.form)
    require = answer.rule.require
    wanted = [kind for kind in require.any_of if kind in FORMS] if isinstance(require, EvidenceHeld) else []
    return wanted[0] if wanted else "lae135"


def _doctor(file: CaseFile, form: str) -> str:
    """Who was asked last on a form of the same sort, the GP or a specialist; else whose paper came last."""
    special = form == "lae155"
    asked = [one for one in file.requests if one.to and (one.form == "lae155") == special and one.requested]
    if asked:
        return max(asked, key=lambda one: str(one.requested)).to or ""
    papers = [one for one in file.evidence if one.author and one.role == ("specialist" if special else "gp")]
    return max(papers, key=lambda one: str(one.information_date or "")).author or "" if papers else ""


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
