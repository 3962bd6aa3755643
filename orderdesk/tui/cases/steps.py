"""The steps of a request to a doctor, noted one by one, each with its day: sent, citizen told, consultation, reminded,
rung, received, declined, taken back."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from textual.app import App

from orderdesk.desk.casework import medical_requests, request_warnings
from orderdesk.desk.desk import Desk
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.cases.asking import ask_day
from orderdesk.tui.cases.on_file import goes_on
from orderdesk.tui.cases.papers import call_paper, reminder_paper, request_paper
from orderdesk.tui.dialogs import ChoiceDialog, ReasonDialog

_STEPS: Final = (
    ("send", N_("It has been sent")),
    ("citizen_contacted", N_("The citizen has been told")),
    ("consultation", N_("Consultation with the doctor")),
    ("remind", N_("A reminder has been sent")),
    ("call", N_("The doctor has been rung")),
    ("receive", N_("The answer has come")),
    ("decline", N_("The doctor has declined")),
    ("withdraw", N_("Take the request to the doctor back")),
)
_LABELS: Final = dict(_STEPS)
_PAPERS: Final[dict[str, tuple[str, Callable[[Desk, str, str], Any]]]] = {
    "text": (N_("See the text for the form"), request_paper),
    "reminder": (N_("See the reminder letter"), reminder_paper),
    "note": (N_("See the note for a telephone call"), call_paper),
}
_DAY_OF: Final = {
    "send": N_("When was it sent?"),
    "citizen_contacted": N_("When was the citizen told?"),
    "consultation": N_("When did, or will, the doctor see the citizen?"),
    "remind": N_("When was the reminder sent?"),
    "call": N_("When was the doctor rung?"),
    "receive": N_("When did the answer come?"),
    "decline": N_("When did the doctor decline?"),
}
_PLAIN: Final[dict[str, Callable[[Desk, str, str, date], object]]] = {
    "send": medical_requests.mark_sent,
    "citizen_contacted": medical_requests.citizen_contacted,
    "consultation": medical_requests.consultation,
    "remind": medical_requests.reminded,
}


async def next_step(app: App[Any], desk: Desk, case: str, request: str) -> bool:
    """Let the person choose a step that is possible now, and note it; whether something was noted. For a worker."""
    stops = {name: medical_requests.refusal(desk, case, request, name) for name, _label in _STEPS}
    possible = [one for one in _STEPS if not stops[one[0]]]
    open_ = any(name in ("remind", "call") for name, _label in possible)
    papers = [(name, label) for name, (label, _make) in _PAPERS.items() if name == "text" or open_]
    lacks = stops["send"] if not medical_requests.refusal(desk, case, request, "reword") else ""
    unsent = [("send", f"{_(_LABELS['send'])}: {lacks}")] if lacks else []
    chosen = await app.push_screen_wait(ChoiceDialog(N_("What happened?"), [*unsent, *possible, *papers]))
    if chosen is None:
        return False
    if chosen == "send" and lacks:
        app.push_screen(places.case_entry(case, "requests", request))
        return False
    if chosen in _PAPERS:
        app.push_screen(_PAPERS[chosen][1](desk, case, request))
        return False
    return await note_step(app, desk, case, request, chosen)


async def note_step(app: App[Any], desk: Desk, case: str, request: str, step: str) -> bool:
    """Ask for the day, and what else the step needs, and note it; whether it was noted. For a worker."""
    try:
        if step == "send" and not await goes_on(app, _warned(desk, case, request)):
            return False
        return await _note(app, desk, case, request, step)
    except OrderdeskError as error:
        app.notify(str(error), severity="warning", markup=False)
        return False


def _warned(desk: Desk, case: str, request: str) -> list[request_warnings.Warned]:
    one = medical_requests.request_of(desk, case, request)
    return request_warnings.warnings(desk, case, one.form, about=one.about, questions=one.questions, request=request)


async def _note(app: App[Any], desk: Desk, case: str, request: str, step: str) -> bool:
    day = None
    if step in _DAY_OF:
        today = desk.today()
        if (day := await ask_day(app, _DAY_OF[step], today, today)) is None:
            return False
    if step in _PLAIN and day is not None:
        await asyncio.to_thread(_PLAIN[step], desk, case, request, day)
        return True
    if step == "receive":
        evidence = await asyncio.to_thread(medical_requests.received, desk, case, request, None, day)
        app.push_screen(places.case_entry(case, "evidence", evidence))
        return True
    question = {"call": N_("What was said?"), "decline": N_("Why did the doctor decline?")}.get(
        step, N_("Why is it taken back?")
    )
    text = await app.push_screen_wait(ReasonDialog(question, required=step != "call"))
    if text is None:
        return False
    match step:
        case "call":
            await asyncio.to_thread(medical_requests.called, desk, case, request, text, day)
        case "decline":
            await asyncio.to_thread(medical_requests.declined, desk, case, request, text, day)
        case "withdraw":
            await asyncio.to_thread(medical_requests.withdrawn, desk, case, request, text)
    return True
