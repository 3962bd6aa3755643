"""What needs the caseworker in the case files: doctors to remind or ring, what came and lies unread, decisions that
come near while something required is open. Each line opens its case on the page where that is done: its action is one
of the steps there, or the page.

All but the last comes from the small rows beside the case files; rules are asked only of cases whose decision is near.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from orderdesk.cases.medical import AGREE, FORMS, REMIND, RING, MedicalRequest, ReminderClock, chase
from orderdesk.desk.casework.listed_rows import rows, tracks_on
from orderdesk.desk.clocks import Clocks, clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs.line import Item, Line
from orderdesk.desk.put_aside import is_put_aside
from orderdesk.locale import N_

Row = dict[str, Any]

_CHASE: Final = {
    REMIND: Line("medical_reminder", N_("Send the doctor a reminder"), action="remind", opens="case"),
    RING: Line("medical_call", N_("Ring the doctor: the reminders brought no answer"), action="call", opens="case"),
    AGREE: Line("medical_stuck", N_("Reminded and rung, no answer: decide what to do"), "", "requests", "case"),
}
_DECLINED: Final = Line(
    "medical_declined", N_("The doctor declined, and nothing was asked instead"), "", "requests", "case"
)
_READ: Final = Line("medical_answer", N_("Read what has come to the case"), "evidence_read", "read", "case")
_ACT: Final = Line("medical_act", N_("Note what was done about what came"), "evidence_read", "act", "case")
_PENSION: Final = Line("pension_decision", N_("Decide on early retirement pension"), "pension_decision", "gaps", "case")
_OPEN: Final = Line("gaps_decision", N_("Required and open before the decision"), "gaps_notice", "gaps", "case")
_PASSED: Final = Line("decision_passed", N_("The planned day of decision has passed"), "", "facts", "case")


@dataclass(frozen=True, slots=True)
class Filed:
    """A case file as these rules look at it: its row, the day, the clocks."""

    desk: Desk
    case: str
    row: Row
    today: date
    clocks: Clocks

    def item(
        self, line: Line, since: date | str, until: date | str, detail: str, *, about: str = "", mark: str = "",
        late: bool | None = None,
    ) -> Item:  # fmt: skip
        """The line since a day until a day (ISO); late is what has passed it."""
        since, until = str(since), str(until)
        passed = bool(until) and until < self.today.isoformat() if late is None else late
        return Item(
            line.code, line.what, self.row["citizen"], detail, since, until, "case", self.case, passed, line.action,
            about, "", mark,
        )  # fmt: skip


def lines(desk: Desk) -> Iterator[Item]:
    """What needs the desk's owner in the case files, in no particular order. Nothing at a provider's desk."""
    if desk.actor != "C":
        return
    day, lengths = desk.today(), clocks(desk)
    reminders = ReminderClock(lengths.length("medical_reminder"), lengths.length("medical_reminders"))
    for case, row in rows(desk):
        filed = Filed(desk, case, row, day, lengths)
        for request in row["requests"]:
            yield from _asked(filed, request, reminders)
        yield from _unread(filed)
        if not row["decided"]:
            yield from _pension(filed)
            yield from _decision(filed)


def _asked(filed: Filed, row: Row, reminders: ReminderClock) -> Iterator[Item]:
    request = MedicalRequest.model_validate({name: value for name, value in row.items() if name != "settled"})
    detail = _form(request)
    if request.declined is not None:
        mark = f"{_DECLINED.code} {filed.case} {request.id}"
        if not row["settled"] and request.declined <= filed.today and not is_put_aside(filed.desk, mark):
            yield filed.item(_DECLINED, request.declined, "", detail, about=request.id, mark=mark)
        return
    step = chase(request, reminders)
    if step is not None and step.next_by <= filed.today:
        yield filed.item(_CHASE[step.next], step.due, step.next_by, detail, about=request.id)


def _form(request: MedicalRequest) -> str:
    name = FORMS[request.form].reply if request.form in FORMS else request.form
    return f"{name}, {request.to}" if request.to else name


def _unread(filed: Filed) -> Iterator[Item]:
    for one in filed.row["unread"]:
        if one["received"] <= filed.today.isoformat():
            until = filed.clocks.after("evidence_read", date.fromisoformat(one["received"]))
            line = _ACT if one["read"] else _READ
            name = FORMS[one["kind"]].reply if one["kind"] in FORMS else ""
            yield filed.item(line, one["received"], until, name, about=one["id"])


def _pension(filed: Filed) -> Iterator[Item]:
    day = filed.today.isoformat()
    on_track = any(one["track"] == "early_retirement_pension" for one in tracks_on(filed.row, day))
    if not on_track or not filed.row["begun"]:
        return
    due = filed.clocks.after("pension_decision", date.fromisoformat(filed.row["begun"]))
    since = filed.clocks.before("pension_notice", due)
    if since <= filed.today:
        yield filed.item(_PENSION, since, due, "")


def _decision(filed: Filed) -> Iterator[Item]:
    """From so many days before the planned decision, what is required and open; then that its day has passed."""
    if not filed.row["planned"]:
        return
    planned = date.fromisoformat(filed.row["planned"])
    since = filed.clocks.before("gaps_notice", planned)
    if planned < filed.today:
        yield filed.item(_PASSED, planned, planned, "")
    elif since <= filed.today:
        from orderdesk.desk.casework.standing import standing

        if required := standing(filed.desk, filed.case, filed.today).required:
            yield filed.item(_OPEN, since, planned, ", ".join(required))
