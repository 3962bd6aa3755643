"""Requests to doctors, step by step: prepared, sent, the citizen told, the consultation, reminders, calls, the answer.

Each step has a day of its own and refuses what cannot be. Nothing is sent from here: no national interface is claimed;
`letters` gives the text for the form.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from orderdesk.cases.medical import FORMS, MedicalRequest
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import N_, _

Value = dict[str, Any]
Refusal = Callable[[MedicalRequest, date], str]

MOST_REMINDERS: Final = 20


def prepare(
    desk: Desk, case: str, form: str, *, to: str = "", about: Sequence[str] = (), questions: Sequence[str] = (),
    why: str = "", rule: str = "",
) -> str:  # fmt: skip
    """Begin a request on a form of reply (as lae135); its id. It is not sent: `warnings` says first what speaks against
    it. Raises InputRefused for no known form, NotFound for no such case."""
    if form not in FORMS:
        raise InputRefused("form", _("There is no such form."), _("Choose one of: {forms}.").format(
            forms=", ".join(one.reply for one in FORMS.values())))  # fmt: skip
    entry = {"form": form, "to": to, "about": list(about), "questions": list(questions), "why": why, "rule": rule}
    return entries.add(desk, case, "requests", {name: value for name, value in entry.items() if value})


def mark_sent(desk: Desk, case: str, request: str, day: date | None = None) -> None:
    """Note that the request went to the doctor; its clock begins. Raises NotPossible where it was sent before, names no
    doctor, or asks nothing on a form that is for questions."""
    _step(desk, case, request, day, _cannot_be_sent, lambda _one: {"requested": _text(day or desk.today())})


def citizen_contacted(desk: Desk, case: str, request: str, day: date | None = None) -> None:
    """Note that the citizen was told of the request."""
    _step(desk, case, request, day, _not_sent, lambda _one: {"citizen_contacted": _text(day or desk.today())})


def consultation(desk: Desk, case: str, request: str, day: date | None = None) -> None:
    """Note the day on which the doctor saw, or will see, the citizen: from it the shorter time to answer runs."""
    _step(desk, case, request, day, _not_open, lambda _one: {"consultation": _text(day or desk.today())}, ahead=True)


def reminded(desk: Desk, case: str, request: str, day: date | None = None) -> None:
    """Note that a reminder was sent."""

    def add(one: MedicalRequest) -> Value:
        return {"reminders": sorted({*(_text(sent) for sent in one.reminders), _text(day or desk.today())})}

    _step(desk, case, request, day, _cannot_remind, add)


def called(desk: Desk, case: str, request: str, text: str, day: date | None = None) -> None:
    """Note a telephone call, and what was said."""

    def add(one: MedicalRequest) -> Value:
        call = {"day": _text(day or desk.today()), **({"text": text} if text.strip() else {})}
        return {"calls": [*(call.model_dump(mode="json", exclude_none=True) for call in one.calls), call]}

    _step(desk, case, request, day, _not_open, add)


def received(
    desk: Desk, case: str, request: str, evidence: Mapping[str, Any] | None = None, day: date | None = None
) -> str:
    """Note that the answer came, and put it among the evidence: `evidence` (JSON, without its id) says what it states;
    kind, author, matter and the day it came are taken from the request where it does not say otherwise. Its id. All of
    it or nothing. `feeding.closed_by` tells which gaps it closes."""
    came = day or desk.today()
    with desk.store.transaction():
        one = request_of(desk, case, request)
        added = entries.add(desk, case, "evidence", _as_evidence(one, came) | dict(evidence or {}))
        _step(desk, case, request, day, _not_open, lambda asked: {
            "received": _text(came), "evidence": [*asked.evidence, added],
        })  # fmt: skip
    return added


def declined(desk: Desk, case: str, request: str, because: str, day: date | None = None) -> None:
    """Note that the doctor declined, and why. The question stays open."""
    _step(desk, case, request, day, _not_open, lambda _one: {
        "declined": _text(day or desk.today()), "declined_because": because,
    })  # fmt: skip


def withdrawn(desk: Desk, case: str, request: str, because: str, day: date | None = None) -> None:
    """Take a request back, with the reason. One that was never sent is taken out of the file instead."""
    if request_of(desk, case, request).requested is None:
        entries.remove(desk, case, "requests", request)
        return
    _step(desk, case, request, day, _not_open, lambda _one: {
        "withdrawn": _text(day or desk.today()), "withdrawn_because": because,
    })  # fmt: skip


def refusal(desk: Desk, case: str, request: str, step: str) -> str:
    """Why a step (as "remind") is not possible with a request now, as a translated sentence; "" where it is."""
    return _(STEPS[step](request_of(desk, case, request), desk.today()))


def request_of(desk: Desk, case: str, request: str) -> MedicalRequest:
    """The request. Raises NotFound."""
    found = next((one for one in case_files.case_file(desk, case).requests if one.id == request), None)
    if found is None:
        raise NotFound(_("The case has no such request; it may have been removed in another window."))
    return found


def _as_evidence(one: MedicalRequest, came: date) -> Value:
    entry: Value = {"kind": one.form, "received": _text(came), "about": list(one.about)}
    role = _ANSWERED_BY.get(one.form)
    return entry | ({"author": one.to} if one.to else {}) | ({"role": role} if role else {})


_ANSWERED_BY: Final[Mapping[str, str]] = {"lae155": "specialist", "lae265": "gp", "lae275": "clinic"}
"""Who answers on a form that only they answer on; a person may change it."""


def _step(
    desk: Desk, case: str, request: str, day: date | None, why_not: Refusal,
    members: Callable[[MedicalRequest], Value], *, ahead: bool = False,
) -> None:  # fmt: skip
    when = day or desk.today()
    with desk.store.transaction():
        one = request_of(desk, case, request)
        if reason := why_not(one, when) or _odd_day(desk, one, when, ahead):
            raise NotPossible(_(reason))
        entries.amend(desk, case, "requests", request, members(one))


def _odd_day(desk: Desk, one: MedicalRequest, day: date, ahead: bool) -> str:
    if day > desk.today() and not ahead:
        return _AHEAD
    return _BEFORE if one.requested is not None and day < one.requested else ""


_AHEAD: Final = N_("That day has not come yet; note it when it has.")
_BEFORE: Final = N_("That day lies before the request was sent.")
_SENT: Final = N_("The request has been sent already.")
_UNSENT: Final = N_("The request has not been sent yet.")
_CAME: Final = N_("The answer has come already.")
_WAS_DECLINED: Final = N_("The doctor has declined; prepare another request.")
_WAS_WITHDRAWN: Final = N_("The request has been taken back; prepare another one.")
_NO_DOCTOR: Final = N_("Write which doctor the request is for.")
_NO_QUESTION: Final = N_("Write the questions that this case needs answered.")
_TOO_MANY: Final = N_("So many reminders bring no answer: ring the doctor.")


def _closed(one: MedicalRequest) -> str:
    if one.received is not None:
        return _CAME
    if one.declined is not None:
        return _WAS_DECLINED
    return _WAS_WITHDRAWN if one.withdrawn is not None else ""


def _not_being_prepared(one: MedicalRequest, _day: date) -> str:
    return _closed(one) or (_SENT if one.requested is not None else "")


def _cannot_be_sent(one: MedicalRequest, day: date) -> str:
    if why := _not_being_prepared(one, day):
        return why
    if not one.to:
        return _NO_DOCTOR
    asks = one.form in FORMS and FORMS[one.form].answers_questions
    return _NO_QUESTION if asks and not one.questions else ""


def _not_sent(one: MedicalRequest, _day: date) -> str:
    return _UNSENT if one.requested is None else ""


def _not_open(one: MedicalRequest, day: date) -> str:
    return _not_sent(one, day) or _closed(one)


def _cannot_remind(one: MedicalRequest, day: date) -> str:
    return _not_open(one, day) or (_TOO_MANY if len(one.reminders) >= MOST_REMINDERS else "")


def _text(day: date) -> str:
    return day.isoformat()


STEPS: Final[Mapping[str, Refusal]] = {
    "reword": _not_being_prepared, "send": _cannot_be_sent, "citizen_contacted": _not_sent, "consultation": _not_open,
    "remind": _cannot_remind, "call": _not_open, "receive": _not_open, "decline": _not_open,
    "withdraw": lambda one, _day: _closed(one),
}  # fmt: skip
"""The steps by name, each with what says why it is not possible (a msgid; "" where it is)."""
