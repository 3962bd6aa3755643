"""What is printed for a request to a doctor: the text for the form, the reminder, the note for a telephone call."""

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.medical import FORMS, MedicalRequest, reply_due
from orderdesk.desk.casework import case_files, medical_requests
from orderdesk.desk.casework.letter_texts import filled, phrase
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import orders
from orderdesk.gaps.health_terms import topic_name, topics
from orderdesk.gaps.kinds.evidence import on_file
from orderdesk.locale import _
from orderdesk.locale.days import in_figures


def request_text(desk: Desk, case: str, request: str) -> str:
    """What goes on the form, in the language in use. Raises NotFound."""
    file, one = _both(desk, case, request)
    form = FORMS.get(one.form)
    name = f"{form.request or form.reply} · {_(form.name)}" if form else one.form
    return filled("request", {**_values(desk, file, one), "form": name})


def reminder_text(desk: Desk, case: str, request: str) -> str:
    """The next reminder as a letter, in the language in use. Raises NotFound."""
    file, one = _both(desk, case, request)
    number = len(one.reminders) + 1
    nth = phrase("later_reminder", number=number) if number > 1 else phrase("first_reminder")
    return filled("reminder", {**_values(desk, file, one), "nth": nth})


def phone_note(desk: Desk, case: str, request: str) -> str:
    """What to have at hand when ringing the doctor, in the language in use. Raises NotFound."""
    file, one = _both(desk, case, request)
    return filled("call", _values(desk, file, one))


def _both(desk: Desk, case: str, request: str) -> tuple[CaseFile, MedicalRequest]:
    return case_files.case_file(desk, case), medical_requests.request_of(desk, case, request)


def _values(desk: Desk, file: CaseFile, one: MedicalRequest) -> dict[str, str]:
    placer = orders.placer(desk)
    contact = placer["caseworker"]
    form, due = FORMS.get(one.form), reply_due(one)
    return {
        "municipality": placer["municipality"], "unit": placer.get("unit", ""),
        "caseworker": contact["name"], "phone": contact.get("phone", ""), "mail": contact.get("mail", ""),
        "day": in_figures(desk.today()), "to": one.to or "", "citizen": file.citizen.name, "cpr": file.citizen.cpr,
        "number": file.number or "", "about": ", ".join(matter(name) for name in one.about), "why": one.why or "",
        "questions": numbered(one.questions), "papers": _papers(file, one),
        "kind": _(form.name) if form else one.form,
        "requested": in_figures(one.requested) if one.requested else "", "due": in_figures(due) if due else "",
        "reminders": ", ".join(in_figures(day) for day in one.reminders),
    }  # fmt: skip


def matter(name: str) -> str:
    """A health problem by its code, or as it was written, in the language in use."""
    return topic_name(name.casefold()).in_use if name.casefold() in topics() else name


def numbered(questions: list[str]) -> str:
    """Questions under each other with their numbers."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(questions, start=1))


def _papers(file: CaseFile, one: MedicalRequest) -> str:
    """The papers of the same kind and on the same matter that are on file, the newest first."""
    about = {name.casefold() for name in one.about}
    papers = [
        paper for paper in file.evidence
        if paper.information_date is not None and paper.id not in one.evidence and paper.kind in FORMS
        and (not about or about & {name.casefold() for name in paper.about})
    ]  # fmt: skip
    papers.sort(key=lambda paper: str(paper.information_date), reverse=True)
    return "\n".join(f"- {on_file(paper).sentence}" for paper in papers)
